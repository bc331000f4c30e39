import type { E164 } from '@dialplane/phone-numbers';
import type { NumberPorts } from './number-ports';
import { type Criteria, describeCriteria } from './number-source';
import { insist } from './patience';
import type { ProvidedNumber } from './provided-number';
import { changedMeanwhile } from './write-down';

/** All of a record but what choosing a number decides. */
export type Unchosen = Omit<ProvidedNumber, 'number' | 'chosenAt'>;

/**
 * Looks for a number that nobody provides yet, and writes it down as this one's own, before it is ordered.
 * @param seen what was written down before, if anything
 * @param besides numbers that were tried already
 * @throws if none is left
 */
export const chooseNumber = async (
  { provided, market, now, pause }: NumberPorts,
  next: Unchosen,
  criteria: Criteria,
  seen: ProvidedNumber | undefined,
  besides: ReadonlySet<E164> = new Set(),
): Promise<ProvidedNumber> => {
  const what = `find a number with ${describeCriteria(criteria)} for "${next.name}"`;
  const found = await insist(pause, what, () => market.search(criteria));
  for (const number of found.filter((it) => !besides.has(it))) {
    const chosen: ProvidedNumber = { ...next, number, chosenAt: now() };
    const outcome = await provided.put(chosen, seen);
    if (outcome === 'stored') return chosen;
    if (outcome === 'conflict') throw changedMeanwhile(next.name);
  }
  throw new Error(`Cannot ${what}: none is available: try another area code or state, or later`);
};
