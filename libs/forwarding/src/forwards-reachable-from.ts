import type { E164 } from '@dialplane/phone-numbers';
import type { Forward, StoredForward } from './forward';
import type { FindForward } from './forward-store';
import { ringable } from './loops';

/**
 * The forwards that a call to `forward` can come to, one after the other: what `checkForward` needs in order to see a
 * loop. Each is looked up once, those that one forward rings at the same time; the rest of the store is left alone.
 */
export const forwardsReachableFrom = async (
  forward: Forward,
  find: FindForward,
): Promise<readonly StoredForward[]> => {
  const seen = new Set<E164>([forward.number]);
  const found: StoredForward[] = [];
  for (let ahead = unseenIn(forward, seen); ahead.length > 0;) {
    const next = (await Promise.all(ahead.map(find))).filter((it) => it !== undefined);
    found.push(...next);
    ahead = next.flatMap((it) => unseenIn(it, seen));
  }
  return found;
};

/** What a forward rings and nobody has looked at yet; it counts as seen from then on. */
const unseenIn = (forward: Forward, seen: Set<E164>): readonly E164[] =>
  ringable(forward).filter((number) => !seen.has(number) && seen.add(number));
