import { type Clock, type Issue, isoTime } from '@dialplane/basics';
import { parseWindow, type BillingWindow } from '@dialplane/cdr';
import { type Cost60, directoryPrices, formatUsd } from '@dialplane/pricing';
import {
  entriesOf,
  type Manifest,
  rateDirectory,
  readManifest,
  type Report,
  windowName,
} from '@dialplane/rating';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConsoleEvents } from './console-events';
import { type OutputFile, outputFile } from './output-file';
import type { Schemas } from './schemas';

export type RatingOptions = {
  /** The folder of call detail records. */
  readonly records: string;
  /** The folder of price lists. */
  readonly prices: string;
  /** The folder of results. */
  readonly out: string;
  readonly now: Clock;
  readonly events: Pick<ConsoleEvents, 'publish'>;
};

/** Rating on loopback: windows, runs and back-fills. */
export type RatingRuns = {
  readonly windows: () => Promise<Schemas['RatingWindows']['windows']>;
  readonly run: (window: string) => Promise<Schemas['RatingRun'] | undefined>;
  readonly totals: (window: string, by: string) => Promise<Schemas['RatingTotals'] | undefined>;
  readonly rows: (
    window: string,
    kind: string,
    page: { readonly limit: number; readonly after: number },
  ) => Promise<(Omit<Schemas['RatingRows'], 'next'> & { readonly next?: number }) | undefined>;
  /** An output file of the published run. */
  readonly file: (window: string, name: string) => Promise<OutputFile | undefined>;
  /** Rates each day of a range. @returns undefined while another back-fill runs */
  readonly backFill: (
    from: string,
    to: string,
  ) => { readonly backFill: Schemas['BackFill']; readonly over: Promise<void> } | undefined;
  readonly backFills: () => readonly Schemas['BackFill'][];
  /** What a call costs, by the published runs. */
  readonly costOf: (call: string) => Schemas['CallCost'] | undefined;
  /** Reads the costs of all published runs. */
  readonly loadCosts: () => Promise<void>;
};

/** Demo records may be unrated or rejected: the page shows them with their reasons. */
const limits = { unrated: 1, rejected: 1, conflict: 1 };

const day = /^\d{4}-\d\d-\d\d$/;
const rowKinds = ['rated', 'unrated', 'rejected', 'conflicts', 'duplicates', 'leaks', 'delta'];

/** The most days of one back-fill. */
export const mostDays = 92;

