import type { ProvidedNumber } from './provided-number';
import type { ProvidedNumbers } from './provided-numbers';

/** Where it is written down. */
type Book = { readonly provided: ProvidedNumbers };

/** Writes down what is meant to be done next with a number. @throws if somebody else wrote meanwhile */
export const writeDown = async (
  { provided }: Book,
  seen: ProvidedNumber,
  change: Partial<Pick<ProvidedNumber, 'wanted' | 'onDestroy' | 'status' | 'acquired'>>,
): Promise<ProvidedNumber> => {
  const next = { ...seen, ...change, version: seen.version + 1 };
  if ((await provided.put(next, seen)) !== 'stored') throw changedMeanwhile(seen.name);
  return next;
};

/** Forgets a number, once nothing is left to be done for it. @throws if somebody else wrote meanwhile */
export const forget = async ({ provided }: Book, seen: ProvidedNumber): Promise<void> => {
  if ((await provided.remove(seen)) === 'conflict') throw changedMeanwhile(seen.name);
};

/** What to say when two invocations are at the same number. */
export const changedMeanwhile = (name: string): Error =>
  new Error(`Cannot go on with the number "${name}": another invocation changed it meanwhile: apply again`);
