import type { SmaInvocation } from '@dialplane/telephony-actions';
import type { Delivery } from './invoke';
import type { PhoneBehaviour } from './phone';
import { phoneNetwork, type Dialling, type NetworkRoute, type PhoneNetwork } from './phone-network';
import type { CallerGivesUp } from './sip-media-application';
import type { VirtualTime } from './time';
import type { TranscriptEntry } from './transcript';
import { virtualTime } from './virtual-time';

const caller = '+14155550199';
const ours = '+14155550100';
const friend = '+14155550111';
const start = Date.UTC(2026, 0, 5, 12);

type Action = { readonly Type: string; readonly Parameters?: object };
type Reply = (event: SmaInvocation) => unknown;

/** An answer with these actions. */
const actions = (...Actions: readonly Action[]) => ({ SchemaVersion: '1.0', Actions });
const nothing = actions();
const bridge = (parameters: object = {}): Action => ({
  Type: 'CallAndBridge',
  Parameters: {
    CallerIdNumber: ours,
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: friend }],
    ...parameters,
  },
});
const play: Action = {
  Type: 'PlayAudio',
  Parameters: { AudioSource: { Type: 'S3', BucketName: 'prompts', Key: 'hello.wav' } },
};
const hangup = (Parameters: object = {}): Action => ({ Type: 'Hangup', Parameters });

/** Rings our number, whose app replies by event type, and plays the call to its end. */
const played = async (
  replies: Readonly<Record<string, Reply | object>>,
  {
    phone = { kind: 'answers', afterSeconds: 4 } as PhoneBehaviour,
    dialling = {} as Partial<Dialling>,
    fate = undefined as Delivery | undefined,
    callerGivesUp = 'hangup' as CallerGivesUp,
    meanwhile = (_network: PhoneNetwork, _time: VirtualTime): void => undefined,
  } = {},
) => {
  const time = virtualTime(start);
  const events: SmaInvocation[] = [];
  const transcript: TranscriptEntry[] = [];
  const records: Record<string, Record<string, string>> = {};
  const network = phoneNetwork({
    time,
    transcript: (entry) => transcript.push(entry),
    records: { write: (key, body) => void (records[key] = JSON.parse(body)) },
    ...(fate && { deliveryPlanFor: () => () => fate }),
  });
  network.addPhone(friend, phone);
  network.addApplication({
    id: 'sma-1',
    region: 'us-east-1',
    accountId: '111122223333',
    callerGivesUp,
    handler: async (input) => {
      const event = input as SmaInvocation;
      events.push(event);
      const reply = replies[event.InvocationEventType] ?? nothing;
      return typeof reply === 'function' ? (reply as Reply)(event) : reply;
    },
  });
  network.addNumber(ours, { applicationId: 'sma-1', sipRuleId: 'rule-1' });
  network.dial({ from: caller, to: ours, ...dialling });
  meanwhile(network, time);
  await time.run();
  const call = network.calls()[0];
  return {
    events,
    types: events.map((event) => event.InvocationEventType),
    transcript: transcript.map(({ at, from, to, what }) => `${(at - start) / 1000} ${from} → ${to} ${what}`),
    records,
    network,
    legs: call?.legs ?? [],
  };
};

/** Hangs up every leg that is still connected, as a good app does. */
const hangUpSurvivors: Reply = ({ CallDetails }) =>
  actions(
    ...CallDetails.Participants.filter(({ Status }) => Status !== 'Disconnected').map(({ CallId }) =>
      hangup({ CallId }),
    ),
  );

