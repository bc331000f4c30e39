import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder } from './claim-folder';

const parent = mkdtempSync(join(tmpdir(), 'claim-'));
afterAll(() => rmSync(parent, { recursive: true }));
let folders = 0;
const newFolder = () => join(parent, `folder-${(folders += 1)}`);

it('refuses a second instance on the same folder, and names the process', () => {
  const folder = newFolder();
  claimFolder(folder);

  expect(() => claimFolder(folder)).toThrow(
    `Cannot use the folder "${folder}": loopback already runs on it (process ${process.pid})`,
  );
});

it('can be claimed again after a release', () => {
  const folder = newFolder();
  claimFolder(folder)();

  expect(() => claimFolder(folder)).not.toThrow();
});

it.each(['999999999', '999999999 1', 'nonsense', '', `${process.pid}`, `${process.pid} 1`])(
  'takes over the claim of a process that no longer runs: "%s"',
  (holder) => {
    const folder = newFolder();
    claimFolder(folder)();
    writeFileSync(join(folder, 'loopback.pid'), holder);

    expect(() => claimFolder(folder)).not.toThrow();
  },
);

it('leaves the claim of another process alone when it is released', () => {
  const folder = newFolder();
  const release = claimFolder(folder);
  writeFileSync(join(folder, 'loopback.pid'), '1 1');
  release();

  expect(readFileSync(join(folder, 'loopback.pid'), 'utf8')).toBe('1 1');
  expect(readdirSync(folder)).toEqual(['loopback.pid']);
});

it('says so when the folder cannot be written', () => {
  const file = join(parent, 'a-file');
  writeFileSync(file, '');

  expect(() => claimFolder(join(file, 'folder'))).toThrow(
    /^Cannot write to the folder ".*": .*Set LOOPBACK_FOLDER/,
  );
});
