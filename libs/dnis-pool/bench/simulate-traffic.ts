import type { EpochSeconds, Random } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { memoryPool } from '../src/memory-pool';
import type { Pool } from '../src/pool';
import type { PoolTraffic } from '../src/sizing';
import { eventHeap } from './event-heap';

/** The distribution of set-up times around their mean. */
export type Spread = 'exponential' | 'constant' | 'uniform';

/** The result of a simulation. */
export type Simulated = {
  /** The share of attempts that found no number. */
  readonly blocking: number;
  /** The standard error of the blocking, as a share of it: how far chance alone moves the result. */
  readonly chance: number;
  readonly attempts: number;
};

/** How long to simulate: until chance moves the blocking by no more than this share of it, or for so many attempts. */
export type Length = { readonly chance: number; readonly mostAttempts: number };

type Event = { readonly kind: 'attempt'; readonly source: number } | Arrival;
type Arrival = { readonly kind: 'arrival'; readonly number: E164; readonly contact: string };

/** The simulation passes milliseconds to a pool that expects seconds. The pool only adds and compares times. */
const unit = 1_000;

/**
 * Plays transfers on the real pool in memory, one event after another, to check the formulas. Transfers start at random, or
 * from sources that are each idle for a random time. Blocked transfers are retried much later.
 */
export const simulateTraffic = (
  traffic: PoolTraffic & { readonly spread?: Spread },
  numbers: number,
  { chance, mostAttempts }: Length,
  random: Random,
): Simulated => {
  const { perSecond, setupSeconds, restSeconds = 30, holdSeconds = 120, sources } = traffic;
  const { lostShare = 0, retryShare = 0, spread = 'exponential' } = traffic;
  const rules: Pool = {
    name: 'simulated',
    mode: 'exclusive',
    holdSeconds: holdSeconds * unit,
    restSeconds: restSeconds * unit,
    withheldCallers: 'refuse',
  };
  const pool = memoryPool('simulated');
  for (let n = 0; n < numbers; n += 1) pool.add(`+1${n}` as E164, 'exclusive', 0 as EpochSeconds);
  const events = eventHeap<Event>();
  const exponential = (mean: number) => -Math.log(1 - random.fraction()) * mean * unit;
  const setup = () => {
    if (spread === 'constant') return setupSeconds * unit;
    return spread === 'uniform' ? 2 * random.fraction() * setupSeconds * unit : exponential(setupSeconds);
  };
  const meanIdle = sources === undefined ? 1 / perSecond : idleSeconds(traffic, sources);
  const hold = (1 - lostShare) * setupSeconds + lostShare * holdSeconds + restSeconds;
  const next = (now: number, source: number) =>
    events.add(now + exponential(meanIdle), { kind: 'attempt', source });

  for (let source = 0; source < (sources ?? 1); source += 1) next(0, source);
  const batches = batchMeans();
  let now = 0 as EpochSeconds;
  const clock = () => now;
  let tried = 0;
  // The first batch finds an empty pool, so it is not counted.
  for (let batch = 0; batch < leastBatches || batches.chance() > chance; batch += 1) {
    let blocked = 0;
    let attempts = 0;
    while (attempts < batchSize) {
      const taken = events.take();
      if (!taken) throw new Error('Cannot simulate: expected at least one source');
      const { event } = taken;
      now = taken.at as EpochSeconds;
      if (event.kind === 'arrival') {
        pool.lookUp(event.number, undefined, { contact: event.contact, caller: 'vouched' }, now);
        continue;
      }
      const fresh = event.source >= 0;
      if (sources === undefined && fresh) next(now, event.source);
      attempts += 1;
      tried += 1;
      const token = String(tried);
      const outcome = pool.checkOut(rules, { token, sealed: nothing, now: clock }, now);
      if (outcome.kind !== 'granted') {
        blocked += 1;
        if (random.chance(retryShare))
          events.add(now + exponential(20 * hold), { kind: 'attempt', source: -1 });
        else if (sources !== undefined) next(now, event.source);
        continue;
      }
      const lost = random.chance(lostShare);
      const until = lost ? holdSeconds * unit : setup();
      if (!lost) events.add(now + until, { kind: 'arrival', number: outcome.slot.number, contact: token });
      // A source is busy while its number is.
      if (sources !== undefined) next(now + until + restSeconds * unit, event.source);
    }
    if (batch > 0) batches.add(blocked / attempts);
    if (tried >= mostAttempts) break;
  }
  return { blocking: batches.mean(), chance: batches.chance(), attempts: tried };
};

/**
 * Attempts in a batch. Blocked attempts come in bursts, which are far shorter than a batch. So the batches are nearly
 * independent, and their spread shows how far chance moves the mean ("batch means").
 */
const batchSize = 30_000;
const leastBatches = 11;

const batchMeans = () => {
  let count = 0;
  let sum = 0;
  let squares = 0;
  const mean = () => sum / count;
  return {
    add: (value: number) => {
      count += 1;
      sum += value;
      squares += value * value;
    },
    mean,
    /** The standard error of the mean, divided by the mean. */
    chance: () => Math.sqrt((squares / count - mean() ** 2) / (count - 1)) / mean(),
  };
};

const nothing = new Uint8Array();

/** How long a source is idle, so that all sources together offer the traffic's rate if no transfer is blocked. */
const idleSeconds = (traffic: PoolTraffic, sources: number): number => {
  const { perSecond, setupSeconds, restSeconds = 30, holdSeconds = 120, lostShare = 0 } = traffic;
  const hold = (1 - lostShare) * setupSeconds + lostShare * holdSeconds + restSeconds;
  return sources / perSecond - hold;
};
