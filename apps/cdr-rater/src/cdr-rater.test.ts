import { epochSeconds } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { directoryObjects, type ObjectStore } from '@dialplane/object-store';
import { loadPrices } from '@dialplane/pricing';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdrRater } from './cdr-rater';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { callAt, goldenPrices, publishedJune, rowsOf, windowOf } from '@dialplane/rating/testing';
import { planOf, type PlanOptions, prefixesToList } from '@dialplane/rating';

afterAll(removeFolders);

const june = windowOf('2020-06-30/Monthly');
const first = callAt('2020-06-10T12:00:00Z', 'first');
const second = callAt('2020-06-11T12:00:00Z', 'second');
const priceless = callAt('2020-06-12T12:00:00Z', 'priceless', { UsageType: 'USE1-US-XX-outbound-minutes' });

/** A rater over directories that stand for buckets. */
const raterOf = (
  calls: Readonly<Record<string, string>>,
  out = folderWith(),
  onList: () => Promise<unknown> = async () => undefined,
  more: Partial<ObjectStore> = {},
) => {
  const [stored, plans] = [directoryObjects(folderWith(calls)), directoryObjects(folderWith())];
  const records: ObjectStore = {
    ...stored,
    list: async function* (prefix) {
      await onList();
      yield* stored.list(prefix);
    },
  };
  const [folder, lines] = [join(folderWith(), 'work'), [] as string[]];
  const rate = cdrRater({
    records,
    plans,
    results: { ...directoryObjects(out), ...more },
    address: 's3://results/rated',
    folder,
    threads: 0,
    now: () => epochSeconds(new Date()),
    log: jsonLogger((line) => void lines.push(line)),
  });
  const planned = async (runId: string, more: Partial<PlanOptions> = {}) => {
    const { prefixes } = await prefixesToList(records, june);
    const prices = await loadPrices(goldenPrices('flat'));
    const now = epochSeconds(new Date('2020-07-02T00:00:00Z'));
    const plan = planOf({ runId, now, window: june, prices, prefixes, arrivals: 'unknown', ...more });
    await plans.write(`plans/${runId}.json`, JSON.stringify(plan));
    return { plan: `plans/${runId}.json` };
  };
  const logged = () => lines.map((line) => JSON.parse(line) as unknown);
  return { rate, planned, plans, out, folder, lines, logged };
};

const transactionsIn = async (out: string) =>
  rowsOf((await publishedJune(out)).files['rated.csv']).map((row) => row['transaction_id']);

it('carries out a plan, publishes the run and logs its figures', async () => {
  const { rate, planned, out, folder, logged } = raterOf({ ...first, ...second });

  expect(await rate(await planned('one'))).toEqual({
    window: '2020-06-30-Monthly',
    runId: 'one',
    published: true,
  });
  expect(await transactionsIn(out)).toEqual(['first', 'second']);
  expect((await publishedJune(out)).runId).toBe('one');
  expect(readdirSync(join(out, 'athena'))).toEqual(['window=2020-06-30-Monthly']);
  expect(logged()).toEqual([
    expect.objectContaining({
      level: 'info',
      message: 'Rated a window',
      documents: 2,
      rated: 2,
      unrated: 0,
      late: 0,
    }),
  ]);
  expect(existsSync(folder)).toBe(false);
});

it('reports how a run differs in cost from the run it replaces', async () => {
  const before = raterOf(first);
  await before.rate(await before.planned('one'));
  const after = raterOf({ ...first, ...second }, before.out);
  await after.rate(await after.planned('two'));
  const { files } = await publishedJune(before.out);

  expect(JSON.parse(files['report.json'] ?? '')).toHaveProperty('delta');
  expect(rowsOf(files['delta.csv'])).toHaveLength(1);
});

it('logs what it could not remove after the publication, and the run counts as published', async () => {
  const before = raterOf(first);
  await before.rate(await before.planned('one'));
  const { rate, planned, logged } = raterOf(first, before.out, undefined, {
    removeAll: () => Promise.reject(new Error('AccessDenied')),
  });

  expect(await rate(await planned('two'))).toMatchObject({ runId: 'two', published: true });
  expect(logged()).toEqual([
    expect.objectContaining({
      level: 'warn',
      message: 'Published a window, but could not remove an earlier run',
      folder: 's3://results/rated/2020-06-30-Monthly/one/',
      because: 'Error: AccessDenied',
    }),
    expect.objectContaining({ level: 'info', message: 'Rated a window' }),
  ]);
});

