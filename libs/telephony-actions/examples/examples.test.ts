import { smaHandler } from '../src';
import { events, invocation } from '../testing';
import { app as bridge } from './bridge-to-a-trunk';
import { app as menu } from './play-and-gather-digits';
import { app as waitingRoom } from './react-to-a-call-update';
import { app as mailbox } from './record-a-message';

const spoken = invocation({
  InvocationEventType: 'ACTION_SUCCESSFUL',
  ActionData: { Type: 'SpeakAndGetDigits', Parameters: { CallId: 'c-a' }, ReceivedDigits: '4711' },
});
const updated = (next: string) =>
  invocation({
    InvocationEventType: 'CALL_UPDATE_REQUESTED',
    ActionData: { Type: 'CallUpdateRequest', Parameters: { Arguments: { next } } },
  });

it.each`
  example                     | app            | happening                      | event                  | told
  ${'play-and-gather-digits'} | ${menu}        | ${'a call arrives'}            | ${events.newCall}      | ${['SpeakAndGetDigits']}
  ${'play-and-gather-digits'} | ${menu}        | ${'digits are keyed'}          | ${spoken}              | ${['Speak', 'Hangup']}
  ${'record-a-message'}       | ${mailbox}     | ${'a call arrives'}            | ${events.newCall}      | ${['PlayAudio', 'RecordAudio']}
  ${'record-a-message'}       | ${mailbox}     | ${'the message is recorded'}   | ${events.recorded}     | ${['PlayAudio', 'Hangup']}
  ${'bridge-to-a-trunk'}      | ${bridge}      | ${'a call arrives'}            | ${events.newCall}      | ${['CallAndBridge']}
  ${'bridge-to-a-trunk'}      | ${bridge}      | ${'no answer'}                 | ${events.noAnswer}     | ${['Hangup']}
  ${'bridge-to-a-trunk'}      | ${bridge}      | ${'one leg ends'}              | ${events.legEnded}     | ${['Hangup']}
  ${'react-to-a-call-update'} | ${waitingRoom} | ${'a call arrives'}            | ${events.newCall}      | ${['PlayAudio']}
  ${'react-to-a-call-update'} | ${waitingRoom} | ${'an announcement is wanted'} | ${updated('announce')} | ${['PlayAudio', 'PlayAudio']}
  ${'react-to-a-call-update'} | ${waitingRoom} | ${'the end is wanted'}         | ${updated('end')}      | ${['Hangup']}
`('$example: when $happening Chime is told $told', async ({ app, event, told }) => {
  const { Actions } = await smaHandler(app)(event);

  expect(Actions?.map(({ Type }) => Type)).toEqual(told);
});

it.each`
  example                     | app
  ${'play-and-gather-digits'} | ${menu}
  ${'record-a-message'}       | ${mailbox}
  ${'bridge-to-a-trunk'}      | ${bridge}
  ${'react-to-a-call-update'} | ${waitingRoom}
`('$example carries on when something happens that it does not know', async ({ app }) => {
  const unknown = { ...events.ringing, InvocationEventType: 'SOMETHING_NEW' };

  expect(await smaHandler(app)(unknown)).toMatchObject({ Actions: null });
});
