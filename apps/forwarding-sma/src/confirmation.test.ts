import { epochSeconds } from '@dialplane/basics';
import { type Forward, forwardingApp, memoryForwards } from '@dialplane/forwarding';
import { jsonLogger } from '@dialplane/lambda-runtime';
import {
  type PhoneBehaviour,
  phoneNetwork,
  type TranscriptEntry,
  virtualTime,
} from '@dialplane/phone-network';
import type { E164 } from '@dialplane/phone-numbers';
import { onChime, smaHandler } from '@dialplane/telephony-actions';

const office = '+12065550100' as E164;
const desk = '+12065550142' as E164;
const mobile = '+12065550143' as E164;
const forward: Forward = {
  number: office,
  targets: [
    { kind: 'phone', number: desk, confirm: true },
    { kind: 'phone', number: mobile },
  ],
  callerId: 'dialled',
  atEnd: 'apology',
};

/** Calls the office, where the desk behaves in some way, and tells which phones were rung and what was billed. */
const called = async (deskPhone: PhoneBehaviour) => {
  const time = virtualTime(Date.UTC(2026, 0, 5, 17));
  const transcript: TranscriptEntry[] = [];
  const network = phoneNetwork({ time, transcript: (entry) => void transcript.push(entry) });
  const app = forwardingApp({
    find: memoryForwards([forward]).find,
    now: () => epochSeconds(new Date(time.now())),
    log: jsonLogger(() => undefined),
    canConfirm: true,
  });
  network.addApplication({
    id: 'sma',
    region: 'us-east-1',
    accountId: '111122223333',
    handler: smaHandler(
      onChime(app, { prompts: { bucket: 'prompts' }, recordings: { bucket: 'recordings' } }),
    ),
  });
  network.addNumber(office, { applicationId: 'sma' });
  network.addPhone(desk, deskPhone);
  network.addPhone(mobile, { kind: 'answers', afterSeconds: 2 });
  network.dial({ from: '+12065550199', to: office, hangsUpAfterSeconds: 60 });
  await time.run();
  return {
    answered: transcript
      .filter(({ what, from }) => what === '200 OK' && from !== 'service')
      .map(({ from }) => from),
    legsAlive: network.counts().legsAlive,
  };
};

it.each`
  deskPhone                                                                         | answered          | because
  ${{ kind: 'answers', afterSeconds: 2, keys: [{ afterSeconds: 3, digits: '1' }] }} | ${[desk]}         | ${'the desk accepts the call'}
  ${{ kind: 'voicemail', afterSeconds: 2 }}                                         | ${[desk, mobile]} | ${'a voicemail box presses no key'}
  ${{ kind: 'answers', afterSeconds: 2, keys: [{ afterSeconds: 3, digits: '5' }] }} | ${[desk, mobile]} | ${'another key is no acceptance'}
  ${{ kind: 'answers', afterSeconds: 2, hangsUpAfterSeconds: 2 }}                   | ${[desk, mobile]} | ${'the desk hangs up during the question'}
  ${{ kind: 'busy' }}                                                               | ${[mobile]}       | ${'the desk is busy'}
`('$answered answer when $because', async ({ deskPhone, answered }) => {
  expect(await called(deskPhone)).toEqual({ answered, legsAlive: 0 });
});
