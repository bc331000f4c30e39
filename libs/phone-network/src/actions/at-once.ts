import type { Parameters, RunningAction, Stage } from '../stage';

/** Actions whose effect nobody hears in a virtual network: they succeed, a moment later. */
export const atOnce = (stage: Stage): RunningAction => ({
  stop: stage.time.after(1, () => stage.done({ ok: true })),
});

/** StartCallRecording (page start-call-recording): tells where the recording will lie. None is made. */
export const startCallRecording = (stage: Stage, parameters: Parameters): RunningAction => ({
  stop: stage.time.after(1, () =>
    stage.done({ ok: true, data: { CallRecordingDestination: parameters['Destination'] } }),
  ),
});
