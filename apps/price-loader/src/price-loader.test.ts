import { readPlan } from '@dialplane/rating';
import { objectKey } from '@dialplane/cdr';
import { epochSeconds } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { directoryObjects } from '@dialplane/object-store';
import { cachedPrices, directoryPrices, priceBookOf, type PriceSource } from '@dialplane/pricing';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { priceLoader, type PriceLoader } from './price-loader';

const made: string[] = [];
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'price-loader-'));
  made.push(path);
  return path;
};
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true });
});

const golden = directoryPrices(join(__dirname, '../../../libs/pricing/golden/prices/flat'));
const keyOf = (moment: string, transactionId: string) =>
  objectKey({ kind: 'voice-connector', owner: 'vc1', at: new Date(moment), transactionId });
const june = { year: '2020', month: '6', day: '30', job_frequency: 'Monthly' };
const [junes, mays, julys] = [
  keyOf('2020-06-10T12:00:00Z', 'june'),
  keyOf('2020-05-30T12:00:00Z', 'late-in-may'),
  keyOf('2020-07-01T00:00:00Z', 'july'),
];

/** A loader over directories: ten bytes in each record, and engines that only remember what they were asked. */
const loaderOf = (keys: readonly string[] = [junes, mays, julys], more: Partial<PriceLoader> = {}) => {
  const [records, results] = [folder(), folder()];
  for (const key of keys) {
    mkdirSync(dirname(join(records, key)), { recursive: true });
    writeFileSync(join(records, key), '0123456789');
  }
  const started: { readonly engine: string; readonly plan: string }[] = [];
  const lines: string[] = [];
  let runs = 0;
  const engine = (name: string) => ({
    start: async (plan: string) => void started.push({ engine: name, plan }),
  });
  const store = directoryObjects(results);
  const rated = directoryObjects(join(results, 'rated'));
  const load = priceLoader({
    records: directoryObjects(records),
    results: store,
    rated,
    pricesFor: () => golden,
    engines: { lambda: engine('lambda'), glue: engine('glue') },
    glueAbove: { objects: 2, bytes: 20 },
    frequency: 'Daily',
    zone: 'UTC',
    currency: 'USD',
    patience: { lagSeconds: 10_800, lookBackDays: 3, lookAheadDays: 0 },
    arrivals: 'modified',
    allowEmpty: false,
    limits: { unrated: 0.01 },
    numbers: 'masked',
    now: () => epochSeconds(new Date('2020-07-01T03:00:00Z')),
    newRunId: () => `run-${(runs += 1)}`,
    log: jsonLogger((line) => void lines.push(line)),
    ...more,
  });
  const planAt = async (key: string) => {
    const plan = readPlan(Buffer.from((await store.read(key)) ?? []).toString());
    if (!plan.ok) throw new Error(`Cannot read the plan "${key}"`);
    return plan.value;
  };
  return { load, started, lines, planAt, store, rated };
};

it('writes the plan of a window that is long past, and starts the function with it', async () => {
  const { load, started, planAt } = loaderOf();
  const answer = await load(june);

  expect(answer).toEqual({
    window: '2020-06-30-Monthly',
    runId: 'run-1',
    engine: 'lambda',
    objects: 2, // and not July's
    bytes: 20,
    plan: 'plans/2020-06-30-Monthly/run-1.json',
  });
  expect(started).toEqual([{ engine: 'lambda', plan: answer.plan }]);
  const plan = await planAt(answer.plan);
  expect(plan).toMatchObject({
    runId: 'run-1',
    window: { name: '2020-06-30-Monthly', firstDay: '2020-06-01', lastDay: '2020-06-30' },
    patience: { lagSeconds: 10_800, lookBackDays: 3 },
    limits: { unrated: 0.01, rejected: 0, conflict: 0 },
    arrivals: 'modified',
    numbers: 'masked',
    warnings: [],
  });
  expect(plan.prefixes[0]).toBe('Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/05/29/');
  expect(plan.prefixes).toHaveLength(33);
  expect(priceBookOf(plan.book).services.has('AmazonChimeVoiceConnector')).toBe(true);
});

it.each`
  event                           | window                  | because
  ${{}}                           | ${'2020-06-30-Daily'}   | ${'yesterday is the default'}
  ${{ job_frequency: 'Monthly' }} | ${'2020-06-30-Monthly'} | ${'yesterday was the last day of June'}
  ${{ day: '7' }}                 | ${'2020-06-07-Daily'}   | ${'the rest is of yesterday'}
`('the event $event asks for $window: $because', async ({ event, window }) => {
  expect((await loaderOf().load(event)).window).toBe(window);
});

