import type { E164 } from '@dialplane/phone-numbers';
import type { Forward, StoredForward } from './forward';
import type { FindForward } from './forward-store';
import { ringable } from './loops';

/**
 * The forwards that a call to `forward` can reach, directly or through others: `checkForward` needs them to find a loop.
 * Each is looked up once, and the targets of one forward concurrently. The rest of the store is not read.
 *
 * @param most stops after about this many look-ups
 */
export const forwardsReachableFrom = async (
  forward: Forward,
  find: FindForward,
  most = Infinity,
): Promise<readonly StoredForward[]> => {
  const seen = new Set<E164>([forward.number]);
  const found: StoredForward[] = [];
  for (let ahead = unseenIn(forward, seen); ahead.length > 0 && seen.size <= most + 1;) {
    const next = (await Promise.all(ahead.map(find))).filter((it) => it !== undefined);
    found.push(...next);
    ahead = next.flatMap((it) => unseenIn(it, seen));
  }
  return found;
};

/** The numbers that a forward rings and that were not looked up yet. They count as seen from then on. */
const unseenIn = (forward: Forward, seen: Set<E164>): readonly E164[] =>
  ringable(forward).filter((number) => !seen.has(number) && seen.add(number));
