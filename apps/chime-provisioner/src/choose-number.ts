import type { E164 } from '@dialplane/phone-numbers';
import type { NumberPorts } from './number-ports';
import { type Criteria, describeCriteria } from './number-source';
import { retry } from './retry';
import type { ProvidedNumber } from './provided-number';
import { changedByAnother } from './save-record';

/** A record without the number. */
export type Unchosen = Omit<ProvidedNumber, 'number' | 'chosenAt'>;

/**
 * Finds an available number and stores it as this name's own, before it is ordered.
 * @param seen the stored record, if there is one
 * @param tried numbers that are not available
 * @throws if none is left
 */
export const chooseNumber = async (
  { provided, market, now, wait }: NumberPorts,
  next: Unchosen,
  criteria: Criteria,
  seen: ProvidedNumber | undefined,
  tried: ReadonlySet<E164> = new Set(),
): Promise<ProvidedNumber> => {
  const what = `find a number with ${describeCriteria(criteria)} for "${next.name}"`;
  const found = await retry(wait, what, () => market.search(criteria));
  for (const number of found.filter((it) => !tried.has(it))) {
    const chosen: ProvidedNumber = { ...next, number, chosenAt: now() };
    const outcome = await provided.put(chosen, seen);
    if (outcome === 'stored') return chosen;
    if (outcome === 'conflict') throw changedByAnother(next.name);
  }
  throw new Error(`Cannot ${what}: none is available: try another area code or state, or try again later`);
};
