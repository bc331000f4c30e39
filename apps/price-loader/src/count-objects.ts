import type { ObjectStore } from '@dialplane/object-store';
import { engineFor, type EngineLimits, type Volume } from './engine';

/** Counts what is below prefixes, and stops once that is above a limit: more would not change who rates it. */
export const countObjects = async (
  records: Pick<ObjectStore, 'list'>,
  prefixes: readonly string[],
  limits: EngineLimits,
): Promise<Volume> => {
  let counted: Volume = { objects: 0, bytes: 0 };
  for (const prefix of prefixes) {
    for await (const { bytes } of records.list(prefix)) {
      counted = { objects: counted.objects + 1, bytes: counted.bytes + bytes };
      if (engineFor(counted, limits) === 'glue') return counted;
    }
  }
  return counted;
};
