import { planOf } from '@dialplane/rating';
import { parseWindow, prefixesOf, recordKinds } from '@dialplane/cdr';
import { epochSeconds } from '@dialplane/basics';
import { directoryPrices, loadPrices } from '@dialplane/pricing';
import { build } from 'esbuild';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { month } from '../../../libs/rating/bench/traffic';
import { placesIn, writeTraffic } from '../../../libs/rating/bench/write-traffic';
import { cpuSecondsOf, submitted } from './spark';

/** The engines that are compared on the same records. */
export const engines = ['embedded engine', 'our Spark job', "the sample's algorithm"] as const;
export type Engine = (typeof engines)[number];

/** What an engine used for a number of records. */
export type EngineCost = {
  readonly engine: Engine;
  readonly records: number;
  readonly bytes: number;
  /** Of all its processes, in seconds. */
  readonly cpu: number;
  readonly seconds: number;
};

/** Rates usual records, 10,000 in an object, with each engine in processes of its own. */
export const costsOf = async (
  records: number,
  some: readonly Engine[] = engines,
): Promise<readonly EngineCost[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-cost-'));
  try {
    const { bytes } = writeTraffic(folder, { seed: 20_260_131, records, recordsPerObject: 10_000 });
    const { cdrs, prices } = placesIn(folder);
    const plan = join(folder, 'plan.json');
    await writePlan(plan, cdrs, prices);
    const engine = join(folder, 'embedded');
    await bundleEmbedded(engine);
    const commands: Readonly<Record<Engine, readonly string[]>> = {
      'embedded engine': [
        process.execPath,
        join(engine, 'ours.js'),
        JSON.stringify({ cdrs, prices, out: join(folder, 'out-embedded'), records }),
      ],
      'our Spark job': submitted('src/main.py', [
        '--plan',
        plan,
        '--cdrs',
        cdrs,
        '--out',
        join(folder, 'out-spark'),
      ]),
      "the sample's algorithm": submitted('tests/sample_algorithm.py', [
        plan,
        cdrs,
        join(folder, 'out-sample'),
      ]),
    };
    return some.map((name) => ({ engine: name, records, bytes, ...cpuSecondsOf(commands[name]) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Two builds, since one would put the files into folders: the threads look for their file beside the program. */
const bundleEmbedded = async (outdir: string): Promise<void> => {
  for (const entryPoint of ['libs/rating/bench/ours.ts', 'libs/rating/src/engine/rater-worker.ts'])
    await build({
      entryPoints: [entryPoint],
      outdir,
      bundle: true,
      platform: 'node',
      tsconfig: 'tsconfig.base.json',
      logLevel: 'error',
    });
};

const writePlan = async (path: string, cdrs: string, prices: string): Promise<void> => {
  const window = parseWindow(month.window);
  if (!window.ok) throw new Error(`Cannot use the window ${month.window}`);
  const prefixes = recordKinds.flatMap((kind) => prefixesOf(kind, ownersIn(cdrs), window.value));
  const plan = planOf({
    runId: 'bench',
    now: epochSeconds(new Date()),
    window: window.value,
    arrivals: 'unknown',
    prices: await loadPrices(directoryPrices(prices)),
    prefixes,
  });
  writeFileSync(path, JSON.stringify(plan));
};

const ownersIn = (cdrs: string): readonly string[] =>
  readdirSync(join(cdrs, 'Amazon-Chime-Voice-Connector-CDRs/json'));
