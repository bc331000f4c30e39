import { spawnSync } from 'node:child_process';

/** The time and the peak memory of one run of a program. */
export type MeasuredRun = { readonly milliseconds: number; readonly megabytes: number };

/** Runs a Node program to its end and measures it from outside: elapsed time, and peak memory (Linux and macOS). */
export const runNode = (args: readonly string[], env: Readonly<Record<string, string>> = {}): MeasuredRun => {
  const report =
    'process.on("exit",()=>process.stderr.write("\\npeak "+process.resourceUsage().maxRSS+"\\n"));';
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${report}`, ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    },
  );
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0)
    throw new Error(`Cannot measure "node ${args.join(' ')}": it exited with status ${status}: ${stderr}`);
  return { milliseconds, megabytes: Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
};

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Prints a line of the bench: what was measured, the figure, and the target if there is one. */
export const print = (what: string, figure: string, target = ''): void =>
  console.log(`${what.padEnd(46)} ${figure.padEnd(26)} ${target}`);
