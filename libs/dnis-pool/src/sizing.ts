import { erlangB, numbersForSources, numbersWithRetries } from './erlang';
import type { NumberMode } from './pool';

/** The traffic of a pool. */
export type PoolTraffic = {
  /** Transfers started per second. */
  readonly perSecond: number;
  /** The average time from check-out until the flow has looked up the context, in seconds. */
  readonly setupSeconds: number;
  /** How long a number rests after each transfer, in seconds. It is not free then. @default 30 */
  readonly restSeconds?: number;
  /** How long a reservation waits for a call that never arrives, in seconds. @default 120 */
  readonly holdSeconds?: number;
  /** Share of transfers whose call never arrives. @default 0 */
  readonly lostShare?: number;
  /** Share of transfers whose caller's number is not known or does not arrive. They need exclusive numbers. @default 0 */
  readonly anonymousShare?: number;
  /** Share of blocked transfers that are tried again. @default 0 */
  readonly retryShare?: number;
  /** How many agents or lines can start a transfer, if there are only a few. @default no limit */
  readonly sources?: number;
};

/** The required quality, and the limits of the account. */
export type Goal = {
  /** The largest share of transfers that may find no free number. @default 0.001 */
  readonly blocking?: number;
  /** The most simultaneous calls on one number, if the carrier limits them. @default no limit */
  readonly callsPerNumber?: number;
  /** The quota of phone numbers of the Amazon Connect instance. @default 5 */
  readonly numberQuota?: number;
  /** The quota of simultaneous calls of the Amazon Connect instance. @default 10 */
  readonly callQuota?: number;
};

/** How many numbers to buy, and why. */
export type Advice = {
  readonly mode: NumberMode;
  /** The offered load in erlangs, including retries. */
  readonly load: number;
  readonly numbers: number;
  /** How many of these are exclusive: all in an exclusive pool; in a composite pool those for unknown callers. */
  readonly exclusive: number;
  readonly composite: number;
  /** The blocking to expect. */
  readonly blocking: number;
  /** The use at which an alarm leaves time to act: above it, one transfer in a hundred would soon be blocked. */
  readonly alarmAtPercent: number;
  readonly warnings: readonly string[];
};

/**
 * How long a transfer holds its number, on average, in seconds. A resting number is not free, and a call that never arrives
 * holds its number until the reservation expires.
 */
export const meanHold = ({
  setupSeconds,
  restSeconds = 30,
  holdSeconds = 120,
  lostShare = 0,
}: PoolTraffic): number => (1 - lostShare) * setupSeconds + lostShare * holdSeconds + restSeconds;

/** Two composite numbers, so that one caller can be in two transfers at once. */
const leastComposite = 2;

/** How many numbers a pool needs for its traffic. */
export const adviseNumbers = (mode: NumberMode, traffic: PoolTraffic, goal: Goal = {}): Advice => {
  checkTraffic(traffic);
  const { blocking = 0.001, callsPerNumber = Infinity, numberQuota = 5, callQuota = 10 } = goal;
  const load = traffic.perSecond * meanHold(traffic);
  const anonymous = mode === 'exclusive' ? 1 : (traffic.anonymousShare ?? 0);
  const exclusive = exclusiveNumbers(load * anonymous, blocking, traffic);
  const sharedLoad = load - load * anonymous;
  // A call occupies its line until it ends in the instance, so this is the minimum.
  const callsAtOnce = traffic.perSecond * traffic.setupSeconds;
  const composite =
    sharedLoad > 0
      ? Math.max(leastComposite, Math.ceil((callsAtOnce * (1 - anonymous)) / callsPerNumber))
      : 0;
  const numbers = exclusive.numbers + composite;
  return {
    mode,
    load: exclusive.load + sharedLoad,
    numbers,
    exclusive: exclusive.numbers,
    composite,
    blocking: exclusive.blocking * anonymous,
    alarmAtPercent: alarmAt(exclusive.numbers, exclusive.load),
    warnings: [
      ...(numbers > numberQuota
        ? [
            `${numbers} numbers exceed the quota of ${numberQuota} phone numbers for each instance: ask AWS for more first`,
          ]
        : []),
      ...(callsAtOnce > callQuota
        ? [
            `${Math.ceil(callsAtOnce)} calls at once exceed the quota of ${callQuota} active calls for each instance: ask AWS for more first`,
          ]
        : []),
    ],
  };
};

const exclusiveNumbers = (load: number, blocking: number, { retryShare = 0, sources }: PoolTraffic) => {
  if (load === 0) return { numbers: 0, load: 0, blocking: 0 };
  if (sources !== undefined) return engsetNumbers(load, blocking, sources);
  return numbersWithRetries(load, blocking, retryShare);
};

/** With few sources, each source is idle while it is not in a transfer, so the load falls as more of them are busy. */
const engsetNumbers = (load: number, blocking: number, sources: number) => {
  if (load >= sources)
    throw new RangeError(
      `Cannot plan for ${load} erlangs from ${sources} sources: expected less than one transfer at a time from each`,
    );
  const idleRate = load / (sources - load);
  return { load, ...numbersForSources(sources, idleRate, blocking) };
};

/** The use, in percent, above which the next hundredth of load brings blocking of one in a hundred. */
const alarmAt = (numbers: number, load: number): number => {
  if (numbers === 0) return 100;
  let growing = load;
  while (erlangB(numbers, growing) < 0.01) growing = growing * 1.01 + 1e-6;
  return Math.max(1, Math.min(95, Math.floor((100 * growing) / numbers)));
};

const checkTraffic = (traffic: PoolTraffic): void => {
  const wrong = [
    ...negative('perSecond', traffic.perSecond),
    ...negative('setupSeconds', traffic.setupSeconds),
    ...negative('restSeconds', traffic.restSeconds),
    ...negative('holdSeconds', traffic.holdSeconds),
    ...noShare('lostShare', traffic.lostShare),
    ...noShare('anonymousShare', traffic.anonymousShare),
  ];
  if (wrong.length > 0) throw new RangeError(`Cannot plan for this traffic: ${wrong.join('; ')}`);
};

const negative = (name: string, value = 0): readonly string[] =>
  value >= 0 && Number.isFinite(value) ? [] : [`${name} is ${value}, expected 0 or more`];

const noShare = (name: string, value = 0): readonly string[] =>
  value >= 0 && value <= 1 ? [] : [`${name} is ${value}, expected a share from 0 to 1`];
