import {
  type GatheringOptions,
  type GatheringParameters,
  gatheringParameters,
  gatheringRules,
} from '../rules/gathering';
import { object } from '../rules/holds';
import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';
import { type SpeechOptions, type SpeechParameters, speechParameters, speechRules } from '../rules/speech';

/** Speaks a question and collects digits. Fails if no attempt returned valid digits. */
export type SpeakAndGetDigits = {
  readonly Type: 'SpeakAndGetDigits';
  readonly Parameters: NamedLegParameters &
    GatheringParameters & {
      readonly SpeechParameters: SpeechParameters;
      readonly FailureSpeechParameters: SpeechParameters;
    };
};

export type SpeakAndGetDigitsOptions = NamedLegOptions &
  GatheringOptions & {
    readonly speech: SpeechOptions;
    /** Spoken when an attempt returned no valid digits. Options that are left out are as in `speech`. */
    readonly failureSpeech: SpeechOptions;
  };

/** Speaks a question and collects digits (page speak-and-get-digits). */
export const speakAndGetDigits = (options: SpeakAndGetDigitsOptions): SpeakAndGetDigits => ({
  Type: 'SpeakAndGetDigits',
  Parameters: {
    CallId: options.callId,
    SpeechParameters: speechParameters(options.speech),
    FailureSpeechParameters: speechParameters(options.failureSpeech),
    ...gatheringParameters(options),
  },
});

const speechObject = (path: string): Rule => ({
  id: 'speak-and-get-digits/speech',
  path,
  message: 'must be speech: {Text, …}',
  required: true,
  holds: object,
});

export const speakAndGetDigitsRules: readonly Rule[] = [
  ...namedLeg,
  speechObject('SpeechParameters'),
  ...speechRules('SpeechParameters'),
  speechObject('FailureSpeechParameters'),
  ...speechRules('FailureSpeechParameters'),
  ...gatheringRules,
];
