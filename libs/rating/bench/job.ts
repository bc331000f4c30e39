import { readFileSync } from 'node:fs';

/** The input of every competitor: where records and prices are, where the output goes, and the month in seconds since 1970. */
export type Job = {
  readonly cdrs: string;
  readonly prices: string;
  readonly table: string;
  readonly out: string;
  readonly start: number;
  readonly end: number;
  /** The number of records, to check that none is missed. */
  readonly records: number;
  /** The settings of a competitor that has several. */
  readonly how?: string;
};

/** The measurements of one run of a competitor. */
export type Timed = {
  /** From the start of the work to the end of the output, without the start of the process. */
  readonly seconds: number;
  /** The CPU time of all threads, which does not depend on the machine's other load. */
  readonly cpuSeconds: number;
  readonly records: number;
  /** The peak memory of the process. */
  readonly megabytes: number;
  /** The sum of all costs in sixtieths of 10^-10 dollars, where it is exact. */
  readonly total?: string;
};

/** What a competitor's work returns. */
export type Worked = Pick<Timed, 'records' | 'total'>;

/** Runs a competitor on the job in its arguments and prints the measurements. `checked` runs after the timing. */
export const compete = async (
  work: (job: Job) => Promise<Worked | (() => Promise<Worked>)>,
): Promise<void> => {
  const job = JSON.parse(process.argv[2] ?? '') as Job;
  const before = process.cpuUsage();
  const started = process.hrtime.bigint();
  const worked = await work(job);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = (user + system) / 1e6;
  const megabytes = peakMegabytes();
  const { records, ...more } = typeof worked === 'function' ? await worked() : worked;
  console.log(JSON.stringify({ seconds, cpuSeconds, records, megabytes, ...more } satisfies Timed));
};

/** On Linux read from the process's own status: `resourceUsage` also counts the parent's memory at the fork. */
const peakMegabytes = (): number => {
  const kilobytes =
    process.platform === 'linux'
      ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
      : process.resourceUsage().maxRSS;
  return kilobytes / 1024;
};
