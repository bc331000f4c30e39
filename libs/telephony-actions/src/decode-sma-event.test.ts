import fc from 'fast-check';
import { decodeSmaEvent } from './decode-sma-event';
import { connectedA, connectedB, events, invocation, legA } from '../testing';
import type { SmaInvocation } from './invocation';

type Json = Record<string, unknown>;

/** An event with some of its fields changed; `undefined` takes one away. */
const having = (event: SmaInvocation, changes: Json): Json => ({ ...event, ...changes });
const detailed = (event: SmaInvocation, changes: Json): Json =>
  having(event, { CallDetails: { ...event.CallDetails, ...changes } });
const acting = (event: SmaInvocation, changes: Json): Json =>
  having(event, { ActionData: { ...event.ActionData, ...changes } });
const parametrised = (event: SmaInvocation, changes: Json): Json =>
  acting(event, { Parameters: { ...event.ActionData?.Parameters, ...changes } });

/** The event that shows a contradiction between the pages, and what it looks like. */
const variants: readonly {
  readonly variant: string;
  readonly corrections: readonly string[];
  readonly event: SmaInvocation;
  readonly as: unknown;
}[] = [
  {
    variant: 'NEW_INCOMING_CALL',
    corrections: ['read the event NEW_INCOMING_CALL as NEW_INBOUND_CALL'],
    event: events.newCall,
    as: having(events.newCall, { InvocationEventType: 'NEW_INCOMING_CALL' }),
  },
  {
    variant: 'NewInboundCall',
    corrections: ['read the event NewInboundCall as NEW_INBOUND_CALL'],
    event: events.newCall,
    as: having(events.newCall, { InvocationEventType: 'NewInboundCall' }),
  },
  {
    variant: 'the key InvocationEvent',
    corrections: ['read InvocationEvent as InvocationEventType'],
    event: events.ringing,
    as: having(events.ringing, { InvocationEventType: undefined, InvocationEvent: 'RINGING' }),
  },
  {
    variant: 'the key SipApplicationId',
    corrections: ['read SipApplicationId as SipMediaApplicationId'],
    event: events.newCall,
    as: detailed(events.newCall, { SipMediaApplicationId: undefined, SipApplicationId: 'sma-1' }),
  },
  {
    variant: 'a Sequence that is text',
    corrections: ['read Sequence as 1'],
    event: events.newCall,
    as: having(events.newCall, { Sequence: '1' }),
  },
  {
    variant: 'the tag Leg-A',
    corrections: ['read Participants.0.ParticipantTag "Leg-A" as "LEG-A"'],
    event: events.newCall,
    as: detailed(events.newCall, { Participants: [{ ...legA, ParticipantTag: 'Leg-A' }] }),
  },
  {
    variant: 'legs without a tag',
    corrections: [
      'assumed LEG-A for Participants.0: it has no tag',
      'assumed LEG-B for Participants.1: it has no tag',
    ],
    event: events.bridged,
    as: detailed(events.bridged, {
      Participants: [connectedA, connectedB].map(({ ParticipantTag: _tag, ...leg }) => leg),
    }),
  },
  {
    variant: 'attributes that are no text',
    corrections: ['left out TransactionAttributes.left', 'left out TransactionAttributes.over'],
    event: invocation({ InvocationEventType: 'RINGING' }),
    as: detailed(events.ringing, { TransactionAttributes: { k: 'v', left: null, over: [1] } }),
  },
  {
    variant: 'numbers as text',
    corrections: ['read DurationInMilliseconds as a number'],
    event: events.interrupted,
    as: parametrised(events.interrupted, { DurationInMilliseconds: '3000' }),
  },
  {
    variant: 'a response code as text',
    corrections: ['read SipResponseCode as a number'],
    event: events.legEnded,
    as: parametrised(events.legEnded, { SipResponseCode: '0' }),
  },
  {
    variant: 'HANGUP with the type ReceiveDigits',
    corrections: ['treated the ActionData of HANGUP as Hangup'],
    event: events.legEnded,
    as: acting(events.legEnded, { Type: 'ReceiveDigits' }),
  },
  {
    variant: 'HANGUP of a leg that is still Connected',
    corrections: ['read the LEG-B of HANGUP as disconnected'],
    event: events.legEnded,
    as: detailed(events.legEnded, { Participants: [connectedA, connectedB] }),
  },
  {
    variant: 'PlaybackTerminator',
    corrections: ['read PlaybackTerminator as PlaybackTerminators', 'read PlaybackTerminators as a list'],
    event: invocation({
      InvocationEventType: 'ACTION_INTERRUPTED',
      ActionData: { Type: 'PlayAudio', Parameters: { PlaybackTerminators: ['#'] } },
    }),
    as: invocation({
      InvocationEventType: 'ACTION_INTERRUPTED',
      ActionData: { Type: 'PlayAudio', Parameters: { PlaybackTerminator: '#' } },
    }),
  },
  {
    variant: 'Error in place of ErrorType and ErrorMessage',
    corrections: ['read Error as ErrorType and ErrorMessage'],
    event: invocation({
      InvocationEventType: 'ACTION_FAILED',
      ActionData: {
        Type: 'JoinChimeMeeting',
        Parameters: { JoinToken: 'j-1', MeetingId: 'm-1', CallId: 'c-a' },
        ErrorType: 'ErrorJoiningMeeting',
        ErrorMessage: 'no such meeting: m-1',
      },
    }),
    as: invocation({
      InvocationEventType: 'ACTION_FAILED',
      ActionData: {
        Type: 'JoinChimeMeeting',
        Parameters: { JoinToken: 'j-1', MeetingId: 'm-1', CallId: 'c-a' },
        Error: 'ErrorJoiningMeeting: no such meeting: m-1',
      },
    }),
  },
  {
    variant: 'the error of VoiceFocus at the top level',
    corrections: ['read ErrorType at the top level as that of the action'],
    event: events.voiceFocusFailed,
    as: {
      ...acting(events.voiceFocusFailed, { ErrorType: undefined, ErrorMessage: undefined }),
      ErrorType: 'SystemException',
      ErrorMessage: 'System error while running action',
    },
  },
  {
    variant: 'True, as Python writes it',
    corrections: ['read Enable as a boolean'],
    event: events.voiceFocusFailed,
    as: parametrised(events.voiceFocusFailed, { Enable: 'True' }),
  },
  {
    variant: 'RecordinDestination',
    corrections: ['read RecordinDestination as RecordingDestination'],
    event: events.recorded,
    as: acting(events.recorded, {
      RecordingDestination: undefined,
      RecordinDestination: events.recorded.ActionData?.RecordingDestination,
    }),
  },
  {
    variant: 'an action wrapped like an IAM policy',
    corrections: ['unwrapped Version and Statement'],
    event: events.recorded,
    as: having(events.recorded, {
      ActionData: { Version: '2012-10-17', Statement: [events.recorded.ActionData] },
    }),
  },
  {
    variant: 'an event wrapped like an IAM policy',
    corrections: ['unwrapped Version and Statement'],
    event: events.recorded,
    as: { Version: '2012-10-17', Statement: [events.recorded] },
  },
];

