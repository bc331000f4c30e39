import type { AskStep, CallEvent, Step } from '@dialplane/call-control';
import type { E164 } from '@dialplane/phone-numbers';
import { decodeSmaEvent } from './decode-sma-event';
import { connectedA, connectedB, events, invocation, legA } from '../testing';
import type { SmaInvocation } from './invocation';
import { onChime } from './on-chime';
import { type SmaDecision, smaHandler } from './sma-handler';
import type { ChimeMedia } from './to-sma-actions';

const media: ChimeMedia = {
  prompts: { bucket: 'prompts' },
  recordings: { bucket: 'recordings' },
  voices: { 'de-DE': 'Vicki' },
};

const onLegB = invocation(
  {
    InvocationEventType: 'ACTION_SUCCESSFUL',
    ActionData: { Type: 'PlayAudio', Parameters: { CallId: 'c-b' } },
  },
  connectedA,
  connectedB,
);
const callerGone = invocation(
  { InvocationEventType: 'HANGUP', ActionData: { Type: 'Hangup', Parameters: { CallId: 'c-a' } } },
  connectedA,
  connectedB,
);

/** The event that a call app sees. */
const seen = async (invoked: SmaInvocation): Promise<CallEvent> => {
  const events: CallEvent[] = [];
  const app = onChime(async (event) => {
    events.push(event);
    return { steps: 'carry-on' };
  }, media);
  await app(decodeSmaEvent(invoked).event);
  const [event] = events;
  if (!event) throw new Error('The app saw no event');
  return event;
};

/** What Chime is told for steps, once it is known to be right. */
const told = async (steps: readonly Step[], invoked: SmaInvocation = events.newCall, given = media) =>
  (await smaHandler(onChime(async () => ({ steps }), given))(invoked)).Actions;

const failed = (Type: string, ErrorType: string) =>
  invocation({
    InvocationEventType: 'ACTION_FAILED',
    ActionData: { Type, ErrorType, ErrorMessage: 'words' },
  });

