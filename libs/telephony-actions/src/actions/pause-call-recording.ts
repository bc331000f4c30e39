import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Pauses a call recording: until it is resumed, silence and an audible tone are recorded. The silence is billed. */
export type PauseCallRecording = {
  readonly Type: 'PauseCallRecording';
  readonly Parameters: NamedLegParameters;
};

/** Pauses a call recording (page pause-call-recording). */
export const pauseCallRecording = ({ callId }: NamedLegOptions): PauseCallRecording => ({
  Type: 'PauseCallRecording',
  Parameters: { CallId: callId },
});

export const pauseCallRecordingRules: readonly Rule[] = namedLeg;
