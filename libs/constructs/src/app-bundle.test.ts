import { utimesSync } from 'node:fs';
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

it('has the same hash and path when the same files are built again', () => {
  const { folder, bundle } = bundleOf({ 'main.js': 'a' });
  utimesSync(join(folder, 'app/main.js'), 1, 1);
  const again = new AppBundle(emptyStack(folder), 'bundle', 'app');

  expect(again.hash).toBe(bundle.hash);
  expect(again.path).toBe(bundle.path);
});

it.each`
  change                  | files
  ${'a file has changed'} | ${{ 'main.js': 'b' }}
  ${'a file is new'}      | ${{ 'main.js': 'a', 'more.js': '' }}
  ${'a file has moved'}   | ${{ 'main.js': '', 'lib/main.js': 'a' }}
`('has another hash when $change', ({ files }) => {
  expect(bundleOf(files).bundle.hash).not.toBe(bundleOf({ 'main.js': 'a' }).bundle.hash);
});

it('leaves out source maps and build reports', () => {
  const reported = bundleOf({ 'main.js': 'a', 'main.js.map': '{}', 'meta.json': '{}' });

  expect(reported.bundle.hash).toBe(bundleOf({ 'main.js': 'a' }).bundle.hash);
});
