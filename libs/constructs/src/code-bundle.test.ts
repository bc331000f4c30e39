import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '@dialplane/basics/testing';
import { emptyStack } from '../testing';
import { CodeBundle, type CodeBundleProps } from './code-bundle';

const bundleFrom = (code: CodeBundleProps['code'], more: Partial<CodeBundleProps> = {}) =>
  new CodeBundle(emptyStack(), 'bundle', {
    name: 'answering',
    code,
    handler: 'main.handler',
    runtime: 'nodejs22.x',
    ...more,
  });

const bundleOf = (files: Readonly<Record<string, string>>) => {
  const folder = folderWith(files);
  return { folder, bundle: bundleFrom(folder) };
};

it('has the same hash when the same files are built again', () => {
  const { folder, bundle } = bundleOf({ 'main.js': 'a' });
  utimesSync(join(folder, 'main.js'), 1, 1);

  expect(bundleFrom(folder).hash).toBe(bundle.hash);
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

it('can be built at synthesis', () => {
  const built = bundleFrom(() => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'main.js'), 'a');
    return folder;
  });

  expect(built.hash).toBe(bundleOf({ 'main.js': 'a' }).bundle.hash);
});

it('can be an archive that another program made', () => {
  const archives = ['a', 'b'].map((text) => join(folderWith({ 'code.zip': text }), 'code.zip'));
  const [one, other] = archives.map((archive) => bundleFrom(archive));

  expect(one?.path).toMatch(/\/code\.zip$/);
  expect(one?.hash).not.toBe(other?.hash);
});

it.each`
  problem                         | files             | more                                                     | says
  ${'without its handler'}        | ${{ 'a.js': '' }} | ${{}}                                                    | ${'expected main.js or main.cjs or main.mjs there, because its handler is main.handler'}
  ${'without its Python handler'} | ${{ 'a.js': '' }} | ${{ runtime: 'python3.13', handler: 'calls.at.answer' }} | ${'expected calls/at.py there'}
`('refuses code $problem', ({ files, more, says }) => {
  expect(() => bundleFrom(folderWith(files), more)).toThrow(says);
});

it('refuses a path with nothing there, and says which', () => {
  expect(() => bundleFrom('dist/nothing')).toThrow(
    /^Cannot deploy "answering" from ".*\/dist\/nothing": expected a folder or a zip archive there\. Build it first$/,
  );
});

it('refuses to add files to an archive', () => {
  const archive = join(folderWith({ 'code.zip': 'a' }), 'code.zip');

  expect(() => bundleFrom(archive, { adds: { folder: 'configuration', as: 'configuration' } })).toThrow(
    'expected a folder of code, not the archive',
  );
});
