import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { objectStoreContract } from '../testing/object-store.contract';
import { s3Objects, s3Patience } from './s3-objects';
import { secret, startS3 } from '../testing/s3-stand-in';
import { partSize } from './s3-upload';

const folder = mkdtempSync(join(tmpdir(), 's3-objects-'));
const running: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

const mebibyte = 2 ** 20;

/** A bucket, and the store of what is below a prefix of it. */
const bucketOf = async (options: Parameters<typeof startS3>[0] = {}) => {
  const s3 = await startS3(options);
  running.push(s3);
  return {
    ...s3,
    store: s3Objects({ client: s3.client, bucket: 'records', prefix: 'p/', partBytes: 5 * mebibyte }),
  };
};

objectStoreContract('s3Objects', async () => (await bucketOf({ pageSize: 6 })).store);

const keysOf = async (keys: AsyncIterable<{ readonly key: string }>): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const { key } of keys) all.push(key);
  return all;
};

/** So many times the same mishap, to one operation. */
const timesOf = <T>(times: number, operation: string, mishap: T) => {
  let left = times;
  return ({ what }: { readonly what: string }) => (what === operation && left-- > 0 ? mishap : undefined);
};

it('lists a page at a time, and no more than it is asked for', async () => {
  const { store, asked } = await bucketOf({ pageSize: 2 });
  for (const key of ['a', 'b', 'c', 'd', 'e']) await store.write(key, '');
  for await (const { key } of store.list('')) if (key === 'b') break;

  expect(asked.filter((one) => one.startsWith('LIST'))).toEqual(['LIST p/']);
  expect(await keysOf(store.list(''))).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('asks again when the bucket is asked too much', async () => {
  const { store, state, asked } = await bucketOf();
  await store.write('a', 'x');
  state.mishap = timesOf(2, 'GET', { status: 503, code: 'SlowDown' });

  expect(String(Buffer.from((await store.read('a')) ?? []))).toBe('x');
  expect(asked).toEqual(['PUT p/a', 'GET p/a', 'GET p/a', 'GET p/a']);
});

it('asks again when the bucket says nothing for too long', async () => {
  const requestHandler = { ...s3Patience.requestHandler, requestTimeout: 200 };
  const { store, state, asked } = await bucketOf({ config: { ...s3Patience, requestHandler } });
  await store.write('a', 'x');
  state.mishap = timesOf(1, 'GET', 'silence' as const);

  expect(String(Buffer.from((await store.read('a')) ?? []))).toBe('x');
  expect(asked).toEqual(['PUT p/a', 'GET p/a', 'GET p/a']);
});

it.each`
  times | outcome              | because
  ${2}  | ${'0123456789'}      | ${'the third answer is whole'}
  ${3}  | ${/aborted|hang up/} | ${'it is asked for three times at most'}
`('gets $outcome from a response that breaks off $times times: $because', async ({ times, outcome }) => {
  const { store, state } = await bucketOf();
  await store.write('a', '0123456789');
  state.mishap = timesOf(times, 'GET', 'broken-off' as const);
  const read = store.readRange('a', 0, 10).then((bytes) => String(Buffer.from(bytes)));

  if (outcome instanceof RegExp) await expect(read).rejects.toThrow(outcome);
  else expect(await read).toBe(outcome);
});

it('does not take another version for the one asked for, even from a server that does not look', async () => {
  const { store, state } = await bucketOf();
  state.ignoresVersions = true;
  await store.write('a', '0123456789');

  await expect(store.readRange('a', 0, 5, '"old"')).rejects.toThrow(
    /^Cannot read "p\/a": expected the version "old", not "781e5e245d69b566979b86e28d23f2c7"$/,
  );
});

it('refuses a bucket that does not list in order', async () => {
  const { store, state } = await bucketOf();
  for (const key of ['a', 'b']) await store.write(key, '');
  state.backwards = true;

  await expect(keysOf(store.list(''))).rejects.toThrow(
    'Cannot list "records": expected "a" before "b", in order of UTF-8 bytes',
  );
});

it('says what could not be removed', async () => {
  const { store, state } = await bucketOf();
  for (const key of ['a', 'b']) await store.write(key, '');
  state.keepsAll = true;

  await expect(store.removeAll('a')).rejects.toThrow(
    'Cannot remove 1 objects such as "p/a": AccessDenied, no',
  );
});

it('publishes no part of a failed upload, and aborts it', async () => {
  const { store, state, asked } = await bucketOf();
  const path = join(folder, 'large');
  writeFileSync(path, Buffer.alloc(12 * mebibyte));
  state.mishap = timesOf(1, 'PART', { status: 403, code: 'AccessDenied' });

  await expect(store.writeFile('a', path)).rejects.toThrow('AccessDenied');
  expect(await keysOf(store.list(''))).toEqual([]);
  expect(asked).toContain('ABORT p/a');
});

it('shows no credential in its errors', async () => {
  const { store, state } = await bucketOf();
  await store.write('a', 'x');
  state.mishap = () => ({ status: 403, code: 'AccessDenied' });
  const errors = await Promise.all(
    [store.read('a'), store.write('a', ''), keysOf(store.list('')), store.removeAll('a')].map((one) =>
      one.then(
        () => undefined,
        (error: unknown) => error,
      ),
    ),
  );

  for (const error of errors) {
    expect(error).toBeInstanceOf(Error);
    const text = inspect(error, { depth: 9 }) + JSON.stringify(error);
    expect(text).not.toContain(secret.accessKeyId);
    expect(text).not.toContain(secret.secretAccessKey);
    expect(text).not.toMatch(/Signature=/);
  }
});

it('refuses a prefix of its own that would join with the keys', async () => {
  const { client } = await bucketOf();

  expect(() => s3Objects({ client, bucket: 'records', prefix: 'p' })).toThrow(RangeError);
});

it.each`
  bytes                     | part                | because
  ${0}                      | ${16 * mebibyte}    | ${'it is the least'}
  ${10_000 * 16 * mebibyte} | ${16 * mebibyte}    | ${'10,000 parts hold it'}
  ${160_001 * mebibyte}     | ${17 * mebibyte}    | ${'10,000 parts of 16 MiB would not'}
  ${50_000_000 * mebibyte}  | ${5_000 * mebibyte} | ${'it needs almost the largest part'}
`('a file of $bytes bytes has parts of $part: $because', ({ bytes, part }) => {
  expect(partSize(bytes)).toBe(part);
  expect(Math.ceil(bytes / part)).toBeLessThanOrEqual(10_000);
});

it('refuses a file that not even 10,000 of the largest parts hold', () => {
  expect(() => partSize(10_000 * 5 * 2 ** 30 + 1)).toThrow(RangeError);
});
