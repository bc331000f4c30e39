import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';
import { type SpeechOptions, type SpeechParameters, speechParameters, speechRules } from '../rules/speech';

/** Speaks a text. */
export type Speak = {
  readonly Type: 'Speak';
  readonly Parameters: NamedLegParameters & SpeechParameters;
};

export type SpeakOptions = NamedLegOptions & SpeechOptions;

/** Speaks a text (page speak). */
export const speak = (options: SpeakOptions): Speak => ({
  Type: 'Speak',
  Parameters: { CallId: options.callId, ...speechParameters(options) },
});

export const speakRules: readonly Rule[] = [...namedLeg, ...speechRules()];