describe('a forwarded call', () => {
  const forwarded = { NEW_INBOUND_CALL: actions(bridge()), HANGUP: hangUpSurvivors };

  it('goes from the caller through the app to the other phone, and ends on both sides', async () => {
    const { types, legs, network } = await played(forwarded, { dialling: { hangsUpAfterSeconds: 60 } });

    expect(types).toEqual(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'HANGUP', 'HANGUP']);
    expect(legs.map(({ tag, direction, from, to }) => ({ tag, direction, from, to }))).toEqual([
      { tag: 'LEG-A', direction: 'Inbound', from: caller, to: ours },
      { tag: 'LEG-B', direction: 'Outbound', from: ours, to: friend },
    ]);
    expect(network.counts()).toMatchObject({
      calls: 1,
      legs: 2,
      legsAlive: 0,
      invocations: 4,
      billedSeconds: 121, // 60 s, and 60.01 s up to the next whole second
    });
  });

  it('shows the documented events', async () => {
    const { events } = await played(forwarded, { dialling: { hangsUpAfterSeconds: 60 } });

    expect(events[0]).toEqual({
      SchemaVersion: '1.0',
      Sequence: 1,
      InvocationEventType: 'NEW_INBOUND_CALL',
      CallDetails: {
        TransactionId: 'transaction-1',
        AwsAccountId: '111122223333',
        AwsRegion: 'us-east-1',
        SipRuleId: 'rule-1',
        SipMediaApplicationId: 'sma-1',
        Participants: [
          {
            CallId: 'call-1',
            ParticipantTag: 'LEG-A',
            From: caller,
            To: ours,
            Direction: 'Inbound',
            StartTimeInMilliseconds: String(start),
          },
        ],
      },
    });
    expect(events[1]).toMatchObject({
      Sequence: 2,
      InvocationEventType: 'ACTION_SUCCESSFUL',
      ActionData: { Type: 'CallAndBridge', Parameters: { CallerIdNumber: ours, CallId: 'call-1' } },
      CallDetails: {
        Participants: [{ Status: 'Connected' }, { ParticipantTag: 'LEG-B', Status: 'Connected' }],
      },
    });
    expect(events[2]).toMatchObject({
      Sequence: 3,
      InvocationEventType: 'HANGUP',
      ActionData: {
        Type: 'Hangup',
        Parameters: { SipResponseCode: 0, CallId: 'call-1', ParticipantTag: 'LEG-A' },
      },
      CallDetails: { Participants: [{ Status: 'Disconnected' }, { Status: 'Connected' }] },
    });
  });

  it('leaves a record a leg, under the folder of SIP media applications', async () => {
    const { records } = await played(forwarded, { dialling: { hangsUpAfterSeconds: 60 } });

    expect(Object.keys(records)).toEqual([
      'Amazon-Chime-SMADRs/json/sma-1/2026/01/05/12.00.00.000_transaction-1_call-1',
      'Amazon-Chime-SMADRs/json/sma-1/2026/01/05/12.00.00.010_transaction-1_call-2',
    ]);
    expect(Object.values(records)[0]).toMatchObject({
      TransactionId: 'transaction-1',
      CallId: 'call-1',
      Status: 'Completed',
      Direction: 'Inbound',
      BillableDurationSeconds: '60',
      CallLegTriggerType: 'SipRule',
    });
  });

  it('bills the other leg on and on when the app forgets it', async () => {
    const { legs, network } = await played(
      { NEW_INBOUND_CALL: actions(bridge()) },
      { dialling: { hangsUpAfterSeconds: 60 }, phone: { kind: 'voicemail', afterSeconds: 4 } },
    );

    expect(legs.map(({ endedAt }) => endedAt !== undefined)).toEqual([true, false]);
    expect(network.counts().legsAlive).toBe(1);
  });
});

describe('a phone that is not answered', () => {
  it.each`
    phone                                    | because
    ${{ kind: 'busy' }}                      | ${'is busy'}
    ${{ kind: 'declines', afterSeconds: 3 }} | ${'declines'}
    ${{ kind: 'no-answer' }}                 | ${'rings out'}
    ${{ kind: 'unreachable' }}               | ${'cannot be reached'}
    ${{ kind: 'answers', afterSeconds: 40 }} | ${'takes longer than CallTimeoutSeconds'}
  `('fails the bridge when it $because', async ({ phone }) => {
    const { events, legs } = await played(
      {
        NEW_INBOUND_CALL: actions(bridge(), play),
        ACTION_FAILED: actions(hangup({ SipResponseCode: '480' })),
      },
      { phone },
    );

    expect(events[1]).toMatchObject({
      InvocationEventType: 'ACTION_FAILED',
      ActionData: { Type: 'CallAndBridge', ErrorType: 'CallNotAnswered', ErrorMessage: 'Call not answered' },
      CallDetails: { Participants: [{ ParticipantTag: 'LEG-A' }] },
    });
    expect(events[1]?.CallDetails.Participants).toHaveLength(1);
    expect(legs.every(({ connectedAt }) => connectedAt === undefined)).toBe(true); // no leg was billed
  });

  it('rings for 30 s when no time is given', async () => {
    const { transcript } = await played(
      { NEW_INBOUND_CALL: actions(bridge()) },
      { phone: { kind: 'no-answer' } },
    );

    expect(transcript).toContain(`30.01 service → ${friend} CANCEL`);
  });
});

