import { matching, object, textOfLength, wholeNumber } from '../rules/holds';
import { keyList, keyListRules } from '../rules/keys';
import { anyLeg, type LegOptions, type LegParameters, legParameters } from '../rules/leg';
import type { Rule } from '../rules/rule';
import { bucketRules } from '../rules/s3-object';

/** Records one leg into a file of its own, until a key, a length or a silence ends it. A call update cuts it short. */
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
  /** The service must be allowed `s3:PutObject` and `s3:PutObjectAcl` there. */
  readonly recordingDestination: { readonly bucket: string; readonly prefix?: string };
  /** Keys that end the recording, as in `#`. */
  readonly recordingTerminators: string;
  /** The longest recording, in seconds. @default no end */
  readonly durationSeconds?: number;
  /** Ends after so much silence, in seconds from 1 to 1000. @default the pages say both 200 and never */
  readonly silenceDurationSeconds?: number;
  /** What counts as silence, from 1 (about 30 dB) to 1000 (about 75 dB). @default 200, about 60 dB */
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
    message: 'must come with SilenceDurationInSeconds',
    hint: 'the service ignores it otherwise',
    holds: (_threshold, { parent }) => parent['SilenceDurationInSeconds'] !== undefined,
    reading: 'allowed',
  },
  ...keyListRules('RecordingTerminators', true),
  {
    id: 'record-audio/destination',
    path: 'RecordingDestination',
    message: 'must be a place in S3: {Type, BucketName, Prefix?}',
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
    message: "must be of a-z A-Z 0-9 / ! - _ . * ' ( )",
    hint: "these are S3's safe characters",
    holds: matching(/^[\w/!\-.*'()]*$/),
  },
];
