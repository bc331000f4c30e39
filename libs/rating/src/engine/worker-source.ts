import type * as esbuild from 'esbuild';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

/** What a thread runs: a file, or JavaScript. */
export type WorkerSource = { readonly file: string } | { readonly code: string };

/**
 * What the threads of this program run. Beside a bundle lies one of `rater-worker`. A program that runs from its sources makes one,
 * with esbuild, which is there wherever tsx is: it takes a tenth of a second, and each thread starts in less than it would take
 * to compile all files anew.
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