describe('a caller who gives up while the other phone rings', () => {
  it.each`
    callerGivesUp      | types
    ${'hangup'}        | ${['NEW_INBOUND_CALL', 'HANGUP']}
    ${'action-failed'} | ${['NEW_INBOUND_CALL', 'ACTION_FAILED']}
    ${'both'}          | ${['NEW_INBOUND_CALL', 'HANGUP', 'ACTION_FAILED']}
    ${'rings-on'}      | ${['NEW_INBOUND_CALL', 'HANGUP', 'ACTION_SUCCESSFUL', 'HANGUP']}
  `('is told as $types when the service does $callerGivesUp', async ({ callerGivesUp, types }) => {
    const result = await played(
      { NEW_INBOUND_CALL: actions(bridge()), ACTION_SUCCESSFUL: hangUpSurvivors },
      { callerGivesUp, dialling: { ringsForSeconds: 2 } },
    );

    expect(result.types).toEqual(types);
    expect(result.network.counts().legsAlive).toBe(0);
  });
});

describe('actions', () => {
  it('are done in order, and told of once, by the last', async () => {
    const { types, events } = await played({
      NEW_INBOUND_CALL: actions(play, play, {
        Type: 'Pause',
        Parameters: { DurationInMilliseconds: '1000' },
      }),
      ACTION_SUCCESSFUL: actions(hangup()),
    });

    expect(types).toEqual(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'HANGUP']);
    expect(events[1]).toMatchObject({ ActionData: { Type: 'Pause' } });
  });

  it('after a failed one are dropped', async () => {
    const { types, transcript } = await played(
      { NEW_INBOUND_CALL: actions(bridge(), play), ACTION_FAILED: actions(hangup()) },
      { phone: { kind: 'busy' } },
    );

    expect(types).toEqual(['NEW_INBOUND_CALL', 'ACTION_FAILED', 'HANGUP']);
    expect(transcript.join()).not.toContain('200 OK'); // the prompt would have answered the call
  });

  it('that are not valid fail when their turn comes', async () => {
    const { events } = await played({
      NEW_INBOUND_CALL: actions(bridge({ CallTimeoutSeconds: 121 })),
      ACTION_FAILED: actions(hangup()),
    });

    expect(events[1]).toMatchObject({
      ActionData: { Type: 'CallAndBridge', ErrorType: 'InvalidActionParameter' },
    });
  });

  it('refuse a caller ID that is neither ours nor the caller’s', async () => {
    const { events } = await played({
      NEW_INBOUND_CALL: actions(bridge({ CallerIdNumber: '+14155550122' })),
      ACTION_FAILED: actions(hangup()),
    });

    expect(events[1]?.ActionData?.ErrorMessage).toContain('Caller Id not valid');
  });

  it('are kept by a null action set and dropped by an empty one', async () => {
    const listen = {
      Type: 'ReceiveDigits',
      Parameters: {
        InputDigitsRegex: '^1$',
        InBetweenDigitsDurationInMilliseconds: 500,
        FlushDigitsDurationInMilliseconds: 3000,
      },
    };
    const answered = (reply: object) =>
      played(
        {
          NEW_INBOUND_CALL: actions(listen, play, play),
          DIGITS_RECEIVED: reply,
          ACTION_SUCCESSFUL: actions(hangup()),
        },
        { dialling: { keys: [{ afterSeconds: 1, digits: '1' }] } },
      );
    const kept = await answered({ SchemaVersion: '1.0', Actions: null });
    const dropped = await answered(nothing);

    const secondsOf = ({ legs: [leg] }: Awaited<ReturnType<typeof answered>>) =>
      Math.round(((leg?.endedAt ?? 0) - (leg?.connectedAt ?? 0)) / 1000);
    expect(secondsOf(kept)).toBe(6); // both prompts
    expect(secondsOf(dropped)).toBe(3); // the one that was playing
  });

  it('first of all Hangup leave the call unanswered, and free', async () => {
    const { legs, network, transcript } = await played({
      NEW_INBOUND_CALL: actions(hangup({ SipResponseCode: '486' })),
    });

    expect(legs[0]?.connectedAt).toBeUndefined();
    expect(network.counts().billedSeconds).toBe(0);
    expect(transcript).toContain(`0.01 service → ${caller} 486 Busy Here`);
  });
});

