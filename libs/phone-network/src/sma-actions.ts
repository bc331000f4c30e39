import type { SmaActionType } from '@dialplane/telephony-actions';
import type { ReceivedAction } from './sma-answer';
import type { Parameters, RunningAction, Stage } from './stage';
import { bridge } from './actions/bridge';
import { askForDigits, receiveDigits, sendDigits } from './actions/digits';
import { pause, playAudio, speak } from './actions/media';
import { recordAudio } from './actions/record-audio';
import { startBotConversation } from './actions/start-bot-conversation';
import { atOnce, startCallRecording } from './actions/at-once';

type Run = (stage: Stage, parameters: Parameters) => RunningAction;

/** Every action but Hangup, which is the call's own business. */
const runs: Readonly<Record<Exclude<SmaActionType, 'Hangup'>, Run>> = {
  CallAndBridge: bridge,
  PlayAudio: playAudio,
  Speak: speak,
  Pause: pause,
  PlayAudioAndGetDigits: askForDigits,
  SpeakAndGetDigits: askForDigits,
  ReceiveDigits: receiveDigits,
  RecordAudio: recordAudio,
  StartBotConversation: startBotConversation,
  StartCallRecording: startCallRecording,
  StopCallRecording: atOnce,
  PauseCallRecording: atOnce,
  ResumeCallRecording: atOnce,
  JoinChimeMeeting: atOnce,
  ModifyChimeMeetingAttendees: atOnce,
  SendDigits: sendDigits,
  VoiceFocus: atOnce,
};

/** Developer guide, page update-sip-call: only these are cut short by a call update. */
export const interruptible: ReadonlySet<string> = new Set(['PlayAudio', 'RecordAudio', 'Pause']);

/** Starts an action. Its result comes later, by `stage.done`. */
export const runAction = (stage: Stage, { Type, Parameters = {} }: ReceivedAction): RunningAction => {
  const run = (runs as Readonly<Record<string, Run>>)[Type];
  if (!run)
    throw new Error(
      `Cannot run the action "${Type}": expected Hangup or one of ${Object.keys(runs).join(', ')}`,
    );
  return run(stage, Parameters);
};
