import { wholeNumber } from '../rules/holds';
import { keyList, keyListRules } from '../rules/keys';
import { anyLeg, type LegOptions, type LegParameters, legParameters } from '../rules/leg';
import type { Rule } from '../rules/rule';
import { s3Object, type S3Object, type SoundFile, soundFileRules } from '../rules/s3-object';

/** Plays a sound file. A call update interrupts it. */
export type PlayAudio = {
  readonly Type: 'PlayAudio';
  readonly Parameters: LegParameters & {
    readonly AudioSource: S3Object;
    readonly PlaybackTerminators?: readonly string[];
    readonly Repeat?: number;
  };
};

export type PlayAudioOptions = LegOptions & {
  readonly audioSource: SoundFile;
  /** Keys that stop the action, as in `*#`. @default none */
  readonly playbackTerminators?: string;
  /** How many times it is played. @default 1 */
  readonly repeat?: number;
};

/** Plays a sound file (page play-audio). */
export const playAudio = (options: PlayAudioOptions): PlayAudio => ({
  Type: 'PlayAudio',
  Parameters: {
    ...legParameters(options),
    AudioSource: s3Object(options.audioSource),
    ...(options.playbackTerminators !== undefined && {
      PlaybackTerminators: keyList(options.playbackTerminators),
    }),
    ...(options.repeat !== undefined && { Repeat: options.repeat }),
  },
});

export const playAudioRules: readonly Rule[] = [
  ...anyLeg,
  ...soundFileRules('AudioSource', true),
  ...keyListRules('PlaybackTerminators'),
  {
    id: 'play-audio/repeat',
    path: 'Repeat',
    message: 'must be a whole number of at least 1',
    holds: wholeNumber(1),
  },
];