describe('digits', () => {
  const ask = (more: object = {}): Action => ({
    Type: 'PlayAudioAndGetDigits',
    Parameters: {
      AudioSource: { Type: 'S3', BucketName: 'prompts', Key: 'menu.wav' },
      FailureAudioSource: { Type: 'S3', BucketName: 'prompts', Key: 'sorry.wav' },
      RepeatDurationInMilliseconds: 3000,
      MinNumberOfDigits: 1,
      MaxNumberOfDigits: 3,
      InputDigitsRegex: '^[12]+$',
      Repeat: 2,
      ...more,
    },
  });

  it.each`
    keys                                                                      | received | because
    ${[{ afterSeconds: 1, digits: '12#' }]}                                   | ${'12'}  | ${'the terminator ends the input'}
    ${[{ afterSeconds: 1, digits: '121' }]}                                   | ${'121'} | ${'there are as many as can be'}
    ${[{ afterSeconds: 4, digits: '2' }]}                                     | ${'2'}   | ${'no more come in time'}
    ${[{ afterSeconds: 1, digits: '9#' }, { afterSeconds: 6, digits: '1#' }]} | ${'1'}   | ${'the second attempt is right'}
  `('are received as $received when $because', async ({ keys, received }) => {
    const { events } = await played(
      { NEW_INBOUND_CALL: actions(ask()), ACTION_SUCCESSFUL: actions(hangup()) },
      { dialling: { keys } },
    );

    expect(events[1]).toMatchObject({
      InvocationEventType: 'ACTION_SUCCESSFUL',
      ActionData: { Type: 'PlayAudioAndGetDigits', ReceivedDigits: received },
    });
  });

  it('that never come fail the action', async () => {
    const { types } = await played({ NEW_INBOUND_CALL: actions(ask()), ACTION_FAILED: actions(hangup()) });

    expect(types).toEqual(['NEW_INBOUND_CALL', 'ACTION_FAILED', 'HANGUP']);
  });

  it('end a recording, which tells where it lies', async () => {
    const record = {
      Type: 'RecordAudio',
      Parameters: {
        RecordingTerminators: ['#'],
        RecordingDestination: { Type: 'S3', BucketName: 'recordings', Prefix: 'messages' },
      },
    };
    const { events } = await played(
      { NEW_INBOUND_CALL: actions(record), ACTION_SUCCESSFUL: actions(hangup()) },
      { dialling: { keys: [{ afterSeconds: 7, digits: '#' }] } },
    );

    expect(events[1]).toMatchObject({
      ActionData: {
        Type: 'RecordAudio',
        RecordingDestination: { BucketName: 'recordings', Key: 'messages/transaction-1_call-1.wav' },
        RecordingTerminatorUsed: '#',
      },
    });
  });
});

describe('a call update', () => {
  const update = (network: PhoneNetwork, time: VirtualTime) => {
    time.after(1000, () => network.calls()[0]?.update({ tell: 'now' }));
  };

  it('cuts a prompt short', async () => {
    const { types, events } = await played(
      { NEW_INBOUND_CALL: actions(play, play), CALL_UPDATE_REQUESTED: actions(hangup()) },
      { meanwhile: update },
    );

    expect(types).toEqual(['NEW_INBOUND_CALL', 'ACTION_INTERRUPTED', 'CALL_UPDATE_REQUESTED', 'HANGUP']);
    expect(events[2]?.ActionData).toEqual({
      Type: 'CallUpdateRequest',
      Parameters: { Arguments: { tell: 'now' } },
    });
  });

  it('lets a bridge that rings finish first', async () => {
    const { types } = await played(
      { NEW_INBOUND_CALL: actions(bridge()), HANGUP: hangUpSurvivors },
      { meanwhile: update, dialling: { hangsUpAfterSeconds: 5 } },
    );

    expect(types).toEqual([
      'NEW_INBOUND_CALL',
      'ACTION_SUCCESSFUL',
      'CALL_UPDATE_REQUESTED',
      'HANGUP',
      'HANGUP',
    ]);
  });
});

