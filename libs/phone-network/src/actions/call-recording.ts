import { actionFailed, type ActionContext, type Parameters, type RunningAction } from '../action-context';

// The pages of the four actions: a recording starts and stops once per leg, and is paused and resumed while it runs. The texts
// of the errors are ours.

/** StartCallRecording (page start-call-recording): reports where the recording would be saved. None is made. */
export const simulateStartCallRecording = (
  context: ActionContext,
  parameters: Parameters,
): RunningAction => ({
  stop: context.time.after(1, () => {
    if (context.leg.recording !== undefined)
      return context.done(actionFailed('InvalidActionParameter', 'Call recording has already been started'));
    context.leg.recording = 'running';
    context.done({ ok: true, data: { CallRecordingDestination: parameters['Destination'] } });
  }),
});

/** StopCallRecording (page stop-call-recording). */
export const simulateStopCallRecording = (context: ActionContext): RunningAction => ({
  stop: context.time.after(1, () => {
    if (context.leg.recording !== 'running') return context.done(notRunning());
    context.leg.recording = 'stopped';
    context.done({ ok: true });
  }),
});

/** PauseCallRecording and ResumeCallRecording (pages pause-call-recording, resume-call-recording). */
export const simulateWhileRecording = (context: ActionContext): RunningAction => ({
  stop: context.time.after(1, () =>
    context.done(context.leg.recording === 'running' ? { ok: true } : notRunning()),
  ),
});

const notRunning = () => actionFailed('InvalidActionParameter', 'Call recording is not running');
