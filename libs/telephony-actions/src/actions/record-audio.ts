import { matching, object, textOfLength, wholeNumber } from '../rules/holds';
import { keyList, keyListRules } from '../rules/keys';
import { anyLeg, type LegOptions, type LegParameters, legParameters } from '../rules/leg';
import type { Rule } from '../rules/rule';
import { bucketRules } from '../rules/s3-object';

/** Records one leg to a file until a key, the maximum length or silence ends it. A call update interrupts it. */
export type RecordAudio = {
  readonly Type: 'RecordAudio';
  readonly Parameters: LegParameters & {
    readonly DurationInSeconds?: number;
    readonly SilenceDurationInSeconds?: number;
    readonly SilenceThreshold?: number;
    readonly RecordingTerminators: readonly string[];
    readonly RecordingDestination: {
      readonly Type: 'S3';
      readonly BucketName: string;
      readonly Prefix?: string;
    };
  };
};

export type RecordAudioOptions = LegOptions & {
  /** The service needs `s3:PutObject` and `s3:PutObjectAcl` on it. */
  readonly recordingDestination: { readonly bucket: string; readonly prefix?: string };
  /** Keys that end the recording, such as `#`. */
  readonly recordingTerminators: string;
  /** The maximum length, in seconds. @default no limit */
  readonly durationSeconds?: number;
  /** Ends after this much silence, in seconds from 1 to 1000. @default the pages say both 200 and never */
  readonly silenceDurationSeconds?: number;
  /** The level that counts as silence, from 1 (about 30 dB) to 1000 (about 75 dB). @default 200, about 60 dB */
  readonly silenceThreshold?: number;
};

/** Records one leg (page record-audio). */
export const recordAudio = (options: RecordAudioOptions): RecordAudio => ({
  Type: 'RecordAudio',
  Parameters: {
    ...legParameters(options),
    RecordingTerminators: keyList(options.recordingTerminators),
    RecordingDestination: {
      Type: 'S3',
      BucketName: options.recordingDestination.bucket,
      ...(options.recordingDestination.prefix !== undefined && {
        Prefix: options.recordingDestination.prefix,
      }),
    },
    ...(options.durationSeconds !== undefined && { DurationInSeconds: options.durationSeconds }),
    ...(options.silenceDurationSeconds !== undefined && {
      SilenceDurationInSeconds: options.silenceDurationSeconds,
    }),
    ...(options.silenceThreshold !== undefined && { SilenceThreshold: options.silenceThreshold }),
  },
});

export const recordAudioRules: readonly Rule[] = [
  ...anyLeg,
  {
    id: 'record-audio/duration',
    path: 'DurationInSeconds',
    message: 'must be a whole number of at least 1',
    holds: wholeNumber(1),
  },
  {
    id: 'record-audio/silence-duration',
    path: 'SilenceDurationInSeconds',
    message: 'must be a whole number from 1 to 1000',
    holds: wholeNumber(1, 1000),
  },
  {
    id: 'record-audio/silence-threshold',
    path: 'SilenceThreshold',
    message: 'must be a whole number from 1 to 1000',
    holds: wholeNumber(1, 1000),
  },
  {
    id: 'record-audio/silence-threshold-alone',
    path: 'SilenceThreshold',
    message: 'requires SilenceDurationInSeconds',
    hint: 'otherwise the service ignores it',
    holds: (_threshold, { parent }) => parent['SilenceDurationInSeconds'] !== undefined,
    reading: 'allowed',
  },
  ...keyListRules('RecordingTerminators', true),
  {
    id: 'record-audio/destination',
    path: 'RecordingDestination',
    message: 'must be an S3 destination: {Type, BucketName, Prefix?}',
    required: true,
    holds: object,
  },
  ...bucketRules('RecordingDestination'),
  {
    id: 'record-audio/prefix',
    path: 'RecordingDestination.Prefix',
    message: 'must be at most 979 characters',
    holds: textOfLength(0, 979),
  },
  {
    id: 'record-audio/prefix-characters',
    path: 'RecordingDestination.Prefix',
    message: "must contain only a-z A-Z 0-9 / ! - _ . * ' ( )",
    hint: "these are S3's safe characters",
    holds: matching(/^[\w/!\-.*'()]*$/),
  },
];
