import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace';
import { patternOf, readGuide } from './guide';

it('has a test for every guide', () => {
  const names = (folder: string, ending: string) =>
    readdirSync(join(workspace, folder))
      .filter((file) => file.endsWith(ending) && file !== 'README.md')
      .map((file) => file.slice(0, -ending.length));

  expect(names('tools/documents/guides', '.test.ts')).toEqual(names('docs/guides', '.md'));
});

it('reads what is run, what is printed, and what needs an account', () => {
  const guide = [
    '```sh',
    'npm start',
    '```',
    'Then:',
    '```sh',
    '# a comment',
    'one \\',
    '  --two',
    'three   # exit status 3',
    '```',
    '```text',
    'Cannot',
    '```',
    '```sh account',
    'npm run synth',
    '```',
    '```json',
    '{}',
    '```',
  ].join('\n');

  expect(readGuide(guide)).toEqual({
    run: [
      { command: 'npm start', exit: 0 },
      { command: 'one --two', exit: 0 },
      { command: 'three', exit: 3, prints: 'Cannot\n' },
    ],
    account: ['npm run synth'],
  });
});

it.each`
  shown                     | printed                       | matches  | because
  ${'a  b'}                 | ${'a b\n'}                    | ${true}  | ${'column widths are ignored'}
  ${'a b'}                  | ${'a c'}                      | ${false} | ${'words are compared'}
  ${'  4.01 s  │'}          | ${' 13.50 s │'}               | ${true}  | ${'seconds are masked'}
  ${'2026-01-05T17:00:00Z'} | ${'2026-11-21T09:10:11.123Z'} | ${true}  | ${'times are masked'}
  ${'id …'}                 | ${'id 1-2-3'}                 | ${true}  | ${'… matches any text'}
  ${'id … x'}               | ${'id 1\nx'}                  | ${false} | ${'… does not match across lines'}
  ${'a\n…\nz'}              | ${'a\nb\nc\nz'}               | ${true}  | ${'a line with only … matches any lines'}
  ${'a'}                    | ${'a\nb'}                     | ${false} | ${'a guide shows all that is printed'}
  ${'(1) a.b'}              | ${'(1) aXb'}                  | ${false} | ${'a dot is a dot'}
`('"$shown" and "$printed": $matches, since $because', ({ shown, printed, matches }) => {
  expect(patternOf(shown).test(printed)).toBe(matches);
});
