import { Command } from 'commander';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RateFlags, readRateFlags, withRateFlags } from './rate-flags';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dialplane-rate-flags-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const needed = '--cdrs a --prices b --out c --window 2020-01-31/Monthly'.split(' ');
const read = (words: readonly string[]) =>
  readRateFlags(
    withRateFlags(new Command())
      .parse([...needed, ...words], { from: 'user' })
      .opts<RateFlags>(),
  );
const fileWith = (text: string): string => {
  const file = join(folder, 'mapping.json');
  writeFileSync(file, text);
  return file;
};

it('without flags allows nothing to be left out, and takes days of UTC', () => {
  expect(read([])).toEqual({
    ok: true,
    value: {
      window: expect.objectContaining({ zone: 'UTC', lastDay: '2020-01-31', frequency: 'Monthly' }),
      patience: {},
      limits: { unrated: 0, rejected: 0, conflict: 0 },
    },
  });
});

it.each`
  words                                  | says
  ${['--zone', 'Europe/Berlin']}         | ${{ window: { zone: 'Europe/Berlin', start: Date.parse('2019-12-31T23:00:00Z') / 1_000 } }}
  ${['--look-back', '0', '--lag', '12']} | ${{ patience: { lookBackDays: 0, lagSeconds: 43_200 } }}
  ${['--limit-conflict', '0.25']}        | ${{ limits: { unrated: 0, rejected: 0, conflict: 0.25 } }}
`('$words says $says', ({ words, says }) => {
  expect(read(words)).toMatchObject({ ok: true, value: says });
});

it.each(['1', '1000000', '268435456', '9007199254740991'])(
  'takes files of up to %s bytes, the default among them',
  (bytes) => {
    const command = withRateFlags(new Command()).parse([...needed, '--one-file-up-to', bytes], {
      from: 'user',
    });

    expect(command.opts<RateFlags>().oneFileUpTo).toBe(Number(bytes));
  },
);

it('a mapping is read from its file', () => {
  const mapping = [{ when: { Direction: 'Outbound' }, usageType: 'USE1-US-US-outbound-minutes' }];

  expect(read(['--mapping', fileWith(JSON.stringify(mapping))])).toMatchObject({
    ok: true,
    value: { mapping },
  });
});

it.each`
  text              | says
  ${undefined}      | ${/^Cannot read the file ".*": ENOENT$/}
  ${'[{'}           | ${/^Cannot read the file ".*": expected JSON\. /}
  ${'[{"when":1}]'} | ${/^Cannot read the file ".*": 0\.when must be .*; 0\.usageType is missing$/}
`('a mapping that is $text is refused', ({ text, says }) => {
  const file = text === undefined ? join(folder, 'none.json') : fileWith(text);

  expect(read(['--mapping', file])).toMatchObject({
    ok: false,
    error: { exit: 'usage', message: expect.stringMatching(says) },
  });
});
