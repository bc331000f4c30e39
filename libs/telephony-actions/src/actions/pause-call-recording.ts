import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Records silence, and an audible tone, until it is resumed. The silence is billed. */
export type PauseCallRecording = {
  readonly Type: 'PauseCallRecording';
  readonly Parameters: NamedLegParameters;
};

/** Records silence until it is resumed (page pause-call-recording). */
export const pauseCallRecording = ({ callId }: NamedLegOptions): PauseCallRecording => ({
  Type: 'PauseCallRecording',
  Parameters: { CallId: callId },
});

export const pauseCallRecordingRules: readonly Rule[] = namedLeg;
