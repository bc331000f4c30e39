import { planOf, prefixesToList, rateDirectory, type RunPlan } from '@dialplane/rating';
import { type Frequency, windowEndingOn } from '@dialplane/cdr';
import { directoryObjects } from '@dialplane/object-store';
import { describeIssues, type EpochSeconds } from '@dialplane/basics';
import { directoryPrices, loadPrices, type UsageMapping } from '@dialplane/pricing';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type OddTraffic, oddTraffic } from './odd-traffic';
import { runPython } from './spark';

/** The input of both engines. */
export type Work = {
  readonly folder: string;
  readonly prices: string;
  readonly lastDay: string;
  readonly frequency: Frequency;
  readonly numbers: RunPlan['numbers'];
  readonly arrivals: RunPlan['arrivals'];
  readonly mapping: UsageMapping;
  readonly usageTypes: OddTraffic['usageTypes'];
  readonly seed: number;
  readonly documents: number;
};

/** The output of an engine: the content of each file in its manifest, by name. */
export type EngineOutput = Readonly<Record<string, Buffer>>;

/** The objects hold records of any day of a month. With less patience, no run would rate some of them, and no run would be published. */
const patience = { lookBackDays: 40, lookAheadDays: 40 };

/** Rates the same records with both engines, and returns how long each took, in seconds. */
export const rateByBoth = async (work: Work) => {
  const window = windowEndingOn(work.lastDay, work.frequency);
  if (!window.ok) throw new Error(`Cannot use the window: ${describeIssues(window.error)}`);
  const { start, end } = window.value;
  const cdrs = join(work.folder, 'cdrs');
  for (const { key, content, arrivedAt } of oddTraffic({ ...work, start, end })) {
    mkdirSync(dirname(join(cdrs, key)), { recursive: true });
    writeFileSync(join(cdrs, key), content);
    utimesSync(join(cdrs, key), arrivedAt, arrivedAt);
  }

  const prices = directoryPrices(work.prices);
  const now = (end + 86_400) as EpochSeconds;
  const { numbers, arrivals, mapping } = work;
  const limits = { unrated: 1, rejected: 1, conflict: 1 };
  const asked = { runId: 'one', now, window: window.value, limits, numbers, arrivals, mapping, patience };
  const { prefixes } = await prefixesToList(directoryObjects(cdrs), window.value, patience, arrivals);
  const plan = planOf({ ...asked, prices: await loadPrices(prices), prefixes });
  const planFile = join(work.folder, 'plan.json');
  writeFileSync(planFile, JSON.stringify(plan));

  const [embedded, spark] = [join(work.folder, 'embedded'), join(work.folder, 'spark')];
  const embeddedSeconds = await timed(async () => {
    const rated = await rateDirectory({ ...asked, cdrs, prices, out: embedded, threads: 0 });
    if (!rated.ok) throw new Error(`Cannot compare: ${describeIssues(rated.error.issues)}`);
  });
  const sparkSeconds = await timed(async () =>
    runPython('src/main.py', ['--plan', planFile, '--cdrs', cdrs, '--out', spark]),
  );
  return {
    embedded: writtenIn(embedded, plan.window.name),
    spark: writtenIn(spark, plan.window.name),
    embeddedSeconds,
    sparkSeconds,
  };
};

const writtenIn = (out: string, window: string): EngineOutput => {
  const { files } = JSON.parse(readFileSync(join(out, `${window}.json`), 'utf8')) as {
    readonly files: readonly { readonly name: string; readonly path: string }[];
  };
  return Object.fromEntries(files.map(({ name, path }) => [name, readFileSync(join(out, path))]));
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
