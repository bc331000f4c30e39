import { frequencies, prefixesOf, windowEndingOn } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import { loadPrices, readPriceBook } from '@dialplane/pricing';
import fc from 'fast-check';
import { goldenPrices, windowOf } from '../../testing';
import { planOf, type PlanOptions } from './make-plan';
import { readPlan } from './read-plan';

const now = 1_593_648_000 as EpochSeconds;
const june = windowOf('2020-06-30/Monthly');
let options: PlanOptions;

beforeAll(async () => {
  options = {
    runId: 'one',
    now,
    window: june,
    prices: await loadPrices(goldenPrices('flat')),
    prefixes: ['b/', 'a/'],
    arrivals: 'unknown',
  };
});

it('fills in the settings that were left out, and sorts the prefixes', () => {
  expect(planOf(options)).toMatchObject({
    format: 'dialplane-rating-plan/1',
    runId: 'one',
    createdAt: now,
    window: { name: '2020-06-30-Monthly', zone: 'UTC', firstDay: '2020-06-01', lastDay: '2020-06-30' },
    patience: { lagSeconds: 10_800, lookBackDays: 0, lookAheadDays: 1 },
    limits: { unrated: 0, rejected: 0, conflict: 0 },
    arrivals: 'unknown',
    numbers: 'plain',
    mapping: [],
    usedBefore: [],
    warnings: [],
    prefixes: ['a/', 'b/'],
  });
});

it('contains the price book and its sources', () => {
  const { book, prices } = planOf(options);

  expect(readPriceBook(JSON.parse(JSON.stringify(book)))).toEqual({ ok: true, value: options.prices.book });
  expect(prices.files.map(({ path }) => path)).toEqual(options.prices.files.map(({ path }) => path));
});

const days = fc.integer({ min: 0, max: 4_000 }).map((day) => new Date(day * 86_400_000 + 1e12));
const windows = fc
  .record({
    day: days.map((day) => day.toISOString().slice(0, 10)),
    frequency: fc.constantFrom(...frequencies),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Etc/GMT+5'),
  })
  .map(({ day, frequency, zone }) => windowEndingOn(day, frequency, zone))
  .filter((window) => window.ok)
  .map(({ value }) => value);
const names = fc.string({ unit: 'binary', minLength: 1 }).map((name) => name.replaceAll('/', '-'));

it('written and read again, a plan is the same', () => {
  fc.assert(
    fc.property(
      windows,
      fc.array(names),
      fc.record({
        arrivals: fc.constantFrom('modified', 'unknown'),
        numbers: fc.constantFrom('plain', 'masked'),
        limits: fc.record({ unrated: fc.double({ min: 0, max: 1, noNaN: true }) }),
        patience: fc.record({ lagSeconds: fc.nat(), lookBackDays: fc.nat(9), lookAheadDays: fc.nat(9) }),
        mapping: fc.array(
          fc.record({ when: fc.constant({ Direction: 'Inbound' }), usageType: fc.constant('in') }),
        ),
        warnings: fc.array(fc.string()),
        usedBefore: fc.array(
          fc.record({
            accountId: fc.string(),
            serviceCode: fc.string(),
            usageType: fc.string(),
            period: fc.constant('2020-06'),
            seconds: fc.maxSafeNat(),
          }),
        ),
      }),
      (window, owners, more) => {
        const prefixes = prefixesOf('voice-connector', owners, window);
        const plan = planOf({ ...options, window, prefixes, ...more });

        expect(readPlan(JSON.stringify(plan))).toEqual({ ok: true, value: plan });
      },
    ),
  );
});

it.each`
  change                                                        | path                     | message
  ${{ format: 'dialplane-rating-plan/2' }}                      | ${'format'}              | ${'must be "dialplane-rating-plan/1", not "dialplane-rating-plan/2"'}
  ${{ runId: '../one' }}                                        | ${'runId'}               | ${'must be letters, digits, dots and dashes, not "../one"'}
  ${{ createdAt: '2020-07-02' }}                                | ${'createdAt'}           | ${'must be seconds since 1970, not 2020-07-02'}
  ${{ window: { ...june, name: '../June' } }}                   | ${'window.name'}         | ${'must be a name such as 2020-01-31-Monthly, not "../June"'}
  ${{ window: { ...june, name: 'June', frequency: 'Yearly' } }} | ${'window.frequency'}    | ${'must be "Daily" or "Weekly" or "Monthly", not "Yearly"'}
  ${{ window: { ...june, name: 'June', firstDay: 'first' } }}   | ${'window.firstDay'}     | ${'must be a date such as 2020-01-31, not "first"'}
  ${{ window: { ...june, name: 'June', end: june.start } }}     | ${'window'}              | ${'must end after it starts'}
  ${{ limits: { unrated: 1.5, rejected: 0, conflict: 0 } }}     | ${'limits.unrated'}      | ${'must be a share from 0 to 1, not 1.5'}
  ${{ limits: { unrated: 1, rejected: 0 } }}                    | ${'limits.conflict'}     | ${'is missing'}
  ${{ patience: { lagSeconds: -1, lookBackDays: 3 } }}          | ${'patience.lagSeconds'} | ${'must be a whole number, 0 or more, not -1'}
  ${{ arrivals: 'never' }}                                      | ${'arrivals'}            | ${'must be "modified" or "unknown", not "never"'}
  ${{ numbers: undefined }}                                     | ${'numbers'}             | ${'is missing'}
  ${{ mapping: [{ when: {} }] }}                                | ${'mapping.0.usageType'} | ${'is missing'}
  ${{ book: {} }}                                               | ${'book.format'}         | ${'is missing'}
  ${{ prefixes: ['a'] }}                                        | ${'prefixes.0'}          | ${'must be a prefix that ends with a slash, not "a"'}
  ${{ prefixes: ['b/', 'a/'] }}                                 | ${'prefixes'}            | ${/^must be in order/}
  ${{ prefixes: ['a/', 'a/b/'] }}                               | ${'prefixes'}            | ${/^must be in order/}
  ${{ more: 1 }}                                                | ${'more'}                | ${'is not a known field'}
`('refuses a bad plan: $path $message', ({ change, path, message }) => {
  const read = readPlan(JSON.stringify({ ...planOf(options), ...change }));
  const expected = { path, message: message instanceof RegExp ? expect.stringMatching(message) : message };

  expect(read.ok ? [] : read.error.slice(0, 1)).toEqual([expected]);
  if (path !== 'book.format' && !read.ok) expect(read.error).toHaveLength(1); // an empty book lacks more than the format name
});

it('says that a text is no JSON', () => {
  expect(readPlan('{')).toEqual({ ok: false, error: [{ path: '', message: 'must be JSON' }] });
});
