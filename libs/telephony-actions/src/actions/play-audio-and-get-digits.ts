import {
  type GatheringOptions,
  type GatheringParameters,
  gatheringParameters,
  gatheringRules,
} from '../rules/gathering';
import { anyLeg, type LegOptions, type LegParameters, legParameters } from '../rules/leg';
import type { Rule } from '../rules/rule';
import { s3Object, type S3Object, type SoundFile, soundFileRules } from '../rules/s3-object';

/** Plays a question and collects digits. Fails if no attempt returned valid digits. */
export type PlayAudioAndGetDigits = {
  readonly Type: 'PlayAudioAndGetDigits';
  readonly Parameters: LegParameters &
    GatheringParameters & { readonly AudioSource: S3Object; readonly FailureAudioSource: S3Object };
};

export type PlayAudioAndGetDigitsOptions = LegOptions &
  GatheringOptions & {
    readonly audioSource: SoundFile;
    /** Played when an attempt returned no valid digits. */
    readonly failureAudioSource: SoundFile;
  };

/** Plays a question and collects digits (page play-audio-get-digits). */
export const playAudioAndGetDigits = (options: PlayAudioAndGetDigitsOptions): PlayAudioAndGetDigits => ({
  Type: 'PlayAudioAndGetDigits',
  Parameters: {
    ...legParameters(options),
    AudioSource: s3Object(options.audioSource),
    FailureAudioSource: s3Object(options.failureAudioSource),
    ...gatheringParameters(options),
  },
});

export const playAudioAndGetDigitsRules: readonly Rule[] = [
  ...anyLeg,
  ...soundFileRules('AudioSource', true),
  ...soundFileRules('FailureAudioSource', true),
  ...gatheringRules,
];
