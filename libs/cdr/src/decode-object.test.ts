import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { compressedZstd, storedZstd } from '../testing/zstd';
import { decodeObject, mostDecodedBytes } from './decode-object';

const textOf = (bytes: Uint8Array): string => {
  const decoded = decodeObject(bytes);
  return decoded.ok ? Buffer.from(decoded.value).toString() : JSON.stringify(decoded.error);
};

it('decompresses zstd, in one frame or in several', () => {
  expect(textOf(compressedZstd.bytes)).toBe(compressedZstd.text);
  expect(textOf(Buffer.concat([compressedZstd.bytes, storedZstd(Buffer.from('{}'))]))).toBe(
    `${compressedZstd.text}{}`,
  );
});

it('reads any text again that was compressed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const content = Buffer.from(`{${text}`);
      for (const compressed of [gzipSync(content), storedZstd(content)])
        expect(decodeObject(compressed)).toEqual({ ok: true, value: content });
    }),
  );
});

it('rejects zstd that breaks off, wherever it does', () => {
  const { bytes } = compressedZstd;
  for (let length = 4; length < bytes.length; length += 1)
    expect(textOf(bytes.subarray(0, length))).toContain('must be complete zstd');
});

it('rejects content that is too large when it is decompressed', () => {
  const large = Buffer.alloc(mostDecodedBytes + 1);

  for (const compressed of [gzipSync(large), storedZstd(large)])
    expect(textOf(compressed)).toContain(`must have at most ${mostDecodedBytes} bytes`);
}, 20_000);
