import type { GetObjectCommandInput, ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { epochSeconds, inOrder } from '@dialplane/basics';
import { refuseEmpty } from './key';
import type { ObjectStore, StoredObject } from './object-store';
import { uploadToS3 } from './s3-upload';

/** Which objects of which bucket. */
export type S3Options = {
  /** It retries by the SDK's rules (`maxAttempts`, `retryMode`). */
  readonly client: S3Client;
  readonly bucket: string;
  /** The beginning of every key. It ends with a slash. @default none */
  readonly prefix?: string;
  /** What one part of a large upload measures at least, in bytes. @default 16 MiB */
  readonly partBytes?: number;
};

/**
 * Time limits and retries for an S3 client. Without them, the SDK waits without limit for a server that does not respond. For at most
 * 128 requests at a time; times are in milliseconds.
 */
export const s3Patience = {
  maxAttempts: 5,
  requestHandler: {
    maxSockets: 128,
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    throwOnRequestTimeout: true,
  },
} as const;

/**
 * Objects in a bucket of S3. Needs `s3:ListBucket` on it: without that, S3 answers that a missing object is forbidden (API
 * reference, GetObject).
 *
 * An upload that was interrupted leaves parts, which are invisible but cost money: let the bucket's lifecycle abort them.
 */
export const s3Objects = ({ client, bucket, prefix: root = '', partBytes }: S3Options): ObjectStore => {
  if (root !== '' && !root.endsWith('/'))
    throw new RangeError(`Cannot keep objects below "${root}": expected a prefix with a slash at its end`);
  const at = (key: string) => ({ Bucket: bucket, Key: root + key });

  const pages = async function* (prefix: string, delimiter?: string) {
    let from: string | undefined;
    do {
      const page: ListObjectsV2CommandOutput = await client.send(
        new (await import('./s3-commands')).ListObjectsV2Command({
          Bucket: bucket,
          Prefix: root + prefix,
          EncodingType: 'url', // XML cannot hold every character that a key can
          ...(delimiter !== undefined && { Delimiter: delimiter }),
          ...(from !== undefined && { ContinuationToken: from }),
        }),
      );
      const textOf = (text = ''): string =>
        (page.EncodingType === 'url' ? decoded(text) : text).slice(root.length);
      yield {
        names: (page.CommonPrefixes ?? []).map(({ Prefix }) => textOf(Prefix).slice(prefix.length, -1)),
        objects: (page.Contents ?? []).map(
          ({ Key, Size = 0, LastModified = new Date(0), ETag = '' }): StoredObject => ({
            key: textOf(Key),
            bytes: Size,
            modifiedAt: epochSeconds(LastModified),
            version: ETag,
          }),
        ),
      };
      from = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (from !== undefined);
  };

  const list = async function* (prefix: string): AsyncGenerator<StoredObject> {
    let last = '';
    for await (const { objects } of pages(prefix)) {
      for (const object of objects) {
        // A directory bucket has no order (user guide, Listing object keys): code that relies on one must stop.
        if (inOrder(last, object.key) >= 0 && last !== '')
          throw new Error(
            `Cannot list "${bucket}": expected "${object.key}" before "${last}", in order of UTF-8 bytes`,
          );
        last = object.key;
        yield object;
      }
    }
  };

  /** The SDK asks again until an answer begins; one that breaks off it does not see. */
  const get = async (input: GetObjectCommandInput, left = 2): Promise<Uint8Array> => {
    const { Body, ETag } = await client.send(new (await import('./s3-commands')).GetObjectCommand(input));
    if (input.IfMatch !== undefined && ETag !== input.IfMatch) throw changed(input, ETag);
    try {
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      if (left === 0) throw error;
      return get(input, left - 1);
    }
  };

  return {
    entries: async (prefix) => {
      const folders: string[] = [];
      const files: string[] = [];
      for await (const { names, objects } of pages(prefix, '/')) {
        folders.push(...names);
        files.push(...objects.map(({ key }) => key.slice(prefix.length)));
      }
      return { folders: folders.sort(inOrder), files: files.sort(inOrder) };
    },

    folders: async (prefix) => {
      const found: string[] = [];
      for await (const { names } of pages(prefix, '/')) found.push(...names);
      return found.sort(inOrder);
    },

    list,

    read: async (key) => {
      try {
        return await get(at(key));
      } catch (error) {
        if (nameOf(error) === 'NoSuchKey') return undefined;
        throw error;
      }
    },

    readRange: async (key, from, to, version) => {
      if (to <= from) return new Uint8Array();
      const input = {
        ...at(key),
        Range: `bytes=${from}-${to - 1}`,
        ...(version !== undefined && { IfMatch: version }),
      };
      const bytes = await get(input).catch((error: unknown) => {
        throw nameOf(error) === 'PreconditionFailed' ? changed(input) : error;
      });
      if (bytes.length === to - from) return bytes;
      throw new Error(
        `Cannot read "${input.Key}" up to byte ${to}: expected ${to - from} bytes, not ${bytes.length}`,
      );
    },

    write: async (key, body) => {
      await client.send(
        new (await import('./s3-commands')).PutObjectCommand({
          ...at(key),
          Body: typeof body === 'string' ? Buffer.from(body) : body,
        }),
      );
    },

    writeFile: (key, path) => uploadToS3(client, at(key), path, partBytes),

    removeAll: async (prefix) => {
      refuseEmpty(prefix);
      for await (const { objects } of pages(prefix)) {
        if (objects.length === 0) continue;
        const Objects = objects.map(({ key }) => ({ Key: root + key }));
        // A page has at most as many keys as one request may remove: 1,000 (API reference, DeleteObjects).
        const { Errors = [] } = await client.send(
          new (await import('./s3-commands')).DeleteObjectsCommand({
            Bucket: bucket,
            Delete: { Objects, Quiet: true },
          }),
        );
        const [first] = Errors;
        if (first)
          throw new Error(
            `Cannot remove ${Errors.length} objects such as "${first.Key}": ${first.Code}, ${first.Message}`,
          );
      }
    },
  };
};

const changed = ({ Key, IfMatch }: GetObjectCommandInput, now = 'another') =>
  new Error(`Cannot read "${Key}": expected the version ${IfMatch}, not ${now}`);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
