import { friend, ourNumber, type Scenario } from '../scenario';
import {
  bridge,
  bridgeToTrunk,
  guide,
  hangupAction,
  hangupB,
  pauseAction,
  playAction,
  speakAction,
} from './common';

const forwarded = {
  NEW_INBOUND_CALL: [bridge],
  'HANGUP LEG-A': [hangupB],
  'HANGUP LEG-B': [hangupAction],
} as const;
const notAnswered = (title: string, phone: Scenario['phone']): Scenario => ({
  title: `CallAndBridge to a phone that ${title} fails with CallNotAnswered`,
  source: 'documented',
  seen: guide('call-and-bridge'),
  app: { NEW_INBOUND_CALL: [bridge], 'ACTION_FAILED CallAndBridge': [hangupAction] },
  ...(phone && { phone }),
  events: ['NEW_INBOUND_CALL', 'ACTION_FAILED CallAndBridge', 'HANGUP LEG-A'],
  shows: { 'ACTION_FAILED CallAndBridge': { ActionData: { ErrorType: 'CallNotAnswered' } } },
});
const rejects = (SipResponseCode: number, answer: string): Scenario => ({
  title: `Hangup with ${SipResponseCode} as the first action rejects the call with "${answer}"`,
  source: 'documented',
  seen: guide('hangup'),
  app: { NEW_INBOUND_CALL: [['Hangup', { SipResponseCode }]] },
  events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A'],
  transcript: [`0.01 service → +14155550199 ${answer}`],
  counts: { billedSeconds: 0, legsAlive: 0 },
});
const givesUp = (
  callerGivesUp: NonNullable<Scenario['application']>['callerGivesUp'],
  events: readonly string[],
): Scenario => ({
  title: `the caller leaves while a bridge rings; with the setting "${callerGivesUp}", the app is sent ${events.join(' and then ')}`,
  source: 'our guess',
  app: { NEW_INBOUND_CALL: [bridge], 'ACTION_SUCCESSFUL CallAndBridge': [hangupB], 'HANGUP LEG-A': [] },
  application: { ...(callerGivesUp && { callerGivesUp }) },
  phone: { kind: 'answers', afterSeconds: 10 },
  dialling: { ringsForSeconds: 4 },
  events: ['NEW_INBOUND_CALL', ...events],
  counts: { legsAlive: 0 },
});

