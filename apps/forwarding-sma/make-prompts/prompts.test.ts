import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { prompts } from '@dialplane/forwarding';
import { localVoice } from './voices';
import { decodeWav } from './wav';

const workspace = join(__dirname, '../../..');
const folder = join(workspace, 'apps/forwarding-sma/prompts');
const files = readdirSync(folder).filter((file) => file.endsWith('.wav'));

/** Every prompt that the code of an app or a library names: `prompt('unavailable')`. */
const namedInCode = ['apps', 'libs']
  .flatMap((top) =>
    readdirSync(join(workspace, top), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(workspace, top, path),
    ),
  )
  .filter((path) => /src\/.*\.ts$/.test(path) && !/\.(test|typetest)\.ts$|node_modules/.test(path))
  .flatMap((path) => [
    ...readFileSync(path, 'utf8').matchAll(/\bprompt\('([^']+)'\)|kind: 'prompt', name: '([^']+)'/g),
  ])
  .map(([, said, written]) => said ?? written);

it('has a file for every text, and a text for every file', () => {
  expect(files.map((file) => basename(file, '.wav')).sort()).toEqual(Object.keys(prompts).sort());
});

it('has every prompt that the code names', () => {
  expect(namedInCode).toContain('unavailable'); // so the search finds something
  expect(Object.keys(prompts)).toEqual(expect.arrayContaining(namedInCode));
});

it.each(files)('%s is a WAV of 8 kHz, 16 bits, one channel, a few seconds long', (file) => {
  const content = readFileSync(join(folder, file));
  const { rate, samples } = decodeWav(content);

  expect(rate).toBe(8000);
  expect(samples.length).toBeGreaterThan(rate);
  expect(content.length).toBeLessThan(100 * 1024); // the service takes 50 MB; the repository should not
});

it('says what to install when this machine has no voice', () => {
  expect(() => localVoice(() => false)).toThrow('expected flite or espeak-ng');
});
