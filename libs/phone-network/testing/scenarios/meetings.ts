import type { Scenario } from '../scenario';
import {
  bot,
  bridge,
  guide,
  hangupAction,
  hangupB,
  joinMeeting,
  listen,
  muteAll,
  pauseAction,
  playAction,
  speakAction,
} from './common';

const joined = { NEW_INBOUND_CALL: [joinMeeting] } as const;
const unmute = ['ModifyChimeMeetingAttendees', { ...muteAll[1], Operation: 'Unmute' }] as const;

export const meetings: readonly Scenario[] = [
  {
    title: 'a meeting is LEG-B of the call',
    source: 'documented',
    seen: guide('join-chime-meeting'),
    app: { ...joined, 'ACTION_SUCCESSFUL JoinChimeMeeting': [hangupAction] },
    shows: {
      'ACTION_SUCCESSFUL JoinChimeMeeting': {
        CallDetails: {
          Participants: [
            { ParticipantTag: 'LEG-A' },
            { ParticipantTag: 'LEG-B', Direction: 'Outbound', Status: 'Connected' },
          ],
        },
      },
    },
  },
  {
    title: 'a meeting leaves no billed leg',
    source: 'our guess',
    app: {
      ...joined,
      'ACTION_SUCCESSFUL JoinChimeMeeting': [pauseAction],
      'ACTION_SUCCESSFUL Pause': [hangupAction],
    },
    counts: { legs: 1, legsAlive: 0 },
  },
  ...[muteAll, unmute].map((action): Scenario => ({
    title: `${(action[1] as { Operation: string }).Operation} works in a meeting`,
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sma-update-call',
    app: {
      ...joined,
      'ACTION_SUCCESSFUL JoinChimeMeeting': [action],
      'ACTION_SUCCESSFUL ModifyChimeMeetingAttendees': [hangupAction],
    },
    events: [
      'NEW_INBOUND_CALL',
      'ACTION_SUCCESSFUL JoinChimeMeeting',
      'ACTION_SUCCESSFUL ModifyChimeMeetingAttendees',
      'HANGUP LEG-A',
    ],
  })),
  {
    title: 'muting without a meeting fails with an ErrorList',
    source: 'documented',
    seen: guide('mute-unmute'),
    app: { NEW_INBOUND_CALL: [muteAll], 'ACTION_FAILED ModifyChimeMeetingAttendees': [hangupAction] },
    shows: {
      'ACTION_FAILED ModifyChimeMeetingAttendees': {
        ActionData: { ErrorType: 'InvalidActionParameter', ErrorList: [] },
      },
    },
  },
  {
    title: 'muting after the meeting was left fails',
    source: 'documented',
    seen: guide('mute-unmute'),
    app: {
      ...joined,
      'ACTION_SUCCESSFUL JoinChimeMeeting': [hangupB],
      'ACTION_SUCCESSFUL Hangup': [muteAll],
      'ACTION_FAILED ModifyChimeMeetingAttendees': [hangupAction],
    },
    inOrder: ['ACTION_SUCCESSFUL Hangup', 'ACTION_FAILED ModifyChimeMeetingAttendees'],
  },
  {
    title: 'Hangup of the meeting leg leaves the meeting and is reported as a success',
    source: 'documented',
    seen: guide('hangup'),
    app: {
      ...joined,
      'ACTION_SUCCESSFUL JoinChimeMeeting': [hangupB],
      'ACTION_SUCCESSFUL Hangup': [hangupAction],
    },
    events: [
      'NEW_INBOUND_CALL',
      'ACTION_SUCCESSFUL JoinChimeMeeting',
      'ACTION_SUCCESSFUL Hangup',
      'HANGUP LEG-A',
    ],
    never: ['HANGUP LEG-B'],
  },
  {
    title: 'a caller who hangs up leaves the meeting',
    source: 'our guess',
    app: joined,
    dialling: { hangsUpAfterSeconds: 5 },
    events: ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL JoinChimeMeeting', 'HANGUP LEG-A'],
    counts: { legsAlive: 0 },
  },
  {
    title: 'JoinChimeMeeting on a bridged call fails with one Error text',
    source: 'documented',
    seen: guide('join-chime-meeting'),
    app: {
      NEW_INBOUND_CALL: [bridge],
      'ACTION_SUCCESSFUL CallAndBridge': [joinMeeting],
      'ACTION_FAILED JoinChimeMeeting': [hangupAction, hangupB],
    },
    shows: {
      'ACTION_FAILED JoinChimeMeeting': {
        ActionData: { Error: /^ErrorJoiningMeeting: / },
      },
    },
  },
  {
    title: 'StartBotConversation on a bridged call fails',
    source: 'documented',
    seen: guide('start-bot-conversation'),
    app: {
      NEW_INBOUND_CALL: [bridge],
      'ACTION_SUCCESSFUL CallAndBridge': [bot],
      'ACTION_FAILED StartBotConversation': [hangupAction, hangupB],
    },
    inOrder: ['ACTION_SUCCESSFUL CallAndBridge', 'ACTION_FAILED StartBotConversation'],
  },
  {
    title: 'StartBotConversation in a meeting fails',
    source: 'documented',
    seen: guide('start-bot-conversation'),
    app: {
      ...joined,
      'ACTION_SUCCESSFUL JoinChimeMeeting': [bot],
      'ACTION_FAILED StartBotConversation': [hangupAction],
    },
    inOrder: ['ACTION_SUCCESSFUL JoinChimeMeeting', 'ACTION_FAILED StartBotConversation'],
  },
  {
    title: 'a bot conversation ends with an intent',
    source: 'documented',
    seen: guide('start-bot-conversation'),
    app: { NEW_INBOUND_CALL: [bot], 'ACTION_SUCCESSFUL StartBotConversation': [hangupAction] },
    shows: {
      'ACTION_SUCCESSFUL StartBotConversation': {
        ActionData: { IntentResult: { SessionState: { Intent: { Name: 'FallbackIntent' } } } },
      },
    },
  },
  ...[speakAction, playAction].map((action): Scenario => ({
    title: `${action[0]} works on the caller in a meeting`,
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sdk-voice-voice-translator',
    app: {
      ...joined,
      'ACTION_SUCCESSFUL JoinChimeMeeting': [[action[0], { ...action[1], CallId: 'call-1' }]],
      [`ACTION_SUCCESSFUL ${action[0]}`]: [hangupAction],
    },
    events: [
      'NEW_INBOUND_CALL',
      'ACTION_SUCCESSFUL JoinChimeMeeting',
      `ACTION_SUCCESSFUL ${action[0]}`,
      'HANGUP LEG-A',
    ],
  })),
  {
    title: 'ReceiveDigits works in a meeting',
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sma-update-call',
    app: {
      ...joined,
      'ACTION_SUCCESSFUL JoinChimeMeeting': [listen, playAction],
      DIGITS_RECEIVED: [hangupAction],
    },
    dialling: { keys: [{ afterSeconds: 8, digits: '12#' }] },
    inOrder: ['ACTION_SUCCESSFUL JoinChimeMeeting', 'DIGITS_RECEIVED', 'HANGUP LEG-A'],
  },
  {
    title: 'a call update can mute in a meeting',
    source: 'relied on by a sample',
    seen: 'aws-samples/amazon-chime-sma-update-call',
    app: {
      ...joined,
      CALL_UPDATE_REQUESTED: [muteAll],
      'ACTION_SUCCESSFUL ModifyChimeMeetingAttendees': [hangupAction],
    },
    update: { atSeconds: 5, arguments: { action: 'MuteAttendee' } },
    inOrder: ['CALL_UPDATE_REQUESTED', 'ACTION_SUCCESSFUL ModifyChimeMeetingAttendees', 'HANGUP LEG-A'],
  },
];