describe('a bad answer', () => {
  it.each`
    answer                                                                                                                    | errorType                                | because
    ${{ statusCode: 200, body: '{}' }}                                                                                        | ${'SchemaVersionMismatch'}               | ${'is wrapped as an HTTP answer'}
    ${null}                                                                                                                   | ${'InvalidLambdaResponse'}               | ${'is null'}
    ${'text'}                                                                                                                 | ${'InvalidLambdaResponse'}               | ${'is text'}
    ${{ SchemaVersion: '1.0', Actions: {} }}                                                                                  | ${'InvalidLambdaResponse'}               | ${'has no list of actions'}
    ${actions({ Type: 'Answer' })}                                                                                            | ${'InvalidLambdaResponse'}               | ${'names an action that does not exist'}
    ${actions(...Array.from({ length: 11 }, () => play))}                                                                     | ${'InvalidLambdaResponse'}               | ${'has 11 actions'}
    ${{ ...actions(play), TransactionAttributes: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`k${i}`, 'v'])) }} | ${'TransactionAttributesInvalidMapSize'} | ${'has 101 attributes'}
  `('that $because is told of as $errorType', async ({ answer, errorType }) => {
    const { events } = await played({
      NEW_INBOUND_CALL: () => answer,
      INVALID_LAMBDA_RESPONSE: actions(hangup()),
    });

    expect(events[1]).toMatchObject({ InvocationEventType: 'INVALID_LAMBDA_RESPONSE', ErrorType: errorType });
  });

  it('to the news of a bad answer ends the call', async () => {
    const { types, transcript } = await played({
      NEW_INBOUND_CALL: () => null,
      INVALID_LAMBDA_RESPONSE: () => null,
    });

    expect(types).toEqual(['NEW_INBOUND_CALL', 'INVALID_LAMBDA_RESPONSE', 'HANGUP']);
    expect(transcript).toContain(`0.02 service → ${caller} 480 Temporarily Unavailable`);
  });

  it('that lists no action for a new call lets it time out after 30 s', async () => {
    const { transcript } = await played({ NEW_INBOUND_CALL: nothing });

    expect(transcript).toContain(`30 service → ${caller} 480 Temporarily Unavailable`);
  });
});

describe('the service loses patience', () => {
  it('after 20 s without an answer, with 480', async () => {
    const { transcript, types } = await played(
      {},
      { fate: { deliverAfter: 5, answerAfter: 5, answerLost: true } },
    );

    expect(transcript).toContain(`20 service → ${caller} 480 Temporarily Unavailable`);
    expect(types.slice(0, 4)).toEqual(Array(4).fill('NEW_INBOUND_CALL'));
  });

  it('after 30 s without an action, with 480', async () => {
    const { transcript } = await played({ NEW_INBOUND_CALL: { SchemaVersion: '1.0' } });

    expect(transcript).toContain(`30 service → ${caller} 480 Temporarily Unavailable`);
  });

  it('after 1,000 invocations', async () => {
    const { events, legs } = await played({
      NEW_INBOUND_CALL: actions({ Type: 'Pause', Parameters: { DurationInMilliseconds: 1 } }),
      ACTION_SUCCESSFUL: actions({ Type: 'Pause', Parameters: { DurationInMilliseconds: 1 } }),
    });

    expect(events).toHaveLength(1000);
    expect(legs[0]?.endedAt).toBeDefined();
  });
});

