import { recordKinds, objectKey, patienceOf, type RecordKind, windowEndingOn } from '@dialplane/cdr';
import { epochSeconds } from '@dialplane/basics';
import { directoryObjects } from '@dialplane/object-store';
import { loadPrices } from '@dialplane/pricing';
import fc from 'fast-check';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { goldenPrices } from '../../testing';
import { diskOperations } from '../staging/file-operations';
import { prefixesToList } from '../plan/prefixes-to-list';
import { planOf } from '../plan/make-plan';
import type { RunPlan } from '../plan/run-plan';
import { stageRun } from '../staging/staged-run';
import { type ChunkSizes, usualSizes } from './chunk-sizes';
import { rateObjects } from './rate-objects';
import { referenceRun, type TestObject } from '../../testing/reference-run';

afterEach(removeFolders);

const first = Date.UTC(2020, 1, 1) / 1000;
const day = 86_400;

/** Sizes so small that everything is cut, spilled and put together again. */
const tinySizes: ChunkSizes = { bytes: 3_000, objects: 3, alone: 1_500, named: 900 };

const usages = [
  'USE1-US-US-outbound-minutes',
  'USE1-US-inbound-minutes',
  'USE1-US-PA-outbound-minutes',
  'nobody-knows-this',
  undefined,
];

/** A record as AWS writes it, or nearly. There are few ids, so that many records are copies or belong together. */
const record = (kind: RecordKind) =>
  fc
    .record({
      id: fc.nat(25),
      call: fc.nat(8),
      usage: fc.constantFrom(...usages, ...usages.slice(0, 3), usages[0]),
      at: fc.oneof(
        fc.integer({ min: -2 * day, max: 31 * day }),
        fc.constantFrom(-1, 0, 29 * day - 1, 29 * day),
      ),
      seconds: fc.oneof(
        fc.nat(400),
        fc.constantFrom(0, 6, 60, 100_000, '6', '06', 6.0, '.6', -6, null, 'x', 2 ** 33, 2 ** 53 - 1),
      ),
      odd: fc.oneof(
        { weight: 12, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<Record<string, unknown>>(
            { Direction: 'In,bound' },
            { SourcePhoneNumber: '+1 (206) 555-0100' },
            { SourcePhoneNumberName: 'Zoë "Z"' },
            { VoiceConnectorId: 'Zürich' },
            { Direction: 7 },
            { SchemaVersion: '3.0' },
            { SchemaVersion: '2' },
            { AwsAccountId: 111122223333 },
            { AwsAccountId: '' },
            { EndTimeEpochSeconds: '' },
            { EndTimeEpochSeconds: 'soon' },
            { nested: { a: [1, { b: 2 }] } },
            { VoiceConnectorId: 'a "b"\r\nc' },
            { TransactionId: 'a,"b"' },
            { Direction: '\u{1f4de}' },
            { Direction: 'a\0b' },
            { CallId: 7 },
            { CallId: '' },
            { ServiceCode: ' unknown, service ' },
            { SourcePhoneNumber: '1,2' },
            { UsageType: 'USE1-\u{e9}' },
            { UsageType: '' },
            { CallId: null },
            { SourcePhoneNumber: '12065550100' },
            { BillableVoiceFocusSeconds: '12' },
          ),
        },
      ),
    })
    .map(({ id, call, usage, at, seconds, odd }) => ({
      AwsAccountId: id % 7 === 0 ? '999900001111' : '111122223333',
      CdrId: `cdr-${id}`,
      CallerPhoneNumber: `+1206555030${id % 10}`,
      TransactionId: `transaction-${kind === 'sip-media-application' ? call % 5 : id}`,
      CallId: `call-${call}`,
      VoiceConnectorId: `vc${id % 2}`,
      SipApplicationId: 'sma1',
      SourcePhoneNumber: `+1206555010${id % 10}`,
      SourceCountry: 'US',
      DestinationPhoneNumber: `+1206555020${call % 10}`,
      DestinationCountry: id % 2 ? 'US' : 'PA',
      Direction: id % 3 ? 'Outbound' : 'Inbound',
      ServiceCode: 'AmazonChimeVoiceConnector',
      ...(usage !== undefined && { UsageType: usage }),
      BillableDurationSeconds: seconds,
      BillableDurationMinutes: 0.1,
      [kind === 'sip-media-application' ? 'TimeStampEpochSeconds' : 'StartTimeEpochSeconds']: first + at,
      ...(id % 4 === 0 && kind !== 'sip-media-application' && { EndTimeEpochSeconds: first + at + 59 }),
      ...odd,
    }));

const text = (kind: RecordKind): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: record(kind).map((one) => JSON.stringify(one)) },
    { weight: 2, arbitrary: record(kind).map((one) => JSON.stringify(one, null, '\t')) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        '{"a":',
        '{"a":1,}',
        '{"a":"x\n',
        'words',
        '[1,\n{"b":2}]',
        '{}',
        '"text"',
        '{"a":[1\n{"b":1}',
        '\u00a0',
        '{"SourceCountry":"\\u0055S"}',
      ),
    },
  );