export const legs: readonly Scenario[] = [
  {
    title: 'legs of a bridge do not end each other',
    source: 'documented',
    seen: guide('call-and-bridge'),
    app: { NEW_INBOUND_CALL: [bridge] },
    dialling: { hangsUpAfterSeconds: 10 },
    events: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL CallAndBridge', 'HANGUP LEG-A'],
    counts: { legsAlive: 1 },
  },
  {
    title: 'the app ends the callee when the caller hangs up',
    source: 'documented',
    seen: guide('hangup'),
    app: forwarded,
    dialling: { hangsUpAfterSeconds: 10 },
    events: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL CallAndBridge', 'HANGUP LEG-A', 'HANGUP LEG-B'],
    counts: { legsAlive: 0 },
  },
  {
    title: 'the app ends the caller when the callee hangs up',
    source: 'documented',
    seen: guide('hangup'),
    app: forwarded,
    phone: { kind: 'answers', afterSeconds: 2, hangsUpAfterSeconds: 5 },
    events: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL CallAndBridge', 'HANGUP LEG-B', 'HANGUP LEG-A'],
    counts: { legsAlive: 0 },
  },
  {
    title: 'Hangup of LEG-B while LEG-A stays is reported as HANGUP and then as a success',
    source: 'published log',
    seen: 'docwho2/java-chime-voicesdk-sma',
    app: {
      NEW_INBOUND_CALL: [bridge],
      'ACTION_SUCCESSFUL CallAndBridge': [hangupB],
      'ACTION_SUCCESSFUL Hangup': [playAction],
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    events: [
      'NEW_INBOUND_CALL',
      'ACTION_SUCCESSFUL CallAndBridge',
      'HANGUP LEG-B',
      'ACTION_SUCCESSFUL Hangup',
      'ACTION_SUCCESSFUL PlayAudio',
      'HANGUP LEG-A',
    ],
  },
  {
    title: 'a call can be bridged again after its LEG-B was hung up',
    source: 'relied on by a sample',
    seen: 'docwho2/java-chime-voicesdk-sma',
    app: {
      NEW_INBOUND_CALL: [playAction, bridge],
      'ACTION_SUCCESSFUL CallAndBridge': [hangupB],
      'ACTION_SUCCESSFUL Hangup': [bridgeToTrunk],
      'HANGUP LEG-A': [hangupB],
    },
    dialling: { hangsUpAfterSeconds: 30 },
    inOrder: [
      'ACTION_SUCCESSFUL CallAndBridge',
      'HANGUP LEG-B',
      'ACTION_SUCCESSFUL Hangup',
      'ACTION_SUCCESSFUL CallAndBridge',
    ],
  },
  {
    title: 'Hangup of the last leg is reported as HANGUP only',
    source: 'documented',
    seen: guide('hangup'),
    app: { NEW_INBOUND_CALL: [playAction, hangupAction] },
    events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A'],
    never: ['ACTION_SUCCESSFUL Hangup'],
  },
  {
    title: 'actions in the response to HANGUP run on the leg that is left',
    source: 'documented',
    seen: guide('hangup'),
    app: {
      NEW_INBOUND_CALL: [bridge],
      'HANGUP LEG-B': [playAction],
      'ACTION_SUCCESSFUL PlayAudio': [hangupAction],
    },
    phone: { kind: 'answers', afterSeconds: 2, hangsUpAfterSeconds: 5 },
    events: [
      'NEW_INBOUND_CALL',
      'ACTION_SUCCESSFUL CallAndBridge',
      'HANGUP LEG-B',
      'ACTION_SUCCESSFUL PlayAudio',
      'HANGUP LEG-A',
    ],
  },
  {
    title: 'a HANGUP event names the leg, its tag and the response code',
    source: 'documented',
    seen: guide('pstn-invocations'),
    app: { NEW_INBOUND_CALL: [playAction] },
    dialling: { hangsUpAfterSeconds: 2 },
    shows: {
      'HANGUP LEG-A': {
        ActionData: {
          Type: 'Hangup',
          Parameters: { SipResponseCode: 0, CallId: 'call-1', ParticipantTag: 'LEG-A' },
        },
      },
    },
  },
  rejects(480, '480 Temporarily Unavailable'),
  rejects(486, '486 Busy Here'),
  rejects(0, '480 Temporarily Unavailable'),
  notAnswered('is busy', { kind: 'busy' }),
  notAnswered('declines', { kind: 'declines', afterSeconds: 3 }),
  notAnswered('does not answer', { kind: 'no-answer' }),
  notAnswered('is unreachable', { kind: 'unreachable' }),
  notAnswered('answers too late', { kind: 'answers', afterSeconds: 31 }),
  {
    title: 'voicemail counts as an answer',
    source: 'documented',
    seen: guide('call-and-bridge'),
    app: forwarded,
    phone: { kind: 'voicemail', afterSeconds: 5 },
    dialling: { hangsUpAfterSeconds: 20 },
    inOrder: ['ACTION_SUCCESSFUL CallAndBridge'],
  },
  {
    title: 'CallTimeoutSeconds ends the ringing',
    source: 'documented',
    seen: guide('call-and-bridge'),
    app: {
      NEW_INBOUND_CALL: [['CallAndBridge', { ...bridge[1], CallTimeoutSeconds: 5 }]],
      'ACTION_FAILED CallAndBridge': [hangupAction],
    },
    phone: { kind: 'no-answer' },
    transcript: [`5.01 service → ${friend} CANCEL`],
  },
  {
    title: 'a caller ID that is neither ours nor the caller’s fails with 403',
    source: 'published log',
    seen: 'aws-samples/amazon-chime-pstn-audio-with-amazon-lex issue 286',
    app: {
      NEW_INBOUND_CALL: [['CallAndBridge', { ...bridge[1], CallerIdNumber: '+14155550177' }]],
      'ACTION_FAILED CallAndBridge': [hangupAction],
    },
    events: ['NEW_INBOUND_CALL', 'ACTION_FAILED CallAndBridge', 'HANGUP LEG-A'],
    shows: {
      'ACTION_FAILED CallAndBridge': {
        ActionData: { ErrorType: 'InvalidActionParameter', ErrorMessage: '403: Caller Id not valid' },
      },
    },
  },
  {
    title: 'the caller’s own number is a valid caller ID',
    source: 'documented',
    seen: guide('call-and-bridge'),
    app: {
      ...forwarded,
      NEW_INBOUND_CALL: [['CallAndBridge', { ...bridge[1], CallerIdNumber: '+14155550199' }]],
    },
    dialling: { hangsUpAfterSeconds: 10 },
    inOrder: ['ACTION_SUCCESSFUL CallAndBridge'],
  },
  {
    title: 'a bridge to a Voice Connector of the account rings it',
    source: 'documented',
    seen: guide('call-and-bridge'),
    app: { ...forwarded, NEW_INBOUND_CALL: [bridgeToTrunk] },
    dialling: { hangsUpAfterSeconds: 10 },
    inOrder: ['ACTION_SUCCESSFUL CallAndBridge', 'HANGUP LEG-A', 'HANGUP LEG-B'],
  },
  {
    title: 'a bridge to a Voice Connector of another account fails with InvalidActionParameter',
    source: 'published log',
    seen: 'its address was not kept',
    app: {
      NEW_INBOUND_CALL: [
        [
          'CallAndBridge',
          {
            CallerIdNumber: ourNumber,
            Endpoints: [
              {
                BridgeEndpointType: 'AWS',
                Arn: 'arn:aws:chime:us-east-1:444455556666:vc/abcdef1ghij2klmno3pqr4',
                Uri: 'desk',
              },
            ],
          },
        ],
      ],
      'ACTION_FAILED CallAndBridge': [hangupAction],
    },
    shows: { 'ACTION_FAILED CallAndBridge': { ActionData: { ErrorType: 'InvalidActionParameter' } } },
  },
  {
    title: 'both legs are shown as connected when a bridge succeeds',
    source: 'documented',
    seen: guide('call-and-bridge'),
    app: forwarded,
    dialling: { hangsUpAfterSeconds: 10 },
    shows: {
      'ACTION_SUCCESSFUL CallAndBridge': {
        CallDetails: {
          Participants: [
            { ParticipantTag: 'LEG-A', Status: 'Connected' },
            { ParticipantTag: 'LEG-B', Status: 'Connected', Direction: 'Outbound', To: friend },
          ],
        },
      },
    },
  },
  {
    title: 'a leg that only rang is not shown',
    source: 'documented',
    seen: guide('call-and-bridge'),
    app: { NEW_INBOUND_CALL: [bridge], 'ACTION_FAILED CallAndBridge': [hangupAction] },
    phone: { kind: 'busy' },
    hides: { 'ACTION_FAILED CallAndBridge': ['LEG-B'] },
  },
  {
    title: 'a leg that ended is shown as disconnected',
    source: 'documented',
    seen: guide('hangup'),
    app: forwarded,
    dialling: { hangsUpAfterSeconds: 10 },
    shows: {
      'HANGUP LEG-A': {
        CallDetails: { Participants: [{ Status: 'Disconnected' }, { Status: 'Connected' }] },
      },
    },
  },
  givesUp('hangup', ['HANGUP LEG-A']),
  givesUp('action-failed', ['ACTION_FAILED CallAndBridge']),
  givesUp('both', ['HANGUP LEG-A', 'ACTION_FAILED CallAndBridge']),
  {
    title:
      'the caller leaves while a bridge rings; with the setting "rings-on", the app is sent HANGUP LEG-A, and the phone rings on',
    source: 'our guess',
    app: { NEW_INBOUND_CALL: [bridge], 'ACTION_SUCCESSFUL CallAndBridge': [hangupB] },
    application: { callerGivesUp: 'rings-on' },
    phone: { kind: 'answers', afterSeconds: 10 },
    dialling: { ringsForSeconds: 4 },
    events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A', 'ACTION_SUCCESSFUL CallAndBridge', 'HANGUP LEG-B'],
    counts: { legsAlive: 0 },
  },
  ...[playAction, pauseAction, speakAction].map((action): Scenario => ({
    title: `a caller who leaves during ${action[0]} causes only HANGUP`,
    source: 'our guess',
    app: { NEW_INBOUND_CALL: [action, playAction] },
    dialling: { hangsUpAfterSeconds: 0.5 },
    events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A'],
  })),
  ...[playAction, pauseAction, speakAction].map((action): Scenario => ({
    title: `a caller who leaves during ${action[0]}, with the setting for it, causes ACTION_FAILED and then HANGUP`,
    source: 'relied on by a sample',
    seen: 'docwho2/java-chime-voicesdk-sma',
    app: { NEW_INBOUND_CALL: [action, playAction] },
    application: { leavesDuringAction: 'action-failed-first' },
    dialling: { hangsUpAfterSeconds: 0.3 },
    events: ['NEW_INBOUND_CALL', `ACTION_FAILED ${action[0]}`, 'HANGUP LEG-A'],
    shows: {
      [`ACTION_FAILED ${action[0]}`]: { CallDetails: { Participants: [{ Status: 'Disconnected' }] } },
    },
  })),
  {
    title: 'keys of the caller reach the callee of a bridge',
    source: 'our guess',
    app: forwarded,
    dialling: { hangsUpAfterSeconds: 10, keys: [{ afterSeconds: 3, digits: '5' }] },
    never: ['DIGITS_RECEIVED'],
  },
];
