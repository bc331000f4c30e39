import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Ends the recording of a leg for good: it cannot be started again. */
export type StopCallRecording = {
  readonly Type: 'StopCallRecording';
  readonly Parameters: NamedLegParameters;
};

/** Ends the recording of a leg for good (page stop-call-recording). */
export const stopCallRecording = ({ callId }: NamedLegOptions): StopCallRecording => ({
  Type: 'StopCallRecording',
  Parameters: { CallId: callId },
});

export const stopCallRecordingRules: readonly Rule[] = namedLeg;
