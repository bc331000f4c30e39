import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Job, Timed } from './job';

const folder = 'dist/bench/rating';

/** The competing programs, by the names of their files. */
export type Competitor = 'ours' | 'naive' | 'duckdb' | 'oracle';

const common = {
  outdir: folder,
  bundle: true,
  platform: 'node',
  tsconfig: 'tsconfig.base.json',
  logLevel: 'error',
} as const;

/**
 * Bundles all programs, as for a Lambda. If tsx ran them from source, it would name each function every time that it is
 * created.
 */
export const buildCompetitors = async (): Promise<void> => {
  const names: readonly Competitor[] = ['ours', 'naive', 'duckdb', 'oracle'];
  await build({
    ...common,
    entryPoints: names.map((name) => join(__dirname, `${name}.ts`)),
    packages: 'external',
  });
  // Our threads look for this file beside the program. Its packages are bundled, as in the Lambda.
  await build({ ...common, entryPoints: ['libs/rating/src/engine/rater-worker.ts'] });
};

/** Runs a program in its own process. Throws with its output if it fails or misses a record. */
export const runCompetitor = async (name: Competitor, job: Job): Promise<Timed> => {
  const timed = await new Promise<Timed>((resolve, reject) => {
    const child = spawn(process.execPath, [join(folder, `${name}.js`), JSON.stringify(job)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (text) => (printed += text));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve(JSON.parse(printed))
        : reject(new Error(`Cannot measure rating: ${name} ended with ${code}`)),
    );
  });
  if (timed.records !== job.records) {
    throw new Error(`Cannot compare ${name}: expected ${job.records} records, not ${timed.records}`);
  }
  return timed;
};
