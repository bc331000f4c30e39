import type { ProvidedNumber } from './provided-number';
import type { ProvidedNumbers } from './provided-numbers';

/** The store of records. */
type Records = { readonly provided: ProvidedNumbers };

/** Stores what is to be done next with a number. @throws if another invocation wrote first */
export const saveRecord = async (
  { provided }: Records,
  seen: ProvidedNumber,
  change: Partial<
    Pick<ProvidedNumber, 'wanted' | 'onDestroy' | 'status' | 'acquired' | 'revision' | 'worker'>
  >,
): Promise<ProvidedNumber> => {
  const next = { ...seen, ...change, version: seen.version + 1 };
  if ((await provided.put(next, seen)) !== 'stored') throw changedByAnother(seen.name);
  return next;
};

/** Deletes the record of a number when nothing is left to do. @throws if another invocation wrote first */
export const deleteRecord = async ({ provided }: Records, seen: ProvidedNumber): Promise<void> => {
  if ((await provided.remove(seen)) === 'conflict') throw changedByAnother(seen.name);
};

/** The error when two invocations change the same number. */
export const changedByAnother = (name: string): Error =>
  new Error(`Cannot continue with the number "${name}": another invocation has changed it: apply again`);