it.each(variants)('decodes $variant and reports the correction', ({ event, as, corrections }) => {
  const decoded = decodeSmaEvent(JSON.parse(JSON.stringify(as)));

  expect(decoded.event).toEqual(decodeSmaEvent(event).event);
  expect(decoded.corrections).toEqual(corrections);
});

it.each(Object.entries(events))('decodes %s without corrections', (_name, event) => {
  expect(decodeSmaEvent(event)).toMatchObject({ event: { transactionId: 't-1' }, corrections: [] });
});

const call = {
  transactionId: 't-1',
  attributes: { k: 'v' },
  accountId: '111122223333',
  region: 'us-east-1',
  sipMediaApplicationId: 'sma-1',
  sipRuleId: 'r-1',
};
const caller = {
  callId: 'c-a',
  tag: 'LEG-A',
  to: '+12065550100',
  from: '+12065550199',
  direction: 'Inbound',
  startedAt: 1_700_000_000_000,
  connected: true,
  sipHeaders: {},
};

it('decodes a new call, whose leg is up although it has no status', () => {
  expect(decodeSmaEvent(events.newCall).event).toEqual({
    ...call,
    type: 'NEW_INBOUND_CALL',
    sequence: 1,
    legs: [caller],
  });
});

it('decodes which leg ended and which is left', () => {
  expect(decodeSmaEvent(events.legEnded).event).toMatchObject({
    type: 'HANGUP',
    callId: 'c-b',
    sipResponseCode: 0,
    legs: [
      { callId: 'c-a', connected: true },
      { callId: 'c-b', connected: false },
    ],
  });
});

