import { fail, ok, type Result } from '@dialplane/basics';
import type { ObjectStore } from '@dialplane/object-store';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RunFailed } from './explain-failure';
import { type DeltaSums, type PricedRun, writeDelta } from './delta/delta';
import { type OverLimits, rateObjects } from './engine/rate-objects';
import type { RateProgress } from './engine/rate-progress';
import { diskOperations, type FileOperations } from './staging/file-operations';
import { entriesOf, type Manifest, manifestPath, readManifest } from './staging/manifest';
import { writeParquet } from './output/parquet';
import { type Report, reportText } from './output/report';
import { spreadsheetName, spreadsheetText } from './output/spreadsheet-copies';
import type { RunPlan } from './plan/run-plan';
import { keepEvidence, type RefusedEvidence } from './staging/refused-run';
import { type PublishedRun, type StagedRun, stageRun } from './staging/staged-run';
import { unlessMissing } from './staging/unless-missing';

/** A plan, the records that it rates, and where the output goes. */
export type CarryOutOptions = {
  readonly plan: RunPlan;
  readonly records: ObjectStore;
  /** The directory of all output. Created if it does not exist. */
  readonly out: string;
  /** Threads that rate; with 0, this thread does the work. */
  readonly threads: number;
  /** The most bytes of a CSV file that is not in parts. @default 256 MiB */
  readonly oneFileUpTo?: number;
  /** Whether rated.parquet is written beside rated.csv. @default false */
  readonly parquet?: boolean;
  /** Whether each CSV file gets a copy for spreadsheets, `….spreadsheet.csv`. @default false */
  readonly spreadsheets?: boolean;
  readonly progress?: (progress: RateProgress) => void;
  /** Ends the run when it is aborted: then nothing is published. */
  readonly signal?: AbortSignal;
  /** Replaced by tests that inject failures. @default the disk */
  readonly files?: FileOperations;
};

/** A published run: its report, its files, and what could not be cleaned up after its publication. */
export type RunResult = PublishedRun & { readonly report: Report };

/** Why a run was not published, and where its evidence is. */
export type RefusedRating = Omit<OverLimits, 'leftOut'> & { readonly evidence: RefusedEvidence };

/**
 * Carries out a plan and publishes the result in a directory: `<out>/<window>.json` names the files.
 *
 * @returns the published run; or, with nothing published, what is over its limits
 */
export const carryOut = async (options: CarryOutOptions): Promise<Result<RunResult, RefusedRating>> => {
  const {
    signal,
    plan,
    records,
    out,
    threads,
    parquet = false,
    spreadsheets = false,
    oneFileUpTo,
    progress,
    files = diskOperations,
  } = options;
  const { runId, createdAt, window } = plan;
  const run = await stageRun({ out, window: window.name, runId, now: createdAt * 1000, files });
  const folder = join(run.folder, 'work');
  try {
    const rated = await rateObjects({
      records,
      plan,
      run,
      folder,
      threads,
      ...(oneFileUpTo !== undefined && { oneFileUpTo }),
      ...(progress && { progress }),
      ...(signal && { signal }),
    });
    if (!rated.ok) {
      await run.flush();
      const { leftOut, ...refused } = rated.error;
      const kept = await keepEvidence(run, out, refused.report);
      const outside = leftOut.map((record) => ({ outcome: 'outside', ...record }) as const);
      const evidence = { ...kept, offenders: [...kept.offenders, ...outside] };
      await writeFile(join(evidence.folder, 'report.json'), reportText(refused.report));
      await run.discard();
      return fail({ ...refused, evidence });
    }
    await run.flush();
    signal?.throwIfAborted();
    if (parquet) {
      const [csv, path] = [run.pathsOf('rated.csv'), run.pathOf('rated.parquet')];
      await writeParquet({ csv, parquet: path, ...(signal && { signal }) });
      await run.adopt('rated.parquet');
    }
    signal?.throwIfAborted();
    const delta = await deltaTo(out, window.name, run, rated.value, signal);
    signal?.throwIfAborted();
    if (spreadsheets) await copyForSpreadsheets(run, signal);
    const report: Report = { ...rated.value, ...(delta && { delta }) };
    await run.write('report.json', reportText(report));
    await rm(folder, { recursive: true, force: true });
    signal?.throwIfAborted();
    return ok({ report, ...(await run.publish()) });
  } catch (error) {
    await Promise.resolve(run.discard()).catch(() => undefined); // the first error says more
    throw error;
  }
};

/** Writes a copy of each CSV file of a run that is safe in spreadsheets. */
const copyForSpreadsheets = async (run: StagedRun, signal?: AbortSignal): Promise<void> => {
  await run.flush();
  for (const name of run.names().filter((one) => one.endsWith('.csv'))) {
    for await (const text of spreadsheetText(run.pathOf(name))) {
      signal?.throwIfAborted();
      await run.write(spreadsheetName(name), text);
    }
  }
};

/** Writes how the run differs in cost from the run it replaces, if there is one. */
const deltaTo = async (
  out: string,
  window: string,
  run: StagedRun,
  report: Report,
  signal?: AbortSignal,
): Promise<DeltaSums | undefined> => {
  const published = await readManifest(out, window);
  const before = published && (await pricedRun(out, published));
  if (!before) return undefined;
  const missing = [...before.rated, ...before.unrated].find((path) => !existsSync(path));
  if (missing !== undefined) {
    const message = `Cannot compare with the earlier run: "${missing}" is missing. Remove "${manifestPath(out, window)}" to rate the window as if for the first time`;
    throw new RunFailed({ kind: 'environment', message });
  }
  const delta = await writeDelta({
    before,
    after: {
      rated: run.pathsOf('rated.csv'),
      unrated: run.pathsOf('unrated.csv'),
      runId: report.runId,
      cost: report.cost.exact,
    },
    delta: run.pathOf('delta.csv'),
    ...(signal && { signal }),
  });
  await run.adopt('delta.csv');
  return delta;
};

/** The figures of a published run; undefined if its files have been removed. */
const pricedRun = async (out: string, manifest: Manifest): Promise<PricedRun | undefined> => {
  const folder = join(out, manifest.window, manifest.runId);
  const text = await unlessMissing(readFile(join(folder, 'report.json'), 'utf8'));
  if (text === undefined) return undefined;
  const { runId, cost } = JSON.parse(text) as Report;
  const pathsOf = (name: string) => entriesOf(manifest, name).map(({ path }) => join(out, path));
  return { rated: pathsOf('rated.csv'), unrated: pathsOf('unrated.csv'), runId, cost: cost.exact };
};
