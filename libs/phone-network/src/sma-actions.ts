import type { SmaActionType } from '@dialplane/telephony-actions';
import type { ReceivedAction } from './read-response';
import type { Parameters, RunningAction, ActionContext } from './action-context';
import { simulateBridge } from './actions/bridge';
import { simulateAskForDigits, simulateReceiveDigits, simulateSendDigits } from './actions/digits';
import { simulatePause, simulatePlayAudio, simulateSpeak } from './actions/media';
import { simulateRecordAudio } from './actions/record-audio';
import { simulateStartBotConversation } from './actions/start-bot-conversation';
import { succeedAtOnce, simulateStartCallRecording } from './actions/at-once';

type Run = (context: ActionContext, parameters: Parameters) => RunningAction;

/** Every action but Hangup, which is the call's own business. */
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
  StopCallRecording: succeedAtOnce,
  PauseCallRecording: succeedAtOnce,
  ResumeCallRecording: succeedAtOnce,
  JoinChimeMeeting: succeedAtOnce,
  ModifyChimeMeetingAttendees: succeedAtOnce,
  SendDigits: simulateSendDigits,
  VoiceFocus: succeedAtOnce,
};

/** Developer guide, page update-sip-call: only these are cut short by a call update. */
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
  return run(context, Parameters);
};