it.each`
  told                     | parameters                     | participants                                               | ended
  ${'by its tag'}          | ${{ ParticipantTag: 'Leg-B' }} | ${[connectedA, connectedB]}                                | ${'c-b'}
  ${'by its status alone'} | ${{}}                          | ${[{ ...connectedA, Status: 'Disconnected' }, connectedB]} | ${'c-a'}
  ${'not at all'}          | ${{}}                          | ${[connectedA, connectedB]}                                | ${undefined}
`('recognises the leg that ended $told', ({ parameters, participants, ended }) => {
  const event = invocation(
    { InvocationEventType: 'HANGUP', ActionData: { Type: 'Hangup', Parameters: parameters } },
    ...participants,
  );

  expect(decodeSmaEvent(event).event).toMatchObject(
    ended ? { callId: ended } : { legs: [{ connected: true }, { connected: true }] },
  );
});

it.each`
  named                 | parameters                                    | listed                      | ended
  ${'by id and tag'}    | ${{ CallId: 'c-b', ParticipantTag: 'LEG-B' }} | ${[connectedA]}             | ${{ callId: 'c-b', tag: 'LEG-B' }}
  ${'by its id'}        | ${{ CallId: 'c-b' }}                          | ${[connectedA]}             | ${{ callId: 'c-b', tag: 'LEG-B' }}
  ${'by its tag'}       | ${{ ParticipantTag: 'LEG-B' }}                | ${[connectedA]}             | ${{ tag: 'LEG-B' }}
  ${'by its id'}        | ${{ CallId: 'c-a' }}                          | ${[connectedB]}             | ${{ callId: 'c-a', tag: 'LEG-A' }}
  ${'against the list'} | ${{ CallId: 'c-x', ParticipantTag: 'LEG-A' }} | ${[connectedA]}             | ${{ callId: 'c-x', tag: 'LEG-A' }}
  ${'by an unknown id'} | ${{ CallId: 'c-x' }}                          | ${[connectedA, connectedB]} | ${{ callId: 'c-x' }}
`('recognises the leg that ended but is not listed, named $named', ({ parameters, listed, ended }) => {
  const { event, corrections } = decodeSmaEvent(
    invocation(
      { InvocationEventType: 'HANGUP', ActionData: { Type: 'Hangup', Parameters: parameters } },
      ...listed,
    ),
  );

  const { legs, callId, tag } = event as Extract<typeof event, { type: 'HANGUP' }>;
  expect({ ...(callId && { callId }), ...(tag && { tag }) }).toEqual(ended);
  expect(legs.map((leg) => leg.connected)).toEqual(listed.map(() => true));
  expect(corrections).toEqual([]);
});

it.each`
  event                      | results
  ${events.recorded}         | ${{ recording: { bucket: 'recordings', key: 'c-a-0.wav' }, recordingTerminator: '#' }}
  ${events.gathered}         | ${{ digits: '1234' }}
  ${events.digits}           | ${{ digits: '11#' }}
  ${events.recordingStarted} | ${{ callRecording: 'recordings/2026/01/05/c-a.wav' }}
  ${events.understood}       | ${{ intent: { SessionId: 'c-a' } }}
  ${events.update}           | ${{ arguments: { k: 'v' } }}
  ${events.noAnswer}         | ${{ error: { type: 'CallNotAnswered', message: 'Call not answered', list: [] } }}
  ${events.badReply}         | ${{ error: { type: 'SchemaVersionMismatch' } }}
  ${events.muteFailed}       | ${{ error: { list: ['a-1 is not part of this meeting'] } }}
`('decodes the results of $event.InvocationEventType: $results', ({ event, results }) => {
  expect(decodeSmaEvent(event).event).toMatchObject(results);
});

it('treats the empty digits of ReceiveDigits, which succeeds at once, as no digits', () => {
  const event = invocation({
    InvocationEventType: 'ACTION_SUCCESSFUL',
    ActionData: { Type: 'ReceiveDigits', Parameters: {}, ReceivedDigits: '' },
  });

  expect(decodeSmaEvent(event).event).not.toHaveProperty('digits');
});

