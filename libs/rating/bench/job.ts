import { readFileSync } from 'node:fs';

/** What every competitor is told: where records and prices are, where its output goes, and the month in seconds since 1970. */
export type Job = {
  readonly cdrs: string;
  readonly prices: string;
  readonly table: string;
  readonly out: string;
  readonly start: number;
  readonly end: number;
  /** How many records there are, so that none is overlooked. */
  readonly records: number;
  /** How a competitor is to work, where it has several ways. */
  readonly how?: string;
};

/** What one run of a competitor came to. */
export type Timed = {
  /** From the first line of its work to the end of its output, without the start of its process. */
  readonly seconds: number;
  /** Of all its threads: what it took of the machine, however busy others keep it. */
  readonly cpuSeconds: number;
  readonly records: number;
  /** The most memory that its process held. */
  readonly megabytes: number;
  /** The sum of all costs in sixtieths of 10^-10 dollars, where it is exact. */
  readonly total?: string;
};

/** What a competitor's work returns. */
export type Worked = Pick<Timed, 'records' | 'total'>;

/** Runs a competitor by the job in its arguments, and prints what it took. `checked` comes behind the clock. */
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

/** On Linux by the process's own status: what `resourceUsage` says counts the parent's memory at the fork too. */
const peakMegabytes = (): number => {
  const kilobytes =
    process.platform === 'linux'
      ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
      : process.resourceUsage().maxRSS;
  return kilobytes / 1024;
};
