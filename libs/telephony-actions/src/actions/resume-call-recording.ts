import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Resumes a paused call recording. */
export type ResumeCallRecording = {
  readonly Type: 'ResumeCallRecording';
  readonly Parameters: NamedLegParameters;
};

/** Resumes a paused call recording (page resume-call-recording). */
export const resumeCallRecording = ({ callId }: NamedLegOptions): ResumeCallRecording => ({
  Type: 'ResumeCallRecording',
  Parameters: { CallId: callId },
});

export const resumeCallRecordingRules: readonly Rule[] = namedLeg;