describe('what a call app sees', () => {
  const hangup = (Parameters: object) => ({
    InvocationEventType: 'HANGUP',
    ActionData: { Type: 'Hangup', Parameters },
  });

  it.each`
    parameters                                         | listed        | kind           | leg                                           | legs
    ${{ CallId: 'c-b', SipResponseCode: 0 }}           | ${connectedA} | ${'leg-ended'} | ${{ id: 'c-b', role: 'callee', up: false }}   | ${['c-a', 'c-b']}
    ${{ CallId: 'c-b', SipResponseCode: 486 }}         | ${connectedA} | ${'leg-ended'} | ${{ id: 'c-b', role: 'callee', up: false }}   | ${['c-a']}
    ${{ ParticipantTag: 'LEG-B', SipResponseCode: 0 }} | ${connectedA} | ${'leg-ended'} | ${{ id: 'LEG-B', role: 'callee', up: false }} | ${['c-a', 'LEG-B']}
    ${{ CallId: 'c-a', SipResponseCode: 0 }}           | ${connectedB} | ${'leg-ended'} | ${{ id: 'c-a', role: 'caller', up: false }}   | ${['c-b', 'c-a']}
    ${{ CallId: 'c-x', ParticipantTag: 'LEG-A' }}      | ${connectedA} | ${'unknown'}   | ${undefined}                                  | ${['c-a']}
  `(
    'is "$kind" for a leg that is not listed: $parameters',
    async ({ parameters, listed, kind, leg, legs }) => {
      const event = await seen(invocation(hangup(parameters) as never, listed));

      expect(event.kind).toBe(kind);
      expect('leg' in event ? event.leg : undefined).toEqual(leg);
      expect(event.call.legs.map(({ id }) => id)).toEqual(legs);
    },
  );

  it('is the call with its legs and memory', async () => {
    expect(await seen(events.legEnded)).toEqual({
      kind: 'leg-ended',
      leg: { id: 'c-b', role: 'callee', up: false },
      sequence: 3,
      call: {
        id: 't-1',
        memory: { k: 'v' },
        legs: [
          { id: 'c-a', role: 'caller', up: true },
          { id: 'c-b', role: 'callee', up: false },
        ],
      },
    });
  });

  it('finds the caller by the tag of the leg, in any order', async () => {
    const arrival = invocation({ InvocationEventType: 'NEW_INBOUND_CALL' }, { ...connectedB, To: 'b' }, legA);

    expect(await seen(arrival)).toMatchObject({ kind: 'arrival', dialled: '+12065550100' });
  });

  it.each`
    event                      | happening
    ${events.newCall}          | ${{ kind: 'arrival', dialled: '+12065550100', from: '+12065550199', diversions: [] }}
    ${events.newOutboundCall}  | ${{ kind: 'placing', stage: 'started' }}
    ${events.ringing}          | ${{ kind: 'placing', stage: 'ringing' }}
    ${events.answered}         | ${{ kind: 'answered' }}
    ${events.bridged}          | ${{ kind: 'steps-done', step: 'bridge' }}
    ${events.gathered}         | ${{ kind: 'steps-done', step: 'ask', digits: '1234' }}
    ${events.recorded}         | ${{ kind: 'steps-done', step: 'record', recording: 's3://recordings/c-a-0.wav' }}
    ${events.recordingStarted} | ${{ kind: 'steps-done', step: 'other' }}
    ${events.interrupted}      | ${{ kind: 'step-interrupted' }}
    ${events.digits}           | ${{ kind: 'digits', digits: '11#' }}
    ${events.update}           | ${{ kind: 'update', arguments: { k: 'v' } }}
    ${events.badReply}         | ${{ kind: 'response-rejected', detail: 'SchemaVersionMismatch: Schema version mismatch.' }}
  `('of $event.InvocationEventType is $happening', async ({ event, happening }) => {
    expect(await seen(event)).toMatchObject(happening);
  });

  it('has no digits and no recording if the event has none', async () => {
    expect(await seen(events.bridged)).toStrictEqual({
      kind: 'steps-done',
      step: 'bridge',
      sequence: 3,
      call: expect.objectContaining({ id: 't-1' }),
    });
  });

  it('is an unknown event if Chime sends one that no page lists', async () => {
    const event = { ...events.ringing, InvocationEventType: 'NEW_VIDEO_CALL' } as unknown as SmaInvocation;

    expect(await seen(event)).toMatchObject({ kind: 'unknown', name: 'NEW_VIDEO_CALL' });
  });

  it('is an arrival at no number, of a caller who withholds theirs, if the caller has no leg', async () => {
    const event = invocation({ InvocationEventType: 'NEW_INBOUND_CALL' }, connectedB);

    expect(await seen(event)).toMatchObject({
      kind: 'arrival',
      dialled: '',
      from: 'withheld',
      diversions: [],
    });
  });

  it('has the type of an error alone as its detail if the error has no message', async () => {
    const event = invocation({
      InvocationEventType: 'ACTION_FAILED',
      ActionData: { Type: 'Speak', ErrorType: 'AccessDenied' },
    });

    expect(await seen(event)).toMatchObject({ detail: 'AccessDenied' });
  });

  it('is an unknown event if a leg ended and the event does not say which', async () => {
    const event = invocation({
      InvocationEventType: 'HANGUP',
      ActionData: { Type: 'Hangup', Parameters: {} },
    });

    expect(await seen(event)).toMatchObject({ kind: 'unknown', name: 'HANGUP' });
  });

  it.each`
    from
    ${'anonymous'}
    ${'Anonymous'}
    ${''}
    ${'5550199'}
    ${'+anonymous'}
    ${'+266696687'}
    ${'110'}
    ${'999'}
  `('is a withheld number for From "$from"', async ({ from }) => {
    const event = invocation({ InvocationEventType: 'NEW_INBOUND_CALL' }, { ...legA, From: from });

    expect(await seen(event)).toMatchObject({ from: 'withheld' });
  });

  it.each(['911', '+1911', '112'])('is an emergency service that calls back, for From "%s"', async (from) => {
    const event = invocation({ InvocationEventType: 'NEW_INBOUND_CALL' }, { ...legA, From: from });

    expect(await seen(event)).toMatchObject({ from: 'emergency-service' });
  });

  it.each`
    header                                                                | diversions
    ${'sip:+12065550101@example.com;reason=unconditional'}                | ${['+12065550101']}
    ${'<sip:+12065550101@a>;reason=busy, <sip:+12065550102@b>;counter=1'} | ${['+12065550101', '+12065550102']}
    ${'"A, B" <SIP:+12065550101@a;user=phone>'}                           | ${['+12065550101']}
    ${'tel:+12065550101'}                                                 | ${['+12065550101']}
    ${'<sip:2065550101@192.0.2.1>'}                                       | ${['+12065550101']}
    ${'<sip:2065550101;phone-context=+1@192.0.2.1>'}                      | ${['+12065550101']}
    ${'<sip:desk@192.0.2.1>'}                                             | ${['desk']}
    ${'nonsense'}                                                         | ${[]}
  `('is $diversions for the header Diversion: $header', async ({ header, diversions }) => {
    const event = invocation(
      { InvocationEventType: 'NEW_INBOUND_CALL' },
      { ...legA, SipHeaders: { dIVERSION: header } },
    );

    expect(await seen(event)).toMatchObject({ diversions });
  });

  it.each`
    action                     | error                               | reason
    ${'CallAndBridge'}         | ${'CallNotAnswered'}                | ${'not-answered'}
    ${'CallAndBridge'}         | ${'InvalidActionParameter'}         | ${'rejected'}
    ${'PlayAudio'}             | ${'InvalidAudioSource'}             | ${'rejected'}
    ${'Speak'}                 | ${'AccessDenied'}                   | ${'rejected'}
    ${'Speak'}                 | ${'MissingRequiredActionParameter'} | ${'rejected'}
    ${'StartBotConversation'}  | ${'ResourceNotFound'}               | ${'rejected'}
    ${'Speak'}                 | ${'ActionExecutionThrottled'}       | ${'unavailable'}
    ${'CallAndBridge'}         | ${'SystemException'}                | ${'unavailable'}
    ${'PlayAudioAndGetDigits'} | ${'InvalidAudioSource'}             | ${'no-input'}
    ${'SpeakAndGetDigits'}     | ${'InvalidActionParameter'}         | ${'no-input'}
    ${'SpeakAndGetDigits'}     | ${'SomethingNew'}                   | ${'no-input'}
    ${'SpeakAndGetDigits'}     | ${'AccessDenied'}                   | ${'rejected'}
    ${'SpeakAndGetDigits'}     | ${'SystemException'}                | ${'unavailable'}
    ${'PlayAudio'}             | ${'SomethingNew'}                   | ${'unknown'}
    ${'PlayAudio'}             | ${'constructor'}                    | ${'unknown'}
  `('is the reason $reason for $error of $action', async ({ action, error, reason }) => {
    expect(await seen(failed(action, error))).toMatchObject({
      kind: 'step-failed',
      reason,
      detail: `${error}: words`,
    });
  });
});

