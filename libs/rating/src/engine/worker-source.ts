import type * as esbuild from 'esbuild';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

/** What a thread runs: a file, or JavaScript. */
export type WorkerSource = { readonly file: string } | { readonly code: string };

/**
 * The program of the worker threads. Beside a bundle there is `rater-worker.js`. When running from sources, esbuild (a dependency of
 * tsx) bundles it in a tenth of a second, which is faster than compiling all files in each thread.
 */
export const workerSource = (): WorkerSource => {
  if (extname(__filename) !== '.ts') return { file: join(__dirname, 'rater-worker.js') };
  const { buildSync } = createRequire(__filename)('esbuild') as typeof esbuild;
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, 'rater-worker.ts')],
    bundle: true,
    platform: 'node',
    tsconfig: join(__dirname, '../../../../tsconfig.base.json'),
    external: ['@aws-sdk/*'], // threads read no bucket, and the SDK may not be installed
    write: false,
    logLevel: 'error',
  });
  return { code: outputFiles[0]?.text ?? '' };
};
