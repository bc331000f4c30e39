import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The examples of the README as one TypeScript program, which they are. */
export const readmeProgram = (): string =>
  [...readFileSync(join(__dirname, '../README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)]
    .map(([, block = '']) => block)
    .join('');

/** The files that the examples deploy, by their path in the reader's project. */
export const filesOfReadme: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['answering', 'control', 'webhooks', 'rater', 'provisioner'].map((app) => [
      `dist/${app}/main.js`,
      'exports.handler = async () => undefined;',
    ]),
  ),
  'dist/directory/directory.py': 'def look_up(event, context): return {}',
  'prompts/welcome.wav': 'RIFF',
  'dist/page/index.html': '<!doctype html>',
  'glue/main.py': 'import rating',
  'glue/rating/__init__.py': '',
};