export const ratingRuns = ({ records, prices, out, now, events }: RatingOptions): RatingRuns => {
  const fills: Schemas['BackFill'][] = [];
  const costs = new Map<string, Schemas['CallCost']>();

  const windowOf = (name: string): BillingWindow | undefined => {
    const [, date] = /^(\d{4}-\d\d-\d\d)-Daily$/.exec(name) ?? [];
    const window = date === undefined ? undefined : parseWindow(`${date}/Daily`);
    return window?.ok ? window.value : undefined;
  };
  const manifestOf = async (window: string): Promise<Manifest | undefined> =>
    windowOf(window) && readManifest(out, window);
  const fileOf: RatingRuns['file'] = async (window, name) => {
    const manifest = await manifestOf(window);
    return manifest && outputFile(out, entriesOf(manifest, name));
  };

  const run: RatingRuns['run'] = async (window) => {
    const manifest = await manifestOf(window);
    if (!manifest) return undefined;
    const report = await readReport(join(out, window, manifest.runId, 'report.json'));
    if (!report) return undefined; // damaged by hand: the window can be rated again
    const names = [...new Set(manifest.files.map(({ name }) => name))];
    const files = await Promise.all(
      names.map(async (name) => ({
        name,
        bytes: (await outputFile(out, entriesOf(manifest, name)))?.bytes ?? 0,
      })),
    );
    return runView(window, manifest.runId, files, report);
  };

  const rows: RatingRuns['rows'] = async (window, kind, { limit, after }) => {
    const file = rowKinds.includes(kind) ? await fileOf(window, `${kind}.csv`) : undefined;
    if (!file) return undefined;
    const found: Record<string, string>[] = [];
    let at = 0;
    for await (const row of file.rows()) {
      if (at >= after + limit) return { columns: Object.keys(row), rows: found, next: at };
      if (at >= after) found.push(row);
      at += 1;
    }
    return { columns: Object.keys(found[0] ?? {}), rows: found };
  };

  /** Every row of an output file. */
  const eachRow = async (window: string, name: string, use: (row: Record<string, string>) => void) => {
    const file = await fileOf(window, name);
    if (file) for await (const row of file.rows()) use(row);
  };

  const loadCostsOf = async (window: string): Promise<void> => {
    const manifest = await manifestOf(window);
    if (!manifest) return;
    const { runId } = manifest;
    const sums = new Map<string, bigint>();
    await eachRow(window, 'rated.csv', ({ transaction_id = '', cost_exact = '0' }) =>
      sums.set(transaction_id, (sums.get(transaction_id) ?? 0n) + BigInt(cost_exact)),
    );
    for (const [call, sum] of sums)
      costs.set(call, { state: 'rated', window, runId, cost: money(String(sum)) });
    await eachRow(window, 'unrated.csv', ({ transaction_id = '', reason = '' }) =>
      costs.set(transaction_id, { state: 'unrated', window, runId, reason }),
    );
  };

  const daysWithRecords = async (): Promise<ReadonlyMap<string, number>> => {
    const counts = new Map<string, number>();
    const names = await readdir(records, { recursive: true }).catch(() => []);
    for (const name of names) {
      const found = /^Amazon-Chime-[^/]+\/json\/[^/]+\/(\d{4})\/(\d\d)\/(\d\d)\/[^/]+$/.exec(name);
      if (!found) continue;
      const date = `${found[1]}-${found[2]}-${found[3]}`;
      counts.set(date, (counts.get(date) ?? 0) + 1);
    }
    return counts;
  };

  const rate = async (fill: Schemas['BackFill'], change: (change: Partial<Schemas['BackFill']>) => void) => {
    let windows = [...fill.windows];
    const set = (at: number, update: Partial<Schemas['BackFill']['windows'][number]>): void => {
      windows = windows.map((it, index) => (index === at ? { ...it, ...update } : it));
      change({ windows });
    };
    const counts = await daysWithRecords();
    let failed = false;
    for (const [at, { window: name }] of windows.entries()) {
      const window = windowOf(name);
      if (!window || !counts.has(window.lastDay)) {
        set(at, { state: 'empty', progress: 1, reason: 'No records of this day.' });
        continue;
      }
      set(at, { state: 'running', progress: 0 });
      const result = await rateDirectory({
        cdrs: records,
        prices: directoryPrices(prices),
        window,
        out,
        now: now(),
        runId: randomUUID(),
        limits,
        threads: 0,
        progress: ({ bytes, totalBytes }) =>
          totalBytes && set(at, { progress: Math.min(1, bytes / totalBytes) }),
      });
      if (!result.ok) {
        failed = true;
        set(at, { state: 'refused', progress: 1, reason: reasonOf(result.error.issues) });
        continue;
      }
      await loadCostsOf(name);
      const { delta } = result.value.report;
      set(at, { state: 'published', progress: 1, ...(delta && { difference: differenceOf(delta) }) });
    }
    change({ state: failed ? 'failed' : 'done', endedAt: isoTime(now()) });
  };

  return {
    run,
    rows,
    file: fileOf,
    windows: async () => {
      const counts = await daysWithRecords();
      const found = [];
      for (const [date, count] of [...counts].sort(([a], [b]) => (a < b ? 1 : -1))) {
        const window = windowOf(`${date}-Daily`);
        if (!window) continue;
        const published = await run(windowName(window));
        found.push({
          name: windowName(window),
          start: isoTime(window.start),
          end: isoTime(window.end),
          records: count,
          ...(published && { run: published }),
        });
      }
      return found;
    },
    totals: async (window, by) => {
      const manifest = await manifestOf(window);
      if (!manifest || (by !== 'day' && by !== 'direction' && by !== 'number')) return undefined;
      const sums: Schemas['RatingTotals']['rows'][number][] = [];
      await eachRow(window, `summary-by-${by}.csv`, (row) =>
        sums.push({
          name: row[by] ?? '',
          rated: Number(row['rated_records']),
          ratedSeconds: Number(row['rated_seconds']),
          unrated: Number(row['unrated_records']),
          cost: row['cost'] ?? '0',
        }),
      );
      return { window, runId: manifest.runId, by, rows: sums };
    },
    backFill: (from, to) => {
      if (fills.some(({ state }) => state === 'running')) return undefined;
      let fill: Schemas['BackFill'] = {
        id: randomUUID(),
        state: 'running',
        startedAt: isoTime(now()),
        windows: daysBetween(from, to).map((date) => ({
          window: `${date}-Daily`,
          state: 'waiting',
          progress: 0,
        })),
      };
      fills.unshift(fill);
      const change = (update: Partial<Schemas['BackFill']>): void => {
        fill = { ...fill, ...update };
        fills[fills.findIndex(({ id }) => id === fill.id)] = fill;
        events.publish({ type: 'back-fill', backFill: fill });
      };
      const over = rate(fill, change).catch((error: unknown) =>
        change({
          state: 'failed',
          endedAt: isoTime(now()),
          windows: fill.windows.map((it) =>
            it.state === 'running'
              ? { ...it, state: 'refused', reason: error instanceof Error ? error.message : String(error) }
              : it,
          ),
        }),
      );
      return { backFill: fill, over };
    },
    backFills: () => fills,
    costOf: (call) => costs.get(call),
    loadCosts: async () => {
      for (const date of (await daysWithRecords()).keys()) await loadCostsOf(`${date}-Daily`);
    },
  };
};

const readReport = async (file: string): Promise<Report | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

/** Whether a text is a day, as a back-fill names its first and last one. */
export const isDay = (text: string): boolean => day.test(text) && parseWindow(`${text}/Daily`).ok;

/** The days from one to another, both included. */
export const daysBetween = (from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};

const money = (exact: string): Schemas['CallCost']['cost'] & object => ({
  amount: formatUsd(BigInt(exact) as Cost60),
  currency: 'USD',
});

const differenceOf = (delta: NonNullable<Report['delta']>): Schemas['RunDifference'] => ({
  runId: delta.replaces,
  before: money(delta.before),
  after: money(delta.after),
  difference: money(delta.difference),
  records: delta.lines,
});

const reasonOf = (issues: readonly Issue[]): string =>
  issues.map(({ path, message }) => `${path} ${message}`.trim()).join('; ');

const runView = (
  window: string,
  runId: string,
  files: readonly { readonly name: string; readonly bytes: number }[],
  report: Report,
): Schemas['RatingRun'] => {
  const { documents, rated, unrated, duplicate, conflict, rejected, outside, late } = report.counts;
  return {
    window,
    runId,
    createdAt: report.createdAt,
    published: true,
    counts: { documents, rated, unrated, duplicate, conflict, rejected, outside, late },
    cost: { amount: report.cost.amount, currency: report.cost.currency },
    warnings: report.warnings,
    failures: report.failures,
    files: files.map(({ name, bytes }) => ({
      name,
      bytes,
      href: `/api/local/rating/windows/${encodeURIComponent(window)}/files/${encodeURIComponent(name)}`,
    })),
    ...(report.delta && { replaced: differenceOf(report.delta) }),
  };
};