const withCopies = (texts: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.array(fc.constantFrom(...texts), { maxLength: 4 }).map((copies) => [...texts, ...copies]);

const objects: fc.Arbitrary<readonly TestObject[]> = fc
  .array(
    fc.constantFrom(...recordKinds).chain((kind) =>
      fc.record({
        kind: fc.constant(kind),
        texts: fc
          .array(text(kind), { minLength: 1, maxLength: 14 })
          .chain((texts) => fc.oneof(fc.constant(texts.slice(0, 1)), withCopies(texts))),
        between: fc.constantFrom('\n', '\n', '\n', '', ' ', '\r\n', '\n\n', ',', ',\n'),
        day: fc.integer({ min: -1, max: 28 }),
        name: fc.constantFrom('', ',odd "name"', '\u{1f4de}', '\uff01'),
        arrivedAfter: fc.constantFrom(60, 60, 3 * day, 30 * day, 40 * day),
      }),
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((drawn) =>
    drawn.map(({ kind, texts, between, day: itsDay, name, arrivedAfter }, i) => {
      const at = first + itsDay * day;
      const key = objectKey({
        kind,
        owner: 'owner',
        at: new Date(at * 1000),
        transactionId: `${i % 4}${name}-${i}`,
      });
      return {
        key,
        content: Buffer.from(between.startsWith(',') ? `[${texts.join(between)}]` : texts.join(between)),
        arrivedAt: at + arrivedAfter,
      };
    }),
  );

const window = windowEndingOn('2020-02-29', 'Monthly');
if (!window.ok) throw new Error('Cannot use the window of this test');
const february = window.value;

const rateAll = async (
  all: readonly TestObject[],
  {
    prices,
    sizes,
    threads,
    ...more
  }: Pick<RunPlan, 'arrivals' | 'numbers' | 'patience'> & {
    prices: string;
    sizes: ChunkSizes;
    threads: number;
  },
) => {
  const cdrs = folderWith();
  for (const { key, content, arrivedAt = 0 } of all) {
    mkdirSync(dirname(join(cdrs, key)), { recursive: true });
    writeFileSync(join(cdrs, key), content);
    utimesSync(join(cdrs, key), arrivedAt, arrivedAt);
  }
  const records = directoryObjects(cdrs);
  const plan = planOf({
    runId: 'one',
    now: epochSeconds(new Date('2020-03-02T00:00:00Z')),
    window: february,
    prices: await loadPrices(goldenPrices(prices)),
    limits: { unrated: 1, rejected: 1, conflict: 1 },
    ...(await prefixesToList(records, february, more.patience, more.arrivals)),
    usedBefore: [
      {
        accountId: '111122223333',
        serviceCode: 'AmazonChimeVoiceConnector',
        usageType: 'USE1-US-US-outbound-minutes',
        period: '2020-02',
        seconds: 59_000,
      },
    ],
    ...more,
  });
  const run = await stageRun({ out: folderWith(), window: 'w', runId: 'one', now: 0, files: diskOperations });
  const rated = await rateObjects({ records, plan, run, folder: join(run.folder, 'work'), threads, sizes });
  await run.flush();
  const report = rated.ok ? rated.value : rated.error.report;
  return {
    plan,
    report,
    failures: rated.ok ? [] : rated.error.issues,
    file: (name: string): string => readFileSync(join(run.folder, name), 'utf8'),
  };
};

/** With the usual patience, some runs find records that no run rates, and are refused. */
const patiences = fc.constantFrom(
  ...[{}, { lookBackDays: 31, lookAheadDays: 31 }].map((some) => patienceOf('modified', some)),
);
const evidence = ['rated.csv', 'unrated.csv', 'duplicates.csv', 'conflicts.csv', 'rejected.csv', 'leaks.csv'];

it.each`
  sizes      | of            | prices      | arrivals      | numbers
  ${'tiny'}  | ${tinySizes}  | ${'flat'}   | ${'unknown'}  | ${'plain'}
  ${'tiny'}  | ${tinySizes}  | ${'tiered'} | ${'modified'} | ${'plain'}
  ${'usual'} | ${usualSizes} | ${'tiered'} | ${'unknown'}  | ${'masked'}
`(
  'in chunks of $sizes size, by $prices prices and with arrivals $arrivals, a run writes what the ledger says',
  async ({ of: sizes, prices, arrivals, numbers }) => {
    await fc.assert(
      fc.asyncProperty(objects, patiences, async (all, patience) => {
        const rated = await rateAll(all, { prices, arrivals, numbers, patience, sizes, threads: 0 });
        const expected = referenceRun(rated.plan, all);

        const written = Object.entries(expected.files).filter(([name]) =>
          rated.failures.length === 0 ? true : evidence.includes(name),
        );
        for (const [name, text] of written) {
          expect(`${name}\n${rated.file(name)}`).toBe(`${name}\n${text}`);
        }
        expect(rated.report.counts).toEqual(expected.counts);
        expect(rated.report.cost.exact).toBe(expected.cost);
      }),
      { numRuns: 40 },
    );
  },
  120_000,
);

it('in two threads, a run writes the same bytes as in none', async () => {
  const [all = []] = fc.sample(
    fc
      .array(objects, { minLength: 20, maxLength: 20 })
      .map((some) => some.flat().map(({ key, ...object }, i) => ({ ...object, key: `${key}-${i}` }))),
    { numRuns: 1, seed: 7 },
  );
  const how = {
    prices: 'tiered',
    arrivals: 'unknown',
    numbers: 'plain',
    patience: patienceOf('unknown', { lookBackDays: 31, lookAheadDays: 31 }),
    sizes: tinySizes,
  } as const;
  const [alone, threaded] = [
    await rateAll(all, { ...how, threads: 0 }),
    await rateAll(all, { ...how, threads: 2 }),
  ];
  const names = [...Object.keys(referenceRun(alone.plan, all).files), 'usage.csv', 'summary-by-number.csv'];

  expect(alone.report.counts.duplicate).toBeGreaterThan(10);
  expect(alone.report.counts.rated).toBeGreaterThan(20);
  for (const name of names) expect(threaded.file(name)).toBe(alone.file(name));
  expect(threaded.report).toEqual(alone.report);
}, 60_000);
