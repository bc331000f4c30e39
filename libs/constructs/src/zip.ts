import { crc32, deflateRawSync } from 'node:zlib';

/** A file to be packed: its path inside the archive, with forward slashes, and what it holds. */
export type ZipEntry = { readonly path: string; readonly content: Buffer };

/**
 * A zip archive of `entries`, made in this process. The same entries give the same bytes, whenever it is made:
 * cdktf's own archives keep each file's time, and each costs a new process.
 *
 * Format: PKWARE APPNOTE.TXT 6.3, sections 4.3.7 (local file header), 4.3.12 (central directory) and 4.3.16 (end).
 */
export const zip = (entries: readonly ZipEntry[]): Buffer => {
  const packed = entries.map(pack);
  const offsets = packed.map((_, i) => sum(packed.slice(0, i).map(({ local }) => local.length)));
  const directory = Buffer.concat(packed.map(({ central }, i) => central(offsets[i] ?? 0)));
  const files = Buffer.concat(packed.map(({ local }) => local));

  return Buffer.concat([
    files,
    directory,
    fields([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length]),
    fields([4, directory.length], [4, files.length], [2, 0]),
  ]);
};

const pack = ({ path, content }: ZipEntry) => {
  const name = Buffer.from(path);
  const body = deflateRawSync(content, { level: 9 });
  const shared = fields(
    [2, 20], // the version of zip needed to read it
    [2, 0x0800], // names are UTF-8
    [2, 8], // deflated
    [2, 0], // midnight
    [2, 0x0021], // of 1 January 1980, the first moment that zip can say
    [4, crc32(content)],
    [4, body.length],
    [4, content.length],
    [2, name.length],
    [2, 0],
  );
  return {
    local: Buffer.concat([fields([4, 0x04034b50]), shared, name, body]),
    central: (offset: number) =>
      Buffer.concat([
        fields([4, 0x02014b50], [2, madeOnUnix]),
        shared,
        fields([2, 0], [2, 0], [2, 0], [4, readableByAll], [4, offset]),
        name,
      ]),
  };
};

const madeOnUnix = (3 << 8) | 20;

// Lambda runs as a user of its own, who must be able to read the code.
const readableByAll = 0o100644 * 0x1_0000;

const fields = (...list: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer =>
  Buffer.concat(
    list.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
