import type { SmaActionType } from '@dialplane/telephony-actions';
import type { ReceivedAction } from './read-response';
import type { Parameters, RunningAction, ActionContext } from './action-context';
import { simulateBridge } from './actions/bridge';
import { simulateAskForDigits, simulateReceiveDigits, simulateSendDigits } from './actions/digits';
import { missingSound, simulatePause, simulatePlayAudio, simulateSpeak } from './actions/media';
import { simulateRecordAudio } from './actions/record-audio';
import { simulateStartBotConversation } from './actions/start-bot-conversation';
import { simulateJoinChimeMeeting, succeedAtOnce } from './actions/at-once';
import {
  simulateStartCallRecording,
  simulateStopCallRecording,
  simulateWhileRecording,
} from './actions/call-recording';

type Run = (context: ActionContext, parameters: Parameters) => RunningAction;

/** Every action except Hangup, which the call itself handles. */
const runs: Readonly<Record<Exclude<SmaActionType, 'Hangup'>, Run>> = {
  CallAndBridge: simulateBridge,
  PlayAudio: simulatePlayAudio,
  Speak: simulateSpeak,
  Pause: simulatePause,
  PlayAudioAndGetDigits: simulateAskForDigits,
  SpeakAndGetDigits: simulateAskForDigits,
  ReceiveDigits: simulateReceiveDigits,
  RecordAudio: simulateRecordAudio,
  StartBotConversation: simulateStartBotConversation,
  StartCallRecording: simulateStartCallRecording,
  StopCallRecording: simulateStopCallRecording,
  PauseCallRecording: simulateWhileRecording,
  ResumeCallRecording: simulateWhileRecording,
  JoinChimeMeeting: simulateJoinChimeMeeting,
  ModifyChimeMeetingAttendees: succeedAtOnce,
  SendDigits: simulateSendDigits,
  VoiceFocus: succeedAtOnce,
};

/**
 * Actions whose success is reported even if more actions follow: the pages of the first three say that they always invoke the
 * Lambda, and the results of the others (digits, the place of a recording, an answer) would otherwise be lost.
 */
export const alwaysReported: ReadonlySet<string> = new Set([
  'PlayAudioAndGetDigits',
  'JoinChimeMeeting',
  'ModifyChimeMeetingAttendees',
  'SpeakAndGetDigits',
  'RecordAudio',
  'CallAndBridge',
  'StartBotConversation',
]);

/** Developer guide, page update-sip-call: a call update interrupts only these. */
export const interruptible: ReadonlySet<string> = new Set(['PlayAudio', 'RecordAudio', 'Pause']);

/** Starts an action. Its result comes later, by `context.done`. */
export const runAction = (
  context: ActionContext,
  { Type, Parameters = {} }: ReceivedAction,
): RunningAction => {
  const run = (runs as Readonly<Record<string, Run>>)[Type];
  if (!run)
    throw new Error(
      `Cannot run the action "${Type}": expected Hangup or one of ${Object.keys(runs).join(', ')}`,
    );
  const missing = missingSound(context, Parameters);
  if (missing) return { stop: context.time.after(1, () => context.done(missing)) };
  return run(context, Parameters);
};
