import type { Scenario, ScenarioAction } from '../scenario';
import {
  bot,
  bridge,
  digits,
  guide,
  hangupAction,
  hangupB,
  joinMeeting,
  listen,
  muteAll,
  pauseAction,
  playAction,
  recordAction,
  speakAction,
  spokenDigits,
  startRecording,
} from './common';

const nameOf = ([type]: ScenarioAction) => type;
const keys = {
  keys: [
    { afterSeconds: 1.5, digits: '1' },
    { afterSeconds: 6, digits: '#' },
  ],
};

const reportedInMidList = (action: ScenarioAction, source: Scenario['source'], seen?: string): Scenario => ({
  title: `${nameOf(action)} is reported although more actions follow`,
  source,
  ...(seen !== undefined && { seen }),
  app: {
    NEW_INBOUND_CALL: [action, pauseAction],
    [`ACTION_SUCCESSFUL ${nameOf(action)}`]: { Actions: null },
    'ACTION_SUCCESSFUL Pause': [hangupAction, hangupB],
  },
  dialling: keys,
  inOrder: [
    'NEW_INBOUND_CALL',
    `ACTION_SUCCESSFUL ${nameOf(action)}`,
    'ACTION_SUCCESSFUL Pause',
    'HANGUP LEG-A',
  ],
});
const notReportedInMidList = (action: ScenarioAction): Scenario => ({
  title: `${nameOf(action)} is not reported when more actions follow`,
  source: nameOf(action) === 'PlayAudio' ? 'documented' : 'our guess',
  ...(nameOf(action) === 'PlayAudio' && { seen: guide('invoke-on-call-leg') }),
  app: { NEW_INBOUND_CALL: [action, pauseAction], 'ACTION_SUCCESSFUL Pause': [hangupAction] },
  events: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL Pause', 'HANGUP LEG-A'],
});
const reportedAtEnd = (action: ScenarioAction): Scenario => ({
  title: `${nameOf(action)} is reported at the end of a list`,
  source: 'documented',
  seen: guide('use-case-2'),
  app: {
    NEW_INBOUND_CALL: [pauseAction, action],
    [`ACTION_SUCCESSFUL ${nameOf(action)}`]: [hangupAction, hangupB],
  },
  dialling: keys,
  inOrder: ['NEW_INBOUND_CALL', `ACTION_SUCCESSFUL ${nameOf(action)}`, 'HANGUP LEG-A'],
  never: ['ACTION_SUCCESSFUL Pause'],
});
const clears = (failing: ScenarioAction): Scenario => ({
  title: `a failed ${nameOf(failing)} clears the rest of the list`,
  source: 'documented',
  seen: guide('use-case-2'),
  app: { NEW_INBOUND_CALL: [failing, playAction], [`ACTION_FAILED ${nameOf(failing)}`]: [hangupAction] },
  events: ['NEW_INBOUND_CALL', `ACTION_FAILED ${nameOf(failing)}`, 'HANGUP LEG-A'],
});

const midList = guide('invoke-on-call-leg');

export const lists: readonly Scenario[] = [
  reportedInMidList(digits, 'documented', midList),
  reportedInMidList(joinMeeting, 'documented', midList),
  reportedInMidList(spokenDigits, 'our guess'),
  reportedInMidList(recordAction, 'our guess'),
  reportedInMidList(bridge, 'our guess'),
  reportedInMidList(bot, 'our guess'),
  ...[playAction, speakAction, pauseAction]
    .filter((action) => action !== pauseAction)
    .map(notReportedInMidList),
  notReportedInMidList(listen),
  notReportedInMidList(startRecording),
  ...[
    playAction,
    speakAction,
    listen,
    recordAction,
    digits,
    spokenDigits,
    bridge,
    joinMeeting,
    bot,
    startRecording,
  ].map(reportedAtEnd),
  {
    title: 'ModifyChimeMeetingAttendees is reported although more actions follow',
    source: 'documented',
    seen: midList,
    app: {
      NEW_INBOUND_CALL: [joinMeeting, muteAll, pauseAction],
      'ACTION_SUCCESSFUL JoinChimeMeeting': { Actions: null },
      'ACTION_SUCCESSFUL ModifyChimeMeetingAttendees': { Actions: null },
      'ACTION_SUCCESSFUL Pause': [hangupAction],
    },
    inOrder: [
      'ACTION_SUCCESSFUL JoinChimeMeeting',
      'ACTION_SUCCESSFUL ModifyChimeMeetingAttendees',
      'ACTION_SUCCESSFUL Pause',
      'HANGUP LEG-A',
    ],
  },
  clears(['Pause', { DurationInMilliseconds: 0 }]),
  clears(['PlayAudio', { AudioSource: { Type: 'S3', BucketName: '', Key: '' } }]),
  clears(['Speak', {}]),
  clears(['SendDigits', { Digits: 'x' }]),
  clears(['CallAndBridge', { CallerIdNumber: '+14155550100', Endpoints: [] }]),
  {
    title: 'a running action finishes before a new list replaces the rest',
    source: 'documented',
    seen: guide('use-case-2'),
    app: {
      NEW_INBOUND_CALL: [
        [
          'ReceiveDigits',
          {
            InputDigitsRegex: '^1$',
            InBetweenDigitsDurationInMilliseconds: 100,
            FlushDigitsDurationInMilliseconds: 200,
          },
        ],
        playAction,
        pauseAction,
      ],
      DIGITS_RECEIVED: [speakAction],
      'ACTION_SUCCESSFUL Speak': [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 0.5, digits: '1' }] },
    events: ['NEW_INBOUND_CALL', 'DIGITS_RECEIVED', 'ACTION_SUCCESSFUL Speak', 'HANGUP LEG-A'],
    transcript: ['3.811 service → app ACTION_SUCCESSFUL Speak'],
  },
  {
    title: 'actions after a Hangup do not run',
    source: 'our guess',
    app: { NEW_INBOUND_CALL: [playAction, hangupAction, speakAction] },
    events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A'],
  },
  {
    title: 'a second Hangup in a list ends the other leg',
    source: 'our guess',
    app: {
      NEW_INBOUND_CALL: [bridge],
      'ACTION_SUCCESSFUL CallAndBridge': [['Hangup', { ParticipantTag: 'LEG-A' }], hangupB],
    },
    inOrder: ['HANGUP LEG-A', 'HANGUP LEG-B'],
    counts: { legsAlive: 0 },
  },
  {
    title: 'a Hangup that follows the hang-up of the last leg is not reported as failed',
    source: 'our guess',
    app: { NEW_INBOUND_CALL: [playAction, hangupAction, pauseAction, hangupAction] },
    events: ['NEW_INBOUND_CALL', 'HANGUP LEG-A'],
  },
  {
    title: 'actions after CallAndBridge run when its success is answered with null',
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sma-on-demand-recording',
    app: {
      NEW_INBOUND_CALL: [bridge, listen],
      'ACTION_SUCCESSFUL CallAndBridge': { Actions: null },
      'ACTION_SUCCESSFUL ReceiveDigits': [hangupAction, hangupB],
    },
    inOrder: ['ACTION_SUCCESSFUL CallAndBridge', 'ACTION_SUCCESSFUL ReceiveDigits', 'HANGUP LEG-A'],
  },
];
