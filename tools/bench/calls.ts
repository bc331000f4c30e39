import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { NetworkCounts } from '@dialplane/phone-network';
import { print } from './measure';

const program = 'dist/bench/calls-on-one-core.js';

type Played = NetworkCounts & { readonly seconds: number };

/** Measures simulated calls per second: one process per core, at most two, because the target is for a machine with 2 cores. */
export const benchCalls = async (): Promise<void> => {
  const cores = Math.min(2, availableParallelism());
  // Bundled, as the Lambda is. Run from source, tsx would add code that names every function each time it is created.
  await build({
    entryPoints: [join(__dirname, 'calls-on-one-core.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    packages: 'external',
    tsconfig: 'tsconfig.base.json',
    logLevel: 'error',
  });
  const played = await Promise.all(Array.from({ length: cores }, (_, core) => playOnOneCore(core + 1)));
  const sum = (key: keyof Played) => played.reduce((total, one) => total + one[key], 0);
  const seconds = Math.max(...played.map((one) => one.seconds));
  print(
    'simulated calls per second',
    (sum('calls') / seconds).toFixed(0),
    `target >= 1000 on 2 cores; this ran on ${cores}`,
  );
  print(
    '  calls, legs, invocations',
    `${sum('calls')}, ${sum('legs')}, ${sum('invocations')}`,
    `${sum('legsAlive')} legs left up`,
  );
};

const playOnOneCore = (seed: number): Promise<Played> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, String(seed)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (text) => (printed += text));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve(JSON.parse(printed))
        : reject(new Error(`Cannot measure calls: the program exited with status ${code}`)),
    );
  });