it('finds headers regardless of the case of their names', () => {
  const event = invocation(
    { InvocationEventType: 'NEW_INBOUND_CALL' },
    {
      ...legA,
      SipHeaders: { 'X-Account-Id': '7', dIVERSION: 'sip:a@b' },
    },
  );

  expect(decodeSmaEvent(event).event.legs[0]?.sipHeaders).toEqual({
    'x-account-id': '7',
    diversion: 'sip:a@b',
  });
});

it('leaves out what an event does not say', () => {
  expect(decodeSmaEvent({ CallDetails: { TransactionId: 't-1' } })).toStrictEqual({
    event: {
      type: 'UNKNOWN',
      name: '',
      transactionId: 't-1',
      sequence: 0,
      attributes: {},
      legs: [],
      accountId: '',
      region: '',
      sipMediaApplicationId: '',
    },
    corrections: ['treated missing Participants as an empty list'],
  });
});

it('leaves out what a leg does not say, and every leg without an id', () => {
  const { event, corrections } = decodeSmaEvent({
    ...events.ringing,
    CallDetails: { TransactionId: 't-1', Participants: [{ CallId: 'c-a' }, { To: '+12065550100' }, 7] },
  });

  expect(event.legs).toStrictEqual([
    {
      callId: 'c-a',
      tag: 'LEG-A',
      to: '',
      from: '',
      direction: 'Inbound',
      connected: true,
      sipHeaders: {},
    },
  ]);
  expect(corrections).toEqual([
    'assumed LEG-A for Participants.0: it has no tag',
    'left out Participants.1: it has no CallId',
    'left out Participants.2: it has no CallId',
  ]);
});

it.each`
  written       | direction
  ${'Outbound'} | ${'Outbound'}
  ${'OUTBOUND'} | ${'Outbound'}
  ${'Inbound'}  | ${'Inbound'}
  ${'sideways'} | ${'Inbound'}
`('reads the direction $written of a leg as $direction', ({ written, direction }) => {
  const event = invocation({ InvocationEventType: 'RINGING' }, { ...legA, Direction: written });

  expect(decodeSmaEvent(event).event.legs).toMatchObject([{ direction }]);
});

it('has neither a leg nor a response code for a HANGUP that names none', () => {
  const event = invocation({ InvocationEventType: 'HANGUP', ActionData: { Type: 'Hangup', Parameters: {} } });

  const { event: decoded } = decodeSmaEvent(event);
  expect(decoded).toMatchObject({ type: 'HANGUP', sipResponseCode: 0 });
  expect(decoded).not.toHaveProperty('callId');
});

it('decodes the response code of a HANGUP', () => {
  const event = invocation({
    InvocationEventType: 'HANGUP',
    ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 486, CallId: 'c-a' } },
  });

  expect(decodeSmaEvent(event).event).toMatchObject({ sipResponseCode: 486 });
});

it.each`
  written       | sequence
  ${7}          | ${7}
  ${' 7 '}      | ${7}
  ${' '}        | ${0}
  ${'seven'}    | ${0}
  ${'Infinity'} | ${0}
  ${[7]}        | ${0}
  ${true}       | ${0}
`('reads the Sequence $written as $sequence', ({ written, sequence }) => {
  expect(decodeSmaEvent({ ...events.ringing, Sequence: written })).toMatchObject({
    event: { sequence },
    corrections: written === sequence ? [] : [`read Sequence as ${sequence}`],
  });
});

it('reads numbers and booleans among the attributes as text, and leaves out anything else', () => {
  const event = (TransactionAttributes: unknown) =>
    decodeSmaEvent(detailed(events.ringing, { TransactionAttributes }));

  expect(event({ one: 1, yes: true, none: null, list: ['a'] })).toMatchObject({
    event: { attributes: { one: '1', yes: 'true' } },
    corrections: [
      'read as text TransactionAttributes.one',
      'read as text TransactionAttributes.yes',
      'left out TransactionAttributes.none',
      'left out TransactionAttributes.list',
    ],
  });
  expect(event(['a'])).toMatchObject({
    event: { attributes: {} },
    corrections: ['left out TransactionAttributes: not a map'],
  });
  expect(event(null)).toMatchObject({ event: { attributes: {} }, corrections: [] });
  expect(event(undefined)).toMatchObject({ event: { attributes: {} }, corrections: [] });
});

