import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printFigure } from './print-figure';
import { buildCompetitors, type Competitor, runCompetitor } from './competitors';
import type { Timed } from './job';
import { month } from './traffic';
import { placesIn, type WrittenTraffic, writeTraffic } from './write-traffic';

const seed = 20_260_131;

/** An entry in the comparison: a program, and its settings. */
export type Entry = { readonly name: string; readonly program: Competitor; readonly how?: string };

export const ours: Entry = { name: 'ours', program: 'ours' };
const naive: readonly Entry[] = ['the 23 columns of the sample', 'our columns'].map((how) => ({
  name: `naive Node, ${how}`,
  program: 'naive',
  how,
}));
const duckdbOf = (work: string, how: string): readonly Entry[] =>
  ['1', '2'].map((threads) => ({
    name: `DuckDB, ${work}, threads: ${threads}`,
    program: 'duckdb',
    how: `${threads}${how}`,
  }));
/**
 * DuckDB with rows only, in any order and with copies; and DuckDB with as much of our work as it can do: no copies, in order,
 * with summaries.
 */
const duckdbRows = duckdbOf('rows only', '');
const duckdbAll = duckdbOf('the same work', ' all');

/** How many records are rated, and how often. */
export type RatingSizes = {
  /** @default 500,000 */
  readonly records?: number;
  /** @default 100,000 */
  readonly files?: number;
  /** @default 3 */
  readonly rounds?: number;
};

/**
 * Records rated per second, compared with a naive pipeline and DuckDB on the same data in one run. Fails if a cost is wrong.
 */
export const benchRating = async ({ records = 1_000_000, files = 100_000, rounds = 3 }: RatingSizes = {}) => {
  await buildCompetitors();
  await inFolder(async (folder) => {
    const written = writeTraffic(folder, { seed, records, recordsPerObject: 10_000 });
    const best = await contest(folder, written, [ours, ...naive, ...duckdbAll, ...duckdbRows], rounds);
    await confirm(folder, written, of(best, ours));
    describe('rating', 'NDJSON', written, best);
    ratio('naive Node', best, naive, 'target >= 8, goal 34');
    ratio('DuckDB, the same work', best, duckdbAll, 'target >= 3');
    ratio('DuckDB, rows only', best, duckdbRows, 'it looks for no copies, and sums nothing up');
    printFigure('  peak memory', `${of(best, ours).megabytes.toFixed(0)} MB`, 'target <= 256 MB');
    dollars(of(best, ours));
  });
  await inFolder(async (folder) => {
    const written = writeTraffic(folder, { seed, records: files, recordsPerObject: 1 });
    const best = await contest(folder, written, [ours, ...duckdbRows], rounds);
    describe('rating', 'a record in a file', written, best);
    ratio('DuckDB, rows only', best, duckdbRows, 'target >= 4');
    printFigure('  peak memory', `${of(best, ours).megabytes.toFixed(0)} MB`, 'target <= 256 MB');
  });
};

/** Passes a temporary folder to `work` and removes it afterwards, even after a failure: the generated data is large. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'dialplane-rating-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A competitor's job on generated data. */
export const jobOn = (folder: string, { documents: records }: WrittenTraffic, { program, how }: Entry) => {
  const start = Date.parse(month.first) / 1000;
  const out = join(folder, 'out', program === 'ours' ? '' : 'rated.csv');
  const end = start + month.days * 86_400;
  return { ...placesIn(folder), out, start, end, records, ...(how !== undefined && { how }) };
};

/** Where our engine writes its lines. */
export const ratedIn = (folder: string): string =>
  join(folder, 'out', month.window.replace('/', '-'), 'bench', 'rated.csv');

type Best = ReadonlyMap<Entry, Timed>;

/**
 * The best time and the peak memory over several rounds. Every round runs all entries in turn, so a slow minute of the machine
 * affects all of them.
 */
const contest = async (
  folder: string,
  written: WrittenTraffic,
  entries: readonly Entry[],
  rounds: number,
): Promise<Best> => {
  const best = new Map<Entry, Timed>();
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) {
      rmSync(join(folder, 'out'), { recursive: true, force: true });
      const timed = await runCompetitor(entry.program, jobOn(folder, written, entry));
      const before = best.get(entry) ?? timed;
      const faster = before.seconds < timed.seconds ? before : timed;
      best.set(entry, { ...faster, megabytes: Math.max(before.megabytes, timed.megabytes) });
    }
  }
  const totals = new Set([...best.values()].flatMap(({ total }) => total ?? []));
  if (totals.size !== 1)
    throw new Error(`Cannot compare: expected one exact total, not ${[...totals].join()}`);
  return best;
};

/** Checks every one of our costs with a simple BigInt program. */
const confirm = async (folder: string, written: WrittenTraffic, { total }: Timed): Promise<void> => {
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  await runCompetitor('ours', jobOn(folder, written, ours));
  const checked = await runCompetitor('oracle', { ...jobOn(folder, written, ours), out: ratedIn(folder) });
  if (checked.total !== total) {
    throw new Error(`Cannot confirm the total: expected ${checked.total}, not ${total}`);
  }
  printFigure(
    'rating, costs confirmed by a BigInt oracle',
    String(checked.records),
    'every cost and the sum are equal',
  );
};

const of = (best: Best, entry: Entry): Timed => {
  const timed = best.get(entry);
  if (!timed) throw new Error(`Cannot find what ${entry.name} took`);
  return timed;
};

const describe = (
  what: string,
  layout: string,
  { documents, bytes, objects }: WrittenTraffic,
  best: Best,
): void => {
  printFigure(
    `${what}, ${layout}`,
    `${documents} records`,
    `${(bytes / 1e6).toFixed(0)} MB in ${objects} objects`,
  );
  for (const [{ name }, { seconds, cpuSeconds, records, megabytes }] of best) {
    const thousands = (time: number) => `${(records / time / 1000).toFixed(0)} thousand/s`;
    printFigure(
      `  ${name}`,
      thousands(seconds),
      `${megabytes.toFixed(0)} MB, ${thousands(cpuSeconds)} of CPU time`,
    );
  }
};

/** The speed relative to the fastest of the named entries. */
const ratio = (name: string, best: Best, others: readonly Entry[], target: string): void => {
  const fastest = Math.min(...others.map((entry) => of(best, entry).seconds));
  printFigure(`  ratio to ${name}`, `${(fastest / of(best, ours).seconds).toFixed(1)}x`, target);
};

/**
 * What rating a million records would cost on Lambda: 0.0000166667 dollars a GB-second on x86 in us-east-1, and two vCPUs
 * with 3,538 MB, since 1,769 MB have one: https://aws.amazon.com/lambda/pricing/ and
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const dollars = ({ seconds, records }: Timed): void => {
  const gigabyteSeconds = (seconds / records) * 1e6 * (3_538 / 1_024);
  printFigure(
    '  Lambda time for a million records',
    `${(gigabyteSeconds * 0.0000166667).toFixed(6)} USD`,
    'as on this machine; without reads from S3',
  );
};
