import { both, bytesIn, matching, object, oneOf, textOfLength } from './holds';
import { type JsonFields, joined, type Rule } from './rule';

/** An S3 object in the service's format. */
export type S3Object = { readonly Type: 'S3'; readonly BucketName: string; readonly Key: string };

/** A sound file in S3: WAV, PCM, at most 50 MB, ideally 8 kHz mono, in a bucket that the service may read. */
export type SoundFile = { readonly bucket: string; readonly key: string };

/** The sound file in the service's format. */
export const s3Object = ({ bucket, key }: SoundFile): S3Object => ({
  Type: 'S3',
  BucketName: bucket,
  Key: key,
});

/** The rules for a sound file at `path`. */
export const soundFileRules = (
  path: string,
  required: boolean | ((parent: JsonFields) => boolean),
): Rule[] => [
  {
    id: 's3/object',
    path,
    message: 'must be an S3 object: {Type, BucketName, Key}',
    required,
    holds: object,
  },
  ...bucketRules(path),
  {
    id: 's3/key',
    path: joined(path, 'Key'),
    message: 'must be a key of 1 to 1024 bytes',
    required: true,
    holds: both(textOfLength(), (key) => bytesIn(String(key)) <= 1024),
  },
];

/** The rules of every S3 location. */
export const bucketRules = (path: string): Rule[] => [
  { id: 's3/type', path: joined(path, 'Type'), message: 'must be S3', required: true, holds: oneOf('S3') },
  {
    id: 's3/bucket',
    path: joined(path, 'BucketName'),
    message: 'must be a bucket name: 3 to 63 characters of a-z 0-9 . -',
    required: true,
    holds: matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    reading: { message: 'must be a bucket name', holds: textOfLength() },
  },
];