it.each(['NEW_OUTBOUND_CALL', 'CALL_UPDATE_REQUESTED'] as const)(
  'decodes the arguments of %s',
  (InvocationEventType) => {
    const event = invocation({
      InvocationEventType,
      ActionData: { Type: 'CallUpdateRequest', Parameters: { Arguments: { to: 'desk', tries: 2 } } },
    });

    expect(decodeSmaEvent(event)).toMatchObject({
      event: { type: InvocationEventType, arguments: { to: 'desk', tries: '2' } },
      corrections: ['read as text Arguments.tries'],
    });
  },
);

it.each`
  name                | written     | value       | corrections
  ${'ParticipantTag'} | ${'leg-b'}  | ${'LEG-B'}  | ${['read ParticipantTag "leg-b" as "LEG-B"']}
  ${'ParticipantTag'} | ${'both'}   | ${'both'}   | ${[]}
  ${'Repeat'}         | ${'2'}      | ${2}        | ${['read Repeat as a number']}
  ${'Repeat'}         | ${''}       | ${''}       | ${[]}
  ${'Repeat'}         | ${'twice'}  | ${'twice'}  | ${[]}
  ${'Enable'}         | ${'FALSE'}  | ${false}    | ${['read Enable as a boolean']}
  ${'Enable'}         | ${'truely'} | ${'truely'} | ${[]}
  ${'Text'}           | ${'2'}      | ${'2'}      | ${[]}
`('decodes the parameter $name "$written" as $value', ({ name, written, value, corrections }) => {
  const event = invocation({
    InvocationEventType: 'ACTION_INTERRUPTED',
    ActionData: { Type: 'PlayAudio', Parameters: { [name]: written } },
  });

  expect(decodeSmaEvent(event)).toMatchObject({
    event: { type: 'ACTION_INTERRUPTED', action: { type: 'PlayAudio', parameters: { [name]: value } } },
    corrections,
  });
});

it.each([{ BucketName: 'recordings' }, { Key: 'c-a-0.wav' }, {}])(
  'has no recording for the incomplete place %j',
  (RecordingDestination) => {
    expect(decodeSmaEvent(acting(events.recorded, { RecordingDestination })).event).not.toHaveProperty(
      'recording',
    );
  },
);

it.each`
  data                                        | top                      | error                                                       | corrections
  ${{ ErrorType: '', ErrorMessage: 'words' }} | ${{}}                    | ${{ type: 'Unknown', message: 'words', list: [] }}          | ${[]}
  ${{ ErrorType: 'Busy' }}                    | ${{}}                    | ${{ type: 'Busy', message: '', list: [] }}                  | ${[]}
  ${{ ErrorMessage: 'words' }}                | ${{}}                    | ${{ type: 'Unknown', message: 'words', list: [] }}          | ${['read a missing error as Unknown']}
  ${{ ErrorList: [7, { a: 1 }] }}             | ${{}}                    | ${{ type: 'Unknown', message: '', list: ['7', '{"a":1}'] }} | ${['read a missing error as Unknown']}
  ${{ Error: ' Busy : in: use' }}             | ${{}}                    | ${{ type: 'Busy', message: 'in: use', list: [] }}           | ${['read Error as ErrorType and ErrorMessage']}
  ${{}}                                       | ${{ Error: 'Busy' }}     | ${{ type: 'Busy', message: '', list: [] }}                  | ${['read Error as ErrorType and ErrorMessage']}
  ${{}}                                       | ${{ ErrorType: 'Busy' }} | ${{ type: 'Busy', message: '', list: [] }}                  | ${['read ErrorType at the top level as that of the action']}
`('decodes the error $data with $top', ({ data, top, error, corrections }) => {
  const event = invocation({ InvocationEventType: 'ACTION_FAILED', ActionData: { Type: 'Speak', ...data } });

  const decoded = decodeSmaEvent({ ...event, ...top });
  expect(decoded).toMatchObject({ event: { type: 'ACTION_FAILED' }, corrections });
  expect(decoded.event).toHaveProperty('error', error);
});

