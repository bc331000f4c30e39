import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Stops the recording of a leg. It cannot be started again. */
export type StopCallRecording = {
  readonly Type: 'StopCallRecording';
  readonly Parameters: NamedLegParameters;
};

/** Stops the recording of a leg (page stop-call-recording). */
export const stopCallRecording = ({ callId }: NamedLegOptions): StopCallRecording => ({
  Type: 'StopCallRecording',
  Parameters: { CallId: callId },
});

export const stopCallRecordingRules: readonly Rule[] = namedLeg;
