import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { memoryPool } from '../src/memory-pool';
import { type Pool, poolDefaults } from '../src/pool';

const rules: Pool = { ...poolDefaults, name: 'bench', holdSeconds: 3_600, restSeconds: 0 };

/** Pairs of a check-out and a release per second of processor time, at each share of reserved numbers. */
export type CoreRate = { readonly full: number; readonly pairsPerSecond: number };

/**
 * Measures pools in memory of one size, each with another share of its numbers reserved. A check-out takes the number that
 * has been idle longest, and the release that follows ends the oldest reservation, so that every number takes its turn, as in
 * a busy pool. A release of the number just taken would only use the few free numbers of a full pool, which then stay in the
 * processor's cache: the fuller the pool, the better it would look.
 *
 * The pools take turns, so that a slow moment of the machine does not hit one of them only. The result is the median.
 */
export const coreRates = (numbers: number, fills: readonly number[], rounds = 7): readonly CoreRate[] => {
  const pools = fills.map((full) => ({ full, measure: steadyPool(numbers, full), rates: [] as number[] }));
  for (let round = 0; round < rounds; round += 1)
    for (const { measure, rates } of pools) rates.push(measure(200_000));
  return pools.map(({ full, rates }) => ({ full, pairsPerSecond: medianOf(rates) }));
};

/** A pool with a share of its numbers reserved. Returns a function that measures a number of pairs. */
const steadyPool = (numbers: number, full: number) => {
  const pool = memoryPool('bench');
  const sealed = new Uint8Array(300);
  let now = 1_796_000_000 as EpochSeconds;
  const clock = () => now;
  for (let n = 0; n < numbers; n += 1)
    pool.add(`+1${String(2_000_000_000 + n)}` as E164, 'exclusive', (now - 1) as EpochSeconds);

  // The reservations in a ring: the newest at `at`, the oldest after it.
  const tokens = Array.from({ length: Math.floor(numbers * full) + 1 }, (_, n) => `token-${n}`);
  const taken = new Array<E164>(tokens.length);
  let at = 0;
  const reserve = () => {
    const outcome = pool.checkOut(rules, { token: tokens[at] as string, sealed, now: clock }, now);
    if (outcome.kind !== 'granted') throw new Error(`Cannot measure: no number was free at ${full}`);
    taken[at] = outcome.slot.number;
    at = at + 1 === tokens.length ? 0 : at + 1;
  };
  while (at < tokens.length - 1) reserve();

  return (pairs: number): number => {
    const start = process.cpuUsage();
    for (let n = 0; n < pairs; n += 1) {
      if (n % 1_000 === 0) now = (now + 1) as EpochSeconds;
      reserve();
      if (pool.release(taken[at] as E164, undefined, tokens[at] as string, now) !== 'released')
        throw new Error('Cannot measure: a release failed');
    }
    const { user, system } = process.cpuUsage(start);
    return (pairs / (user + system)) * 1e6;
  };
};

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
