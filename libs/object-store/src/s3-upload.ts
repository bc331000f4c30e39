import type { S3Client } from '@aws-sdk/client-s3';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * The limits of uploads in parts: at most 10,000 of them, each of 5 MiB to 5 GiB; only the last may be smaller. One put
 * takes at most 5 GB. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
const limits = { parts: 10_000, bytes: 5 * 2 ** 30 };

const mebibyte = 2 ** 20;
const inMemory = 64 * mebibyte;

/** What each part of a file measures: the least that is asked for, or what 10,000 parts need. Whole mebibytes. */
export const partSize = (fileBytes: number, least = 16 * mebibyte): number => {
  const needed = Math.ceil(fileBytes / limits.parts / mebibyte) * mebibyte;
  if (needed > limits.bytes)
    throw new RangeError(`Cannot upload ${fileBytes} bytes: expected at most ${limits.parts * limits.bytes}`);
  return Math.max(least, needed);
};

type Target = { readonly Bucket: string; readonly Key: string };

/** Uploads a file: in one put if that is one part, else in parts, which are seen when all are there. */
export const uploadToS3 = async (
  client: S3Client,
  target: Target,
  path: string,
  leastPart?: number,
): Promise<void> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const part = partSize(size, leastPart);
    if (size > part) return await uploadInParts(client, target, file, size, part);
    await client.send(
      new (await import('./s3-commands')).PutObjectCommand({
        ...target,
        Body: await readPart(file, path, 0, size),
      }),
    );
  } finally {
    await file.close();
  }
};

const uploadInParts = async (
  client: S3Client,
  target: Target,
  file: FileHandle,
  size: number,
  part: number,
): Promise<void> => {
  const { UploadId } = await client.send(
    new (await import('./s3-commands')).CreateMultipartUploadCommand(target),
  );
  if (UploadId === undefined) throw new Error(`Cannot upload "${target.Key}": expected an id of the upload`);
  const upload = { ...target, UploadId };
  const send = async (index: number) => {
    const Body = await readPart(file, target.Key, index * part, Math.min(part, size - index * part));
    const { ETag } = await client.send(
      new (await import('./s3-commands')).UploadPartCommand({ ...upload, PartNumber: index + 1, Body }),
    );
    return { PartNumber: index + 1, ...(ETag !== undefined && { ETag }) };
  };
  try {
    const Parts: Awaited<ReturnType<typeof send>>[] = [];
    const atOnce = Math.max(1, Math.floor(inMemory / part));
    const count = Math.ceil(size / part);
    for (let i = 0; i < count; i += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, count - i) }, (_, j) => send(i + j));
      Parts.push(...(await Promise.all(some)));
    }
    await client.send(
      new (await import('./s3-commands')).CompleteMultipartUploadCommand({
        ...upload,
        MultipartUpload: { Parts },
      }),
    );
  } catch (error) {
    // What went wrong says more than that the parts could not be removed; the bucket's lifecycle removes them too.
    await client
      .send(new (await import('./s3-commands')).AbortMultipartUploadCommand(upload))
      .catch(() => undefined);
    throw error;
  }
};

const readPart = async (file: FileHandle, name: string, from: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  if (bytesRead === length) return bytes;
  throw new Error(`Cannot upload "${name}": expected ${length} bytes from ${from} on, not ${bytesRead}`);
};