describe('what Chime receives', () => {
  const hello = { kind: 'prompt', name: 'hello' } as const;
  const sorry = { kind: 'speech', text: 'Sorry.' } as const;
  const helloFile = { Type: 'S3', BucketName: 'prompts', Key: 'hello.wav' };
  const ours = '+12065550100' as E164;
  const theirs = '+12065550111' as E164;
  const arn = 'arn:aws:chime:us-east-1:111122223333:vc/abc';

  const steps: readonly { readonly step: Step; readonly actions: readonly object[] }[] = [
    {
      step: { kind: 'play', sound: hello },
      actions: [{ Type: 'PlayAudio', Parameters: { AudioSource: helloFile } }],
    },
    {
      step: { kind: 'play', sound: hello, times: 3, stopOn: '*#', leg: 'c-b' },
      actions: [
        {
          Type: 'PlayAudio',
          Parameters: { CallId: 'c-b', AudioSource: helloFile, Repeat: 3, PlaybackTerminators: ['*', '#'] },
        },
      ],
    },
    {
      step: { kind: 'play', sound: sorry, times: 2 },
      actions: [
        { Type: 'Speak', Parameters: { CallId: 'c-a', Text: 'Sorry.' } },
        { Type: 'Speak', Parameters: { CallId: 'c-a', Text: 'Sorry.' } },
      ],
    },
    {
      step: { kind: 'play', sound: { kind: 'speech', text: 'Hallo.', language: 'de-DE' }, leg: 'c-b' },
      actions: [
        {
          Type: 'Speak',
          Parameters: { CallId: 'c-b', Text: 'Hallo.', LanguageCode: 'de-DE', VoiceId: 'Vicki' },
        },
      ],
    },
    {
      step: {
        kind: 'ask',
        question: hello,
        failure: hello,
        waitSeconds: 4,
        minDigits: 1,
        maxDigits: 6,
        endOn: '*',
        attempts: 2,
        pattern: '^[1-6]+$',
      },
      actions: [
        {
          Type: 'PlayAudioAndGetDigits',
          Parameters: {
            AudioSource: helloFile,
            FailureAudioSource: helloFile,
            RepeatDurationInMilliseconds: 4000,
            MinNumberOfDigits: 1,
            MaxNumberOfDigits: 6,
            TerminatorDigits: ['*'],
            Repeat: 2,
            InputDigitsRegex: '^[1-6]+$',
          },
        },
      ],
    },
    {
      step: { kind: 'ask', question: sorry, failure: sorry, waitSeconds: 0.5, minDigits: 4, maxDigits: 4 },
      actions: [
        {
          Type: 'SpeakAndGetDigits',
          Parameters: {
            CallId: 'c-a',
            SpeechParameters: { Text: 'Sorry.' },
            FailureSpeechParameters: { Text: 'Sorry.' },
            RepeatDurationInMilliseconds: 500,
            MinNumberOfDigits: 3,
            MaxNumberOfDigits: 4,
            InputDigitsRegex: '^[0-9*#]{4}$',
          },
        },
      ],
    },
    {
      step: { kind: 'ask', question: hello, failure: hello, waitSeconds: 4, minDigits: 2, maxDigits: 4 },
      actions: [
        {
          Type: 'PlayAudioAndGetDigits',
          Parameters: {
            AudioSource: helloFile,
            FailureAudioSource: helloFile,
            RepeatDurationInMilliseconds: 4000,
            MinNumberOfDigits: 2,
            MaxNumberOfDigits: 4,
          },
        },
      ],
    },
    {
      step: { kind: 'ask', question: hello, failure: hello, waitSeconds: 4 },
      actions: [
        {
          Type: 'PlayAudioAndGetDigits',
          Parameters: {
            AudioSource: helloFile,
            FailureAudioSource: helloFile,
            RepeatDurationInMilliseconds: 4000,
          },
        },
      ],
    },
    {
      step: { kind: 'record', stopOn: '#' },
      actions: [
        {
          Type: 'RecordAudio',
          Parameters: {
            RecordingTerminators: ['#'],
            RecordingDestination: { Type: 'S3', BucketName: 'recordings' },
          },
        },
      ],
    },
    {
      step: { kind: 'listen', pattern: '^#1$', betweenDigitsSeconds: 1, flushSeconds: 3 },
      actions: [
        {
          Type: 'ReceiveDigits',
          Parameters: {
            InputDigitsRegex: '^#1$',
            InBetweenDigitsDurationInMilliseconds: 1000,
            FlushDigitsDurationInMilliseconds: 3000,
          },
        },
      ],
    },
    {
      step: {
        kind: 'bridge',
        callerId: ours,
        target: { kind: 'phone', number: theirs },
        ringSeconds: 20,
        ringback: 'hello',
      },
      actions: [
        {
          Type: 'CallAndBridge',
          Parameters: {
            CallerIdNumber: ours,
            CallTimeoutSeconds: 20,
            RingbackTone: helloFile,
            Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: theirs }],
          },
        },
      ],
    },
    {
      step: {
        kind: 'bridge',
        callerId: ours,
        target: { kind: 'trunk', trunk: arn, user: 'desk', headers: { 'X-Why': 'sales' } },
      },
      actions: [
        {
          Type: 'CallAndBridge',
          Parameters: {
            CallerIdNumber: ours,
            Endpoints: [{ BridgeEndpointType: 'AWS', Arn: arn, Uri: 'desk' }],
            SipHeaders: { 'X-Why': 'sales' },
          },
        },
      ],
    },
    {
      step: { kind: 'record', stopOn: '#', maxSeconds: 60, silenceSeconds: 5, folder: 'messages' },
      actions: [
        {
          Type: 'RecordAudio',
          Parameters: {
            RecordingTerminators: ['#'],
            RecordingDestination: { Type: 'S3', BucketName: 'recordings', Prefix: 'messages' },
            DurationInSeconds: 60,
            SilenceDurationInSeconds: 5,
          },
        },
      ],
    },
    {
      step: { kind: 'send-digits', digits: '1,2', leg: 'c-b' },
      actions: [{ Type: 'SendDigits', Parameters: { CallId: 'c-b', Digits: '1,2' } }],
    },
    {
      step: { kind: 'pause', seconds: 1.5 },
      actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: 1500 } }],
    },
    { step: { kind: 'end' }, actions: [{ Type: 'Hangup', Parameters: { SipResponseCode: 0 } }] },
    {
      step: { kind: 'end', leg: 'c-b', because: 'busy' },
      actions: [{ Type: 'Hangup', Parameters: { CallId: 'c-b', SipResponseCode: 486 } }],
    },
    {
      step: { kind: 'end', because: 'unavailable' },
      actions: [{ Type: 'Hangup', Parameters: { SipResponseCode: 480 } }],
    },
  ];

  it.each(steps)('for $step is $actions', async ({ step, actions }) => {
    expect(await told([step])).toStrictEqual(actions);
  });

  it('is what the app remembers, and no actions if the app carries on', async () => {
    const app = onChime(async () => ({ steps: 'carry-on', remember: { a: 'b' } }), media);

    expect(await app(decodeSmaEvent(events.bridged).event)).toEqual<SmaDecision>({
      actions: 'carry-on',
      remember: { a: 'b' },
    });
  });

  it.each`
    about                      | event            | leg
    ${'the leg of the action'} | ${onLegB}        | ${'c-b'}
    ${'the leg that is left'}  | ${callerGone}    | ${'c-b'}
    ${'the caller, as a rule'} | ${events.update} | ${'c-a'}
  `('speaks to $about', async ({ event, leg }) => {
    expect(await told([{ kind: 'play', sound: sorry }], event)).toMatchObject([
      { Parameters: { CallId: leg } },
    ]);
  });

  const ask: AskStep = { kind: 'ask', question: hello, failure: sorry, waitSeconds: 3 };

  it.each`
    wish                                 | step                                           | instead
    ${'speech that fails with a prompt'} | ${{ ...ask, question: sorry, failure: hello }} | ${'expected two prompts or two speech sounds'}
    ${'a prompt that fails with speech'} | ${ask}                                         | ${'expected two prompts or two speech sounds'}
    ${'speech that a key stops'}         | ${{ kind: 'play', sound: sorry, stopOn: '#' }} | ${'play a prompt, or remove stopOn'}
    ${'a recording kept nowhere'}        | ${{ kind: 'record', stopOn: '#' }}             | ${'pass a recordings bucket to onChime'}
  `('is never $wish: the error says what would work instead', async ({ step, instead }) => {
    await expect(told([step], events.newCall, { prompts: { bucket: 'prompts' } })).rejects.toThrow(instead);
  });
});
