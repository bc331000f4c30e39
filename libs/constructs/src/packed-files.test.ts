import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '@dialplane/basics/testing';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { filesIn, zip, zipInto } from './packed-files';

const program = [
  { path: 'lib/é.txt', content: new Uint8Array() },
  { path: 'main.js', content: strToU8('exports.handler = 1;\n'.repeat(100)) },
];

it('packs the files of a folder so that they can be read back', () => {
  const name = fc.stringMatching(/^[a-z0-9._-]{1,8}$/).filter((it) => !/^\.+$|^__proto__$/.test(it));
  const files = fc.dictionary(name, fc.string(), { noNullPrototype: true });

  fc.assert(
    fc.property(files, (packed) => {
      const nested = Object.fromEntries(Object.entries(packed).map(([path, text]) => [`in/${path}`, text]));
      const archive = zip(filesIn(folderWith({ ...nested, 'main.js': '1' }), () => true));
      const read = Object.entries(unzipSync(archive)).map(([path, content]) => [path, strFromU8(content)]);

      expect(Object.fromEntries(read)).toEqual({ ...nested, 'main.js': '1' });
    }),
    { numRuns: 30 },
  );
});

it.each(['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'])('gives the same bytes in the zone %s', (TZ) => {
  const script = `
    const { zip } = require(${JSON.stringify(join(__dirname, 'packed-files.ts'))});
    process.stdout.write(zip([{ path: 'main.js', content: Buffer.from('1') }]));`;
  const archive = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
    env: { ...process.env, TZ },
  });

  expect(archive).toEqual(Buffer.from(zip([{ path: 'main.js', content: strToU8('1') }])));
});

it('zips again only when the files have changed', () => {
  const folder = folderWith();
  const first = zipInto(folder, 'app', program);
  writeFileSync(first, 'not written again');

  expect(zipInto(folder, 'app', program)).toBe(first);
  expect(readFileSync(first, 'utf8')).toBe('not written again');
  expect(zipInto(folder, 'app', program.slice(1))).not.toBe(first);

  rmSync(first);
  zipInto(folder, 'app', program);
  expect(existsSync(first)).toBe(true);
});

const unzipVersion = /UnZip ([\d.]+)/.exec(
  spawnSync('unzip', ['-v'], { encoding: 'utf8' }).stdout ?? '',
)?.[1];

(unzipVersion ? describe : describe.skip)(
  unzipVersion
    ? `[real: Info-ZIP UnZip ${unzipVersion}]`
    : '[real: Info-ZIP UnZip] skipped: unzip was not found on the PATH',
  () => {
    it('unpacks the archive into files that every user can read', () => {
      const folder = folderWith();
      writeFileSync(join(folder, 'it.zip'), zip(program));

      execFileSync('unzip', ['-q', 'it.zip'], { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } });

      expect(readFileSync(join(folder, 'main.js'), 'utf8')).toBe('exports.handler = 1;\n'.repeat(100));
      expect(readFileSync(join(folder, 'lib/é.txt'), 'utf8')).toBe('');
      expect(statSync(join(folder, 'main.js')).mode & 0o777).toBe(0o644);
    });
  },
);
