import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { memoryPool } from '../src/memory-pool';
import { type Pool, poolDefaults } from '../src/pool';

const rules: Pool = { ...poolDefaults, name: 'bench', holdSeconds: 3_600, restSeconds: 0 };

/**
 * Pairs of check-out and release per second of processor time: what one otherwise idle core does. In memory, on a pool with
 * `numbers` numbers, of which a share is reserved.
 */
export const pairsPerSecond = (numbers: number, full: number, pairs = 1_000_000): number => {
  const pool = memoryPool('bench');
  const sealed = new Uint8Array(300);
  let now = 1_796_000_000 as EpochSeconds;
  for (let n = 0; n < numbers; n += 1)
    pool.add(`+1${String(2_000_000_000 + n)}` as E164, 'exclusive', (now - 1) as EpochSeconds);
  for (let n = 0; n < numbers * full; n += 1)
    pool.checkOut(rules, { token: `held-${n}`, sealed, now: () => now }, now);
  const clock = () => now;
  const tokens = Array.from({ length: pairs }, (_, n) => `pair-${n}`);
  const start = process.cpuUsage();
  for (let n = 0; n < pairs; n += 1) {
    if (n % 1_000 === 0) now = (now + 1) as EpochSeconds;
    const token = tokens[n] as string;
    const outcome = pool.checkOut(rules, { token, sealed, now: clock }, now);
    if (outcome.kind !== 'granted') throw new Error(`Cannot measure: no number was free at ${full}`);
    if (pool.release(outcome.slot.number, undefined, token, now) !== 'released')
      throw new Error('Cannot measure: a release failed');
  }
  const { user, system } = process.cpuUsage(start);
  return (pairs / (user + system)) * 1e6;
};
