import { matching, object, oneOf } from '../rules/holds';
import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Records one leg in the background until the leg ends or the recording is stopped. Possible once per leg. */
export type StartCallRecording = {
  readonly Type: 'StartCallRecording';
  readonly Parameters: NamedLegParameters & {
    readonly Track: 'BOTH' | 'INCOMING' | 'OUTGOING';
    readonly Destination: { readonly Type: 'S3'; readonly Location: string };
  };
};

export type StartCallRecordingOptions = NamedLegOptions & {
  /** BOTH records stereo: incoming audio on the left, outgoing on the right. */
  readonly track: 'BOTH' | 'INCOMING' | 'OUTGOING';
  /** A bucket, optionally followed by a slash and a prefix. @default prefix Amazon-Chime-SMA-Call-Recordings */
  readonly location: string;
};

/** Records one leg in the background (page start-call-recording). */
export const startCallRecording = (options: StartCallRecordingOptions): StartCallRecording => ({
  Type: 'StartCallRecording',
  Parameters: {
    CallId: options.callId,
    Track: options.track,
    Destination: { Type: 'S3', Location: options.location },
  },
});

export const startCallRecordingRules: readonly Rule[] = [
  ...namedLeg,
  {
    id: 'start-call-recording/track',
    path: 'Track',
    message: 'must be BOTH, INCOMING or OUTGOING',
    required: true,
    holds: oneOf('BOTH', 'INCOMING', 'OUTGOING'),
  },
  {
    id: 'start-call-recording/destination',
    path: 'Destination',
    message: 'must be an S3 destination: {Type, Location}',
    required: true,
    holds: object,
  },
  {
    id: 'start-call-recording/destination-type',
    path: 'Destination.Type',
    message: 'must be S3',
    required: true,
    holds: oneOf('S3'),
  },
  {
    id: 'start-call-recording/location',
    path: 'Destination.Location',
    message: 'must be a bucket, optionally followed by a slash and a prefix',
    hint: 'do not put s3:// before it',
    required: true,
    holds: matching(/^[\w.-]{3,255}(\/[^\s]*)?$/),
  },
];
