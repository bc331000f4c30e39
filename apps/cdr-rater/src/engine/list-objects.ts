import { kindOfKey } from '@dialplane/cdr';
import type { ObjectStore } from '@dialplane/object-store';
import type { RunPlan } from '../run-plan';
import { atOnce, type Listed } from './cut-chunks';

/** Objects are read by their names alone in folders whose first one is so small: then it has one record, as the others will. */
const small = 64 << 10;

/**
 * All objects of a plan, in order of their keys: its prefixes are in order, and none begins another. Where nobody asks when they
 * arrived, small ones on this machine's disk come with their names alone.
 */
export const listObjects = async function* (
  records: ObjectStore,
  { prefixes, arrivals }: RunPlan,
): AsyncGenerator<Listed> {
  for (const prefix of prefixes) {
    const named = arrivals === 'unknown' ? await records.names?.(prefix) : undefined;
    if (!named || named.firstBytes > small) yield* records.list(prefix);
    else yield* groupsOf(prefix, named.names, named.firstBytes);
  }
};

const groupsOf = function* (prefix: string, names: readonly string[], bytesEach: number): Generator<Listed> {
  const kind = kindOfKey(prefix);
  const together = Math.min(atOnce.objects, Math.ceil(atOnce.bytes / 2 / Math.max(1, bytesEach)));
  for (let i = 0; i < names.length; i += together) {
    yield { prefix, ...(kind && { kind }), names: names.slice(i, i + together).join('/') };
  }
};
