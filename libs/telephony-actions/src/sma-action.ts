import { type CallAndBridge, callAndBridgeRules } from './actions/call-and-bridge';
import { type Hangup, hangupRules } from './actions/hangup';
import { type JoinChimeMeeting, joinChimeMeetingRules } from './actions/join-chime-meeting';
import {
  type ModifyChimeMeetingAttendees,
  modifyChimeMeetingAttendeesRules,
} from './actions/modify-chime-meeting-attendees';
import { type Pause, pauseRules } from './actions/pause';
import { type PauseCallRecording, pauseCallRecordingRules } from './actions/pause-call-recording';
import { type PlayAudio, playAudioRules } from './actions/play-audio';
import { type PlayAudioAndGetDigits, playAudioAndGetDigitsRules } from './actions/play-audio-and-get-digits';
import { type ReceiveDigits, receiveDigitsRules } from './actions/receive-digits';
import { type RecordAudio, recordAudioRules } from './actions/record-audio';
import { type ResumeCallRecording, resumeCallRecordingRules } from './actions/resume-call-recording';
import { type SendDigits, sendDigitsRules } from './actions/send-digits';
import { type Speak, speakRules } from './actions/speak';
import { type SpeakAndGetDigits, speakAndGetDigitsRules } from './actions/speak-and-get-digits';
import { type StartBotConversation, startBotConversationRules } from './actions/start-bot-conversation';
import { type StartCallRecording, startCallRecordingRules } from './actions/start-call-recording';
import { type StopCallRecording, stopCallRecordingRules } from './actions/stop-call-recording';
import { type VoiceFocus, voiceFocusRules } from './actions/voice-focus';
import type { Rule } from './rules/rule';

/** Everything that a SIP media application can be told to do, as the service reads it (page specify-actions). */
export type SmaAction =
  | CallAndBridge
  | Hangup
  | JoinChimeMeeting
  | ModifyChimeMeetingAttendees
  | Pause
  | PauseCallRecording
  | PlayAudio
  | PlayAudioAndGetDigits
  | ReceiveDigits
  | RecordAudio
  | ResumeCallRecording
  | SendDigits
  | Speak
  | SpeakAndGetDigits
  | StartBotConversation
  | StartCallRecording
  | StopCallRecording
  | VoiceFocus;

/** The name of an action. */
export type SmaActionType = SmaAction['Type'];

/** The rules of every action, by its name. An action without an entry does not compile. */
export const actionRules: Readonly<Record<SmaActionType, readonly Rule[]>> = {
  CallAndBridge: callAndBridgeRules,
  Hangup: hangupRules,
  JoinChimeMeeting: joinChimeMeetingRules,
  ModifyChimeMeetingAttendees: modifyChimeMeetingAttendeesRules,
  Pause: pauseRules,
  PauseCallRecording: pauseCallRecordingRules,
  PlayAudio: playAudioRules,
  PlayAudioAndGetDigits: playAudioAndGetDigitsRules,
  ReceiveDigits: receiveDigitsRules,
  RecordAudio: recordAudioRules,
  ResumeCallRecording: resumeCallRecordingRules,
  SendDigits: sendDigitsRules,
  Speak: speakRules,
  SpeakAndGetDigits: speakAndGetDigitsRules,
  StartBotConversation: startBotConversationRules,
  StartCallRecording: startCallRecordingRules,
  StopCallRecording: stopCallRecordingRules,
  VoiceFocus: voiceFocusRules,
};

/** Whether the service knows an action by this name. `AnswerCall` is none: any sound answers a call. */
export const isActionType = (name: unknown): name is SmaActionType =>
  typeof name === 'string' && Object.hasOwn(actionRules, name);
