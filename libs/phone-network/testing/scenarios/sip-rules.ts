import { friend, host, hostWithoutRule, ourNumber, type Scenario, ourSecondNumber } from '../scenario';
import { bridge, guide, hangupAction, hangupB, pauseAction, playAction } from './common';

const admin = (page: string): string => `Chime SDK administration guide, ${page}`;
const lexSample = 'aws-samples/amazon-chime-pstn-audio-with-amazon-lex, README';
const failover = {
  source: 'documented',
  seen: admin('understand-sip-data-models'),
  hasFallback: true,
} as const;
const answers = { 'sma-2: NEW_INBOUND_CALL': [playAction, hangupAction] } as const;

const toSecond = (change: object = {}) =>
  [
    'CallAndBridge',
    {
      CallerIdNumber: ourNumber,
      Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: ourSecondNumber }],
      ...change,
    },
  ] as const;

export const sipRules: readonly Scenario[] = [
  {
    ...failover,
    title: 'the next application of a SIP rule gets a new call whose Lambda fails',
    app: { NEW_INBOUND_CALL: 'fails', ...answers },
    events: ['NEW_INBOUND_CALL', 'NEW_INBOUND_CALL', 'sma-2: NEW_INBOUND_CALL', 'sma-2: HANGUP LEG-A'],
    counts: { calls: 1, legs: 1, legsAlive: 0 },
  },
  {
    ...failover,
    title: 'the next application of a SIP rule is named in its events',
    app: { NEW_INBOUND_CALL: 'fails', ...answers },
    shows: {
      'sma-2: NEW_INBOUND_CALL': { CallDetails: { SipMediaApplicationId: 'sma-2', SipRuleId: 'rule-1' } },
    },
  },
  {
    ...failover,
    title: 'all events after a failover go to the application that took the call',
    app: {
      NEW_INBOUND_CALL: 'fails',
      'sma-2: NEW_INBOUND_CALL': [pauseAction],
      'sma-2: ACTION_SUCCESSFUL Pause': [hangupAction],
    },
    inOrder: ['sma-2: NEW_INBOUND_CALL', 'sma-2: ACTION_SUCCESSFUL Pause', 'sma-2: HANGUP LEG-A'],
    never: ['ACTION_SUCCESSFUL Pause', 'HANGUP LEG-A'],
  },
  {
    ...failover,
    title: 'a call ends with 480 when the Lambdas of all applications fail',
    app: { NEW_INBOUND_CALL: 'fails', 'sma-2: NEW_INBOUND_CALL': 'fails' },
    transcript: ['0.02 service → +14155550199 480 Temporarily Unavailable'],
    counts: { legsAlive: 0 },
  },
  {
    title: 'a Lambda that fails later in the call causes no failover',
    source: 'our guess',
    hasFallback: true,
    app: { NEW_INBOUND_CALL: [pauseAction], 'ACTION_SUCCESSFUL Pause': 'fails' },
    never: ['sma-2: ACTION_SUCCESSFUL Pause', 'sma-2: NEW_INBOUND_CALL'],
    counts: { legsAlive: 0 },
  },
  {
    title: 'an invalid response causes no failover',
    source: 'our guess',
    hasFallback: true,
    app: {
      NEW_INBOUND_CALL: { SchemaVersion: '9' },
      'INVALID_LAMBDA_RESPONSE SchemaVersionMismatch': [hangupAction],
    },
    events: ['NEW_INBOUND_CALL', 'INVALID_LAMBDA_RESPONSE SchemaVersionMismatch', 'HANGUP LEG-A'],
  },
  {
    title:
      'a call to the host name of a Voice Connector reaches the application of the RequestUriHostname rule',
    source: 'documented',
    seen: admin('use-sip-rules'),
    dialling: { from: ourSecondNumber, to: '+18005550142', host },
    app: answers,
    events: ['sma-2: NEW_INBOUND_CALL', 'sma-2: HANGUP LEG-A'],
  },
  {
    title:
      'a call to a host name shows the user of the SIP address, which need not be a number of ours, as To',
    source: 'published log',
    seen: lexSample,
    dialling: { from: ourSecondNumber, to: '+18005550142', host },
    app: answers,
    shows: {
      'sma-2: NEW_INBOUND_CALL': {
        CallDetails: {
          SipRuleId: 'rule-2',
          Participants: [{ To: '+18005550142', From: ourSecondNumber, Direction: 'Inbound' }],
        },
      },
    },
  },
  {
    title: 'a call to a host name shows the X headers of the PBX',
    source: 'published log',
    seen: lexSample,
    dialling: { from: ourSecondNumber, to: '+18005550142', host, headers: { 'X-CallId': '56983520' } },
    app: answers,
    shows: {
      'sma-2: NEW_INBOUND_CALL': {
        CallDetails: { Participants: [{ SipHeaders: { 'X-CallId': '56983520' } }] },
      },
    },
  },
  {
    title: 'the rule of a host name wins over the rule of the number that is called there',
    source: 'our guess',
    dialling: { from: ourSecondNumber, host },
    app: answers,
    events: ['sma-2: NEW_INBOUND_CALL', 'sma-2: HANGUP LEG-A'],
  },
  {
    title: 'a call to +17035550122 at a host name with a rule reaches its application',
    source: 'published log',
    seen: 'docwho2/java-chime-voicesdk-sma, README',
    dialling: { from: ourSecondNumber, to: '+17035550122', host },
    app: answers,
    shows: { 'sma-2: NEW_INBOUND_CALL': { CallDetails: { Participants: [{ To: '+17035550122' }] } } },
  },
  {
    title: 'a call to a host name without a rule goes to the telephone network',
    source: 'documented',
    seen: admin('voice-connectors'),
    dialling: { from: ourSecondNumber, to: friend, host: hostWithoutRule },
    app: {},
    events: [],
    transcript: ['2.001 +14155550111 → +14155550120 200 OK'],
  },
  {
    title: 'a call to a host name without a rule can reach our own number',
    source: 'our guess',
    dialling: { from: ourSecondNumber, host: hostWithoutRule },
    app: { NEW_INBOUND_CALL: [hangupAction] },
    events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A'],
  },
  {
    title: 'a call to a host name from a caller that is no number of ours is rejected with 403',
    source: 'published log',
    seen: 'aws-samples/amazon-chime-pstn-audio-with-amazon-lex issue 286',
    dialling: { to: '+18005550142', host },
    app: answers,
    events: [],
    transcript: ['0.001 +18005550142 → +14155550199 403 Forbidden'],
  },
  {
    title: 'a call to a host name that no Voice Connector has is rejected',
    source: 'our guess',
    dialling: { host: 'nowhere.example' },
    app: {},
    events: [],
    transcript: ['0.001 +14155550100 → +14155550199 404 Not Found'],
  },
  {
    title: 'a bridge to another number of ours is a call of its own',
    source: 'relied on by a sample',
    seen: 'joeykilpatrick/amazon-chime-sma-lex-demo',
    app: {
      NEW_INBOUND_CALL: [toSecond()],
      'HANGUP LEG-B': [hangupAction],
      'HANGUP LEG-A': [hangupB],
      'sma-2: NEW_INBOUND_CALL': [playAction, hangupAction],
    },
    inOrder: ['NEW_INBOUND_CALL', 'sma-2: NEW_INBOUND_CALL', 'sma-2: HANGUP LEG-A', 'HANGUP LEG-A'],
    counts: { calls: 2, legsAlive: 0 },
  },
  {
    title: 'SipHeaders are accepted for a phone',
    source: 'documented',
    seen: guide('sip-headers'),
    app: {
      NEW_INBOUND_CALL: [[bridge[0], { ...bridge[1], SipHeaders: { 'X-Test': '1' } }]],
      'ACTION_SUCCESSFUL CallAndBridge': [hangupAction, hangupB],
    },
    inOrder: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL CallAndBridge'],
    never: ['ACTION_FAILED CallAndBridge'],
  },
  {
    title: 'SipHeaders reach another number of ours',
    source: 'relied on by a sample',
    seen: 'joeykilpatrick/amazon-chime-sma-lex-demo',
    app: {
      NEW_INBOUND_CALL: [toSecond({ SipHeaders: { 'x-reservation-id': '42' } })],
      'HANGUP LEG-B': [hangupAction],
      'sma-2: NEW_INBOUND_CALL': [playAction, hangupAction],
    },
    shows: {
      'sma-2: NEW_INBOUND_CALL': {
        CallDetails: { Participants: [{ SipHeaders: { 'x-reservation-id': '42' } }] },
      },
    },
  },
];
