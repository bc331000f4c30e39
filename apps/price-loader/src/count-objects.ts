import { listInOrder, type ObjectStore } from '@dialplane/object-store';
import { engineFor, type EngineLimits, type Volume } from './engine';

/** Counts the objects below prefixes, and stops above a limit: more would not change which engine rates them. */
export const countObjects = async (
  records: Pick<ObjectStore, 'list'>,
  prefixes: readonly string[],
  limits: EngineLimits,
): Promise<Volume> => {
  let counted: Volume = { objects: 0, bytes: 0 };
  for await (const { bytes } of listInOrder(records, prefixes)) {
    counted = { objects: counted.objects + 1, bytes: counted.bytes + bytes };
    if (engineFor(counted, limits) === 'glue') return counted;
  }
  return counted;
};