it('has an empty text where digits or the type of an action are missing', () => {
  const event = invocation({ InvocationEventType: 'DIGITS_RECEIVED', ActionData: {} as never });

  expect(decodeSmaEvent(event).event).toMatchObject({ digits: '', action: { type: '', parameters: {} } });
});

it.each([{ Version: '2012-10-17' }, { Statement: [{ InvocationEventType: 'HANGUP' }] }])(
  'does not unwrap an event that only has %j',
  (field) => {
    expect(decodeSmaEvent({ ...events.ringing, ...field })).toMatchObject({
      event: { type: 'RINGING' },
      corrections: [],
    });
  },
);

it.each(['NEW_VIDEO_CALL', 'toString', ''])(
  'reads the event "%s", which no page lists, as unknown',
  (name) => {
    const event = { ...events.ringing, InvocationEventType: name };

    expect(decodeSmaEvent(event).event).toMatchObject({ type: 'UNKNOWN', name, transactionId: 't-1' });
  },
);

it('decodes an undocumented error', () => {
  const event = invocation({
    InvocationEventType: 'ACTION_FAILED',
    ActionData: { Type: 'Teleport', ErrorType: 'OutOfFuel', ErrorMessage: 'none left' },
  });

  expect(decodeSmaEvent(event).event).toMatchObject({
    action: { type: 'Teleport', parameters: {} },
    error: { type: 'OutOfFuel', message: 'none left' },
  });
});

it.each`
  input                                       | field
  ${undefined}                                | ${'CallDetails'}
  ${'NEW_INBOUND_CALL'}                       | ${'CallDetails'}
  ${{ Records: [] }}                          | ${'CallDetails'}
  ${{ CallDetails: [] }}                      | ${'CallDetails'}
  ${{ CallDetails: { TransactionId: null } }} | ${'CallDetails.TransactionId'}
`('refuses $input: it has no $field', ({ input, field }) => {
  expect(() => decodeSmaEvent(input)).toThrow(
    `Cannot read the event: expected one of a SIP media application, which has ${field}`,
  );
});

describe('with anything else in the event', () => {
  const junk = fc.jsonValue();
  const aName = fc.constantFrom(...Object.values(events).map((event) => event.InvocationEventType), 'X', 7);
  const event = fc.record({
    Sequence: junk,
    InvocationEventType: aName,
    ErrorType: junk,
    ActionData: fc.oneof(
      junk,
      fc.record({
        Type: junk,
        Parameters: fc.oneof(
          junk,
          fc.dictionary(fc.constantFrom('CallId', 'Arguments', 'Repeat', 'Enable'), junk),
        ),
        ErrorType: junk,
        Error: junk,
        ErrorList: junk,
        RecordingDestination: junk,
        IntentResult: junk,
      }),
    ),
    CallDetails: fc.record({
      TransactionId: fc.constant('t-1'),
      TransactionAttributes: junk,
      SipMediaApplicationId: junk,
      Participants: fc.oneof(
        junk,
        fc.array(
          fc.oneof(junk, fc.record({ CallId: junk, ParticipantTag: junk, Status: junk, SipHeaders: junk })),
        ),
      ),
    }),
  });

  it('it is decoded, and every leg has an id', () => {
    fc.assert(
      fc.property(event, (input) => {
        const { event: decoded } = decodeSmaEvent(input);
        expect(decoded.transactionId).toBe('t-1');
        expect(decoded.legs.every(({ callId }) => callId !== '')).toBe(true);
        expect(Object.values(decoded.attributes).every((value) => typeof value === 'string')).toBe(true);
      }),
    );
  });

  it('it is not modified', () => {
    fc.assert(
      fc.property(event, (input) => {
        const before = JSON.stringify(input);
        decodeSmaEvent(input);
        expect(JSON.stringify(input)).toBe(before);
      }),
    );
  });
});

describe('decoding a decoded event again', () => {
  const withParameters = variants.flatMap(({ variant, as }) => {
    const { event } = decodeSmaEvent(as);
    return 'action' in event ? [{ variant, event }] : [];
  });

  it.each(withParameters)('changes nothing more in $variant', ({ event }) => {
    const again = invocation({
      InvocationEventType: 'ACTION_INTERRUPTED',
      ActionData: { Type: event.action.type, Parameters: event.action.parameters },
    });

    expect(decodeSmaEvent(again)).toMatchObject({ event: { action: event.action }, corrections: [] });
  });
});
