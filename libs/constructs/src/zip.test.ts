import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { folderWith } from '@dialplane/basics/testing';
import { zip, type ZipEntry } from './zip';

/** Reads an archive by its central directory, as an unpacker does. */
const unzip = (archive: Buffer): readonly ZipEntry[] => {
  const end = archive.length - 22;
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const [packed, nameLength, offset] = [
      archive.readUInt32LE(at + 20),
      archive.readUInt16LE(at + 28),
      archive.readUInt32LE(at + 42),
    ];
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const body = offset + 30 + nameLength;
    at += 46 + nameLength;
    return { path, content: inflateRawSync(archive.subarray(body, body + packed)) };
  });
};

it('gives back every file that was packed', () => {
  const entry = fc.record({ path: fc.string(), content: fc.uint8Array().map((bytes) => Buffer.from(bytes)) });

  fc.assert(fc.property(fc.array(entry), (entries) => expect(unzip(zip(entries))).toEqual(entries)));
});

const unzipVersion = /UnZip ([\d.]+)/.exec(
  spawnSync('unzip', ['-v'], { encoding: 'utf8' }).stdout ?? '',
)?.[1];

(unzipVersion ? describe : describe.skip)(
  unzipVersion
    ? `[real: Info-ZIP UnZip ${unzipVersion}]`
    : '[real: Info-ZIP UnZip] skipped: unzip was not found on the PATH',
  () => {
    it('unpacks the archive, and everybody may read what was in it', () => {
      const archive = zip([
        { path: 'main.js', content: Buffer.from('exports.handler = 1;\n'.repeat(100)) },
        { path: 'lib/é.txt', content: Buffer.alloc(0) },
      ]);
      const folder = folderWith({});
      writeFileSync(join(folder, 'it.zip'), archive);

      execFileSync('unzip', ['-q', 'it.zip'], { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } });

      expect(readFileSync(join(folder, 'main.js'), 'utf8')).toBe('exports.handler = 1;\n'.repeat(100));
      expect(readFileSync(join(folder, 'lib/é.txt'), 'utf8')).toBe('');
      expect(statSync(join(folder, 'main.js')).mode & 0o777).toBe(0o644);
    });
  },
);