it('does not publish a run over its limits, says why, and leaves the last result', async () => {
  const good = raterOf(first);
  await good.rate(await good.planned('one'));
  const { rate, planned, out, logged } = raterOf({ ...first, ...priceless }, good.out);
  const issues = [{ path: 'unrated', message: 'must be at most 0 of the documents, not 1 of 2' }];

  expect(await rate(await planned('two'))).toEqual({
    window: '2020-06-30-Monthly',
    runId: 'two',
    published: false,
    issues,
    evidence: 's3://results/rated/refused/2020-06-30-Monthly/',
  });
  expect((await publishedJune(out)).runId).toBe('one');
  expect(readdirSync(join(out, '2020-06-30-Monthly'))).toEqual(['one']);
  expect(logged()).toEqual([
    expect.objectContaining({
      level: 'error',
      message: 'Refused to publish a window',
      issues,
      offenders: [expect.objectContaining({ outcome: 'unrated', position: 0, reason: 'no-price' })],
    }),
  ]);
  const refused = join(out, 'refused/2020-06-30-Monthly');
  expect(readdirSync(refused).sort()).toEqual([
    'conflicts.csv',
    'rejected.csv',
    'report.json',
    'unrated.csv',
  ]);
  expect(rowsOf(readFileSync(join(refused, 'unrated.csv'), 'utf8'))).toMatchObject([
    { transaction_id: 'priceless', reason: 'no-price' },
  ]);
});

it('says in its log that a window has no record at all, which is another fault than a bad record', async () => {
  const { rate, planned, logged } = raterOf(callAt('2019-06-10T12:00:00Z', 'of another year'));

  expect(await rate(await planned('one'))).toMatchObject({ published: false });
  expect(logged()).toEqual([
    expect.objectContaining({ level: 'error', message: 'Found no record for a window' }),
  ]);
});

it('does nothing when the event of a published run arrives again', async () => {
  const { rate, planned, out, logged } = raterOf(first);
  const event = await planned('one');
  await rate(event);
  const before = await publishedJune(out);

  expect(await rate(event)).toEqual({ window: '2020-06-30-Monthly', runId: 'one', published: true });
  expect(await publishedJune(out)).toEqual(before);
  expect(logged()).toHaveLength(2);
});

it('does not mix with a crashed or simultaneous attempt', async () => {
  const { rate, planned, out } = raterOf({ ...first, ...second });
  const event = await planned('one');
  await directoryObjects(out).write('2020-06-30-Monthly/one/rated.csv', 'half');
  const { runId } = await rate(event);

  expect(runId).toMatch(/^one-[0-9a-f]{8}$/);
  expect((await publishedJune(out)).runId).toBe(runId);
  expect(await transactionsIn(out)).toEqual(['first', 'second']);
});

it('an event that comes again while it is carried out makes a run of its own', async () => {
  const calls = { ...first, ...second };
  const again = raterOf(calls);
  let other: { readonly runId: string } | undefined;
  const { rate, planned, out } = raterOf(calls, again.out, async () => {
    other ??= await again.rate(await again.planned('one'));
  });
  const { runId } = await rate(await planned('one'));

  expect(runId).toBe('one');
  expect(other?.runId).toMatch(/^one-[0-9a-f]{8}$/);
  expect(await transactionsIn(out)).toEqual(['first', 'second']);
});

it('two simultaneous deliveries of one event publish one complete run', async () => {
  const out = folderWith();
  const calls = { ...first, ...second };
  const raters = [raterOf(calls, out), raterOf(calls, out)];
  await Promise.all(raters.map(async ({ rate, planned }) => rate(await planned('one'))));

  expect(await transactionsIn(out)).toEqual(['first', 'second']);
});

it.each`
  event                          | message
  ${null}                        | ${'Cannot rate by the plan undefined: expected { "plan": "plans/….json" }'}
  ${{}}                          | ${'Cannot rate by the plan undefined: expected { "plan": "plans/….json" }'}
  ${{ plan: 'rated/one.json' }}  | ${'Cannot rate by the plan "rated/one.json": expected { "plan": "plans/….json" }'}
  ${{ plan: 'plans/none.json' }} | ${'Cannot rate by the plan "plans/none.json": there is none'}
  ${{ plan: 'plans/bad.json' }}  | ${/^Cannot rate by the plan "plans\/bad.json": format is missing; runId is missing;/}
  ${{ plan: 'plans/text.json' }} | ${'Cannot rate by the plan "plans/text.json": must be JSON'}
`('refuses the event $event', async ({ event, message }) => {
  const { rate, plans } = raterOf(first);
  await plans.write('plans/bad.json', '{}');
  await plans.write('plans/text.json', '{');

  await expect(rate(event)).rejects.toThrow(message);
});

it('has no number in its log', async () => {
  const { rate, planned, lines } = raterOf({ ...first, ...priceless });
  await rate(await planned('one', { limits: { unrated: 1 } }));
  await rate(await planned('two'));

  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toMatch(/\+1206|5550100/);
});