describe('attributes', () => {
  it('are kept until others come, and then replaced', async () => {
    const seen: unknown[] = [];
    const keep: Reply = ({ CallDetails }) => {
      seen.push(CallDetails.TransactionAttributes);
      return seen.length === 2
        ? { ...actions(play), TransactionAttributes: { b: '2' } }
        : seen.length === 4
          ? actions(hangup())
          : actions(play);
    };
    await played({
      NEW_INBOUND_CALL: (event) => ({ ...(keep(event) as object), TransactionAttributes: { a: '1' } }),
      ACTION_SUCCESSFUL: keep,
    });

    expect(seen).toEqual([undefined, { a: '1' }, { b: '2' }, { b: '2' }]);
  });
});

describe('a call that an application places', () => {
  it('tells of its start, its ringing and its answer', async () => {
    const time = virtualTime(start);
    const events: SmaInvocation[] = [];
    const network = phoneNetwork({ time });
    network.addPhone(friend, { kind: 'answers', afterSeconds: 2 });
    network.addApplication({
      id: 'sma-1',
      region: 'us-east-1',
      accountId: '111122223333',
      handler: async (event) => {
        events.push(event as SmaInvocation);
        return actions(hangup());
      },
    });
    network.addNumber(ours, { applicationId: 'sma-1' });
    network.placeCall('sma-1', { from: ours, to: friend, arguments: { customer: '7' } });
    await time.run();

    expect(events.map(({ InvocationEventType }) => InvocationEventType)).toEqual([
      'NEW_OUTBOUND_CALL',
      'RINGING',
      'CALL_ANSWERED',
      'HANGUP',
    ]);
    expect(events[0]?.ActionData?.Parameters).toEqual({ Arguments: { customer: '7' } });
  });

  it('needs a number of our own', () => {
    const network = phoneNetwork({ time: virtualTime(start) });

    expect(() => network.placeCall('sma-1', { from: caller, to: friend })).toThrow(
      `Cannot call from "${caller}"`,
    );
  });
});

describe('a number that goes where it is told to, call by call', () => {
  const connector = 'arn:aws:chime:us-east-1:111122223333:vc/office';

  /** Rings our number, whose calls take `route`, with an office at the connector. */
  const rung = async (route: NetworkRoute | undefined, dialling: Partial<Dialling> = {}) => {
    const time = virtualTime(start);
    const transcript: TranscriptEntry[] = [];
    const network = phoneNetwork({
      time,
      routeOf: () => route,
      transcript: (entry) => transcript.push(entry),
    });
    network.addTrunk(connector, { kind: 'answers', afterSeconds: 2, hangsUpAfterSeconds: 30 });
    network.addApplication({
      id: 'sma-1',
      region: 'us-east-1',
      accountId: '111122223333',
      handler: async () => actions(hangup()),
    });
    const id = network.dial({ from: caller, to: ours, ...dialling });
    await time.run();
    return { network, said: transcript.filter(({ call }) => call === id).map(({ what }) => what) };
  };

  it.each`
    to                            | route                                    | said
    ${'a connector'}              | ${{ kind: 'trunk', trunk: connector }}   | ${['INVITE', '180 Ringing', '200 OK', 'BYE']}
    ${'an unknown connector'}     | ${{ kind: 'trunk', trunk: 'elsewhere' }} | ${['INVITE', '404 Not Found']}
    ${'no target'}                | ${{ kind: 'none' }}                      | ${['INVITE', '404 Not Found']}
    ${'somebody else altogether'} | ${undefined}                             | ${['INVITE', '404 Not Found']}
  `('to $to: $said', async ({ route, said }) => {
    const call = await rung(route);

    expect(call.said).toEqual(said);
    expect(call.network.calls()).toEqual([]);
  });

  it('to an application', async () => {
    const { network, said } = await rung({
      kind: 'application',
      applicationId: 'sma-1',
      sipRuleId: 'rule-1',
    });

    expect(network.calls()).toHaveLength(1);
    expect(said).toContain('NEW_INBOUND_CALL');
  });

  it.each`
    dialling                      | last
    ${{ hangsUpAfterSeconds: 5 }} | ${'BYE'}
    ${{ ringsForSeconds: 1 }}     | ${'CANCEL'}
  `('says $last when the caller leaves', async ({ dialling, last }) => {
    expect((await rung({ kind: 'trunk', trunk: connector }, dialling)).said.at(-1)).toBe(last);
  });
});