it('rates the window before the time for which it was scheduled, however late it is invoked or sent again', async () => {
  const now = () => epochSeconds(new Date('2020-07-02T01:00:00Z')); // the next day
  const { load } = loaderOf(undefined, { frequency: 'Monthly', now });

  expect((await load({ scheduled: '2020-07-01T03:10:00Z' })).window).toBe('2020-06-30-Monthly');
  await expect(load({})).rejects.toThrow(
    'day must be given, because 2020-07-01 is not the last day of its month: send the last day of the window, ' +
      'such as {"year":"2020","month":"06","day":"30","job_frequency":"Monthly"}',
  );
});

it.each(['<aws.scheduler.scheduled-time>', '2020-07-01', '2020-13-01T00:00:00Z', 1_593_572_400])(
  'refuses the scheduled time %s, and starts nothing',
  async (scheduled) => {
    const { load, started } = loaderOf();

    await expect(load({ scheduled })).rejects.toThrow(
      `Cannot rate for this event: scheduled must be a time such as 2020-02-01T03:10:00Z, not ${JSON.stringify(scheduled)}: ` +
        'send the time for which the run was scheduled, or leave it out and send year, month and day',
    );
    expect(started).toEqual([]);
  },
);

it.each`
  event                      | message
  ${null}                    | ${'must be an object such as {}, not null'}
  ${'2020-06-30'}            | ${'must be an object such as {}, not "2020-06-30"'}
  ${{ frequency: 'Daily' }}  | ${'frequency is not known here: there are year, month, day, job_frequency, scheduled'}
  ${{ year: 2020 }}          | ${'year must be four digits such as "2020", not 2020'}
  ${{ day: '31' }}           | ${'date must be a date of the calendar such as 2020-01-31, not "2020-06-31"'}
  ${{ job_frequency: 'No' }} | ${'job_frequency must be Daily, Weekly, Monthly, not "No"'}
`('refuses the event $event, and starts nothing', async ({ event, message }) => {
  const { load, started } = loaderOf();

  await expect(load(event)).rejects.toThrow(new RangeError(`Cannot rate for this event: ${message}`));
  expect(started).toEqual([]);
});

it.each`
  objects | bytes       | engine      | because
  ${2}    | ${20}       | ${'lambda'} | ${'nothing is above its limit'}
  ${1}    | ${20}       | ${'glue'}   | ${'there are more objects'}
  ${2}    | ${19}       | ${'glue'}   | ${'there are more bytes'}
  ${0}    | ${Infinity} | ${'glue'}   | ${'Glue is to rate everything'}
`('above $objects objects or $bytes bytes, two of ten bytes go to $engine: $because', async (limits) => {
  const { load, started } = loaderOf(undefined, { glueAbove: limits });

  expect((await load(june)).engine).toBe(limits.engine);
  expect(started.map(({ engine }) => engine)).toEqual([limits.engine]);
});

it('stops counting when it is clear who rates', async () => {
  const { load } = loaderOf(undefined, { glueAbove: { objects: 0, bytes: Infinity } });

  expect(await load(june)).toMatchObject({ objects: 1, bytes: 10 });
});

it('lists many days at a time: one after the other, a month of hundreds of connectors would take minutes', async () => {
  const connectors = Array.from({ length: 4 }, (_, i) => `vc${i}`);
  const records = directoryObjects(folder());
  for (const connector of connectors) await records.write(junes.replace('/vc1/', `/${connector}/`), '{}');
  let [open, most, asked] = [0, 0, 0];
  const { load } = loaderOf([], {
    records: {
      ...records,
      list: async function* (prefix) {
        asked += 1;
        most = Math.max(most, (open += 1));
        await new Promise((resolve) => setTimeout(resolve, 10));
        open -= 1;
        yield* records.list(prefix);
      },
    },
    glueAbove: { objects: 100, bytes: 1e9 },
  });

  expect(await load(june)).toMatchObject({ objects: 4 });
  expect(asked).toBe(4 * 33);
  expect(most).toBe(32);
});

it('makes two runs of the same event twice, each with a plan of its own', async () => {
  const { load, started, planAt } = loaderOf();
  const answers = await Promise.all([load(june), load(june)]);

  expect(new Set(answers.map(({ plan }) => plan)).size).toBe(2);
  expect(started.map(({ plan }) => plan).sort()).toEqual(answers.map(({ plan }) => plan).sort());
  for (const { plan, runId } of answers) expect((await planAt(plan)).runId).toBe(runId);
});

it('rates a window that is not over, and says that it is early', async () => {
  const { load, lines } = loaderOf();
  await load({ day: '30' });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: 'info', early: false }),
  ]);

  await load({ year: '2020', month: '7', day: '31', job_frequency: 'Monthly' });
  expect(lines.slice(1).map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', readyAt: '2020-08-01T03:00:00.000Z' },
    { level: 'info', early: true },
  ]);
});

