import { readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '@dialplane/basics/testing';
import { emptyStack } from '../testing';
import { AppBundle } from './app-bundle';

const bundleOf = (files: Readonly<Record<string, string>>) => {
  const folder = folderWith(
    Object.fromEntries(Object.entries(files).map(([path, it]) => [`app/${path}`, it])),
  );
  return { folder, bundle: new AppBundle(emptyStack(folder), 'bundle', 'app') };
};

it('has the same hash and the same bytes whenever the same files are built', () => {
  const { folder, bundle } = bundleOf({ 'main.js': 'a' });
  const before = readFileSync(join(folder, 'app.zip'));
  rmSync(join(folder, 'app.zip'));
  utimesSync(join(folder, 'app/main.js'), 1, 1);

  expect(new AppBundle(emptyStack(folder), 'bundle', 'app').hash).toBe(bundle.hash);
  expect(readFileSync(join(folder, 'app.zip'))).toEqual(before);
});

it.each`
  change                  | files
  ${'a file has changed'} | ${{ 'main.js': 'b' }}
  ${'a file is new'}      | ${{ 'main.js': 'a', 'more.js': '' }}
  ${'a file has moved'}   | ${{ 'main.js': '', 'lib/main.js': 'a' }}
`('has another hash when $change', ({ files }) => {
  expect(bundleOf(files).bundle.hash).not.toBe(bundleOf({ 'main.js': 'a' }).bundle.hash);
});

it('leaves out what a build writes about itself', () => {
  const noted = bundleOf({ 'main.js': 'a', 'main.js.map': '{}', 'meta.json': '{}' });

  expect(noted.bundle.hash).toBe(bundleOf({ 'main.js': 'a' }).bundle.hash);
});
