import { fail, ok, type Result } from '@dialplane/basics';
import { Decompress } from 'fzstd';
import * as zlib from 'node:zlib';
import { reject, type Rejection } from './rejection';

/** The most bytes of an object when it is decompressed. */
export const mostDecodedBytes = 64 << 20;

type Encoding = {
  readonly begins: readonly number[];
  /** Left out for what is not decoded. */
  readonly decode?: (bytes: Uint8Array) => Uint8Array;
  readonly name: string;
};

const textIn = (encoding: 'utf-16le' | 'utf-16be') => (bytes: Uint8Array) =>
  new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));

class TooLarge extends Error {}

/** Node has zstd from 22.15 on. Before that, a package decompresses it, which does not compare checksums. */
const unzstd = (bytes: Uint8Array): Uint8Array => {
  if ('zstdDecompressSync' in zlib) {
    const decompress = zlib.zstdDecompressSync as typeof zlib.gunzipSync;
    return decompress(bytes, { maxOutputLength: mostDecodedBytes });
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((piece) => {
    length += piece.length;
    if (length > mostDecodedBytes) throw new TooLarge();
    pieces.push(piece);
  });
  stream.push(bytes, true);
  return Buffer.concat(pieces);
};

/** What an object may be instead of plain UTF-8, by its first bytes. */
const encodings: readonly Encoding[] = [
  {
    name: 'gzip',
    begins: [0x1f, 0x8b],
    decode: (bytes) => zlib.gunzipSync(bytes, { maxOutputLength: mostDecodedBytes }),
  },
  { name: 'UTF-8 with a byte order mark', begins: [0xef, 0xbb, 0xbf], decode: (bytes) => bytes.subarray(3) },
  { name: 'UTF-16', begins: [0xff, 0xfe], decode: textIn('utf-16le') },
  { name: 'UTF-16', begins: [0xfe, 0xff], decode: textIn('utf-16be') },
  { name: 'UTF-16', begins: [0x7b, 0x00], decode: textIn('utf-16le') },
  { name: 'UTF-16', begins: [0x00, 0x7b], decode: textIn('utf-16be') },
  { name: 'zstd', begins: [0x28, 0xb5, 0x2f, 0xfd], decode: unzstd },
  { name: 'bzip2', begins: [0x42, 0x5a, 0x68] },
  { name: 'xz', begins: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'zip', begins: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'Parquet', begins: [0x50, 0x41, 0x52, 0x31] },
];

const encodingOf = (bytes: Uint8Array): Encoding | undefined =>
  encodings.find(({ begins }) => begins.every((byte, i) => bytes[i] === byte));

/** Whether an object, by its first bytes, is something else than plain UTF-8. */
export const isEncoded = (bytes: Uint8Array): boolean => encodingOf(bytes) !== undefined;

/**
 * The bytes of an object as plain UTF-8: decompressed if it is gzip or zstd, converted if it is UTF-16, without a byte order mark. An object
 * in another format, or one that cannot be decompressed, is rejected as `unknown-encoding`, with the name of the format.
 */
export const decodeObject = (bytes: Uint8Array): Result<Uint8Array, Rejection> => {
  const encoding = encodingOf(bytes);
  if (!encoding) return ok(bytes);
  if (!encoding.decode)
    return fail(reject('unknown-encoding', `must be plain text, gzip or zstd, not ${encoding.name}`));
  try {
    return ok(encoding.decode(bytes));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isTooLarge = error instanceof TooLarge || code === 'ERR_BUFFER_TOO_LARGE';
    const message = isTooLarge
      ? `must have at most ${mostDecodedBytes} bytes when it is decompressed`
      : `must be complete ${encoding.name}`;
    return fail(reject('unknown-encoding', message));
  }
};