it('works from kept prices when the service is down, and says how old they are and why', async () => {
  const kept = directoryObjects(folder());
  const broken: PriceSource = {
    read: async () => {
      throw new Error('The service is down');
    },
  };
  await loaderOf(undefined, { pricesFor: () => cachedPrices(golden, kept) }).load(june);
  const { load, lines, planAt } = loaderOf(undefined, { pricesFor: () => cachedPrices(broken, kept) });
  const answer = await load(june);

  expect(answer.staleSince).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect((await planAt(answer.plan)).prices.staleSince).toBe(answer.staleSince);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    because: ['Error: The service is down'],
  });
});

it.each<[string, PriceSource, string]>([
  [
    'there is none',
    { read: async () => undefined },
    'Cannot rate: expected at least one price list of Amazon Chime',
  ],
  ['the service is down', { read: async () => Promise.reject(new Error('It is down')) }, 'It is down'],
])('starts nothing without a price list: %s', async (_, source, message) => {
  const { load, started } = loaderOf(undefined, { pricesFor: () => source });

  await expect(load(june)).rejects.toThrow(message);
  expect(started).toEqual([]);
});

it('rates a bucket without records too, and says that there are none', async () => {
  const { load, lines, planAt } = loaderOf([]);
  const answer = await load(june);

  expect(answer).toMatchObject({ engine: 'lambda', objects: 0, bytes: 0 });
  expect((await planAt(answer.plan)).warnings).toEqual([
    expect.stringMatching(/^The bucket of records has no folder/),
  ]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn' });
});

it('puts into the plan what records without a usage type are priced as', async () => {
  const mapping = [{ when: { Direction: 'Outbound' }, usageType: 'out' }];
  const { load, planAt, store } = loaderOf();
  await store.write('plans/usage-mapping.json', JSON.stringify(mapping));

  expect(await planAt((await load(june)).plan)).toMatchObject({ mapping });
});

it('puts into the plan what the days before have used of lines with tiers, and warns of days that were not rated', async () => {
  const tiered = directoryPrices(join(__dirname, '../../../libs/pricing/golden/prices/tiered'));
  const { load, planAt, rated } = loaderOf(undefined, { pricesFor: () => tiered });
  const line = 'USE1-US-US-outbound-minutes';
  const path = '2020-06-29-Daily/one/usage.csv';
  await rated.write(
    '2020-06-29-Daily.json',
    JSON.stringify({ runId: 'one', files: [{ name: 'usage.csv', path }] }),
  );
  await rated.write(
    path,
    `run_id,account_id,service_code,usage_type,period,rated_seconds\r\none,1,AmazonChimeVoiceConnector,${line},2020-06,60\r\n`,
  );
  const { usedBefore, warnings } = await planAt((await load({ day: '30' })).plan);

  expect(usedBefore).toEqual([
    {
      accountId: '1',
      serviceCode: 'AmazonChimeVoiceConnector',
      usageType: line,
      period: '2020-06',
      seconds: 60,
    },
  ]);
  expect(warnings).toEqual([expect.stringMatching(/rate 28 earlier windows first/)]);
});

it('puts into the plan which later windows continue from this one, when it is rated again', async () => {
  const tiered = directoryPrices(join(__dirname, '../../../libs/pricing/golden/prices/tiered'));
  const { load, planAt, rated } = loaderOf(undefined, { pricesFor: () => tiered });
  const path = '2020-06-12-Daily/one/usage.csv';
  const files = [{ name: 'usage.csv', path }];
  await rated.write('2020-06-12-Daily.json', JSON.stringify({ runId: 'one', files }));
  await rated.write(
    path,
    'run_id,account_id,service_code,usage_type,period,rated_seconds\r\none,1,AmazonChimeVoiceConnector,USE1-US-US-outbound-minutes,2020-06,60\r\n',
  );

  expect((await planAt((await load({ day: '10' })).plan)).warnings).toContainEqual(
    expect.stringMatching(/^Tiers of later windows .* rate 2020-06-12-Daily again, in order$/),
  );
});

it.each([
  ['{', 'expected JSON'],
  ['[{}]', '0.when is missing; 0.usageType is missing'],
])('refuses the mapping %s', async (text, message) => {
  const { load, store, started } = loaderOf();
  await store.write('plans/usage-mapping.json', text);

  await expect(load(june)).rejects.toThrow(`Cannot use the mapping "plans/usage-mapping.json": ${message}`);
  expect(started).toEqual([]);
});

it('has no number and no owner in its log', async () => {
  const numbers = keyOf('2020-06-10T12:00:00Z', '+12065550100');
  const { load, lines } = loaderOf([numbers]);
  await load(june);

  expect(lines.join()).not.toContain('2065550100');
  expect(lines.join()).not.toContain('vc1');
});
