import { kindOfKey } from '@dialplane/cdr';
import { isIgnoredKey } from '@dialplane/rating-definitions';
import { listInOrder, type ObjectStore } from '@dialplane/object-store';
import type { RunPlan } from '../plan/run-plan';
import type { ChunkSizes } from './chunk-sizes';
import type { ListedObject } from './cut-chunks';

/**
 * All objects of a plan, in order of their keys: its prefixes are in order, and none is a prefix of another. Where arrival does not
 * matter, small objects on this disk are listed by name only. Files that no service writes, such as `.DS_Store`, are left out.
 *
 * @param onIgnored called with the key of each that is left out
 */
export const listObjects = async function* (
  records: ObjectStore,
  { prefixes, arrivals }: RunPlan,
  sizes: ChunkSizes,
  onIgnored: (key: string) => void = () => undefined,
): AsyncGenerator<ListedObject> {
  const isWanted = (key: string): boolean => {
    if (!isIgnoredKey(key)) return true;
    onIgnored(key);
    return false;
  };

  if (!records.names) {
    for await (const object of listInOrder(records, prefixes)) if (isWanted(object.key)) yield object;
    return;
  }
  // A folder on this disk is listed at once and takes as much memory as it has files, so one at a time.
  for (const prefix of prefixes) {
    const named = arrivals === 'unknown' ? await records.names(prefix) : undefined;
    if (!named || named.firstBytes > sizes.named) {
      for await (const object of records.list(prefix)) if (isWanted(object.key)) yield object;
    } else {
      const names = named.names.filter((name) => isWanted(prefix + name));
      yield* groupsOf(prefix, names, named.firstBytes, sizes);
    }
  }
};

const groupsOf = function* (
  prefix: string,
  names: readonly string[],
  bytesEach: number,
  sizes: ChunkSizes,
): Generator<ListedObject> {
  const kind = kindOfKey(prefix);
  const together = Math.min(sizes.objects, Math.ceil(sizes.bytes / 2 / Math.max(1, bytesEach)));
  for (let i = 0; i < names.length; i += together) {
    yield { prefix, ...(kind && { kind }), names: names.slice(i, i + together).join('/') };
  }
};
