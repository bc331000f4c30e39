import type { Parameters, RunningAction, ActionContext } from '../action-context';

/** Actions whose effect nobody hears in a virtual network: they succeed, a moment later. */
export const succeedAtOnce = (context: ActionContext): RunningAction => ({
  stop: context.time.after(1, () => context.done({ ok: true })),
});

/** StartCallRecording (page start-call-recording): tells where the recording will lie. None is made. */
export const simulateStartCallRecording = (
  context: ActionContext,
  parameters: Parameters,
): RunningAction => ({
  stop: context.time.after(1, () =>
    context.done({ ok: true, data: { CallRecordingDestination: parameters['Destination'] } }),
  ),
});
