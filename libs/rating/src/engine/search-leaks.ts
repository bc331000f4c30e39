import { inOrder } from '@dialplane/basics';
import { inOrderOfPlaces } from '@dialplane/pricing';
import {
  type BilledUse,
  defaultAloneSeconds,
  findOrphanLegs,
  findOverlaps,
  type Leak,
} from '../leaks/find-leaks';
import { type Inspection, inspectReferences } from './inspect-references';
import { type MarkedReference, sharedReferences } from './shared-references';
import { openSorter, type Sorter } from './sorter';
import type { Spill } from './spill';

/** The places of uses that may be part of a leak. */
export type UseReferences = { readonly calls: Spill; readonly transactions: Spill };

/**
 * Finds leaks among more uses than fit into memory, and yields them in order of place. Reads only the documents of uses that
 * share a call with another use, and of transactions that may have an orphan leg.
 */
export const searchLeaks = async (
  { calls, transactions }: UseReferences,
  isValid: (chunk: number, mark: number) => boolean,
  inspection: Inspection,
): Promise<Sorter<Leak>> => {
  const leaks = openSorter<Leak>(`${inspection.folder}/leaks`, inOrderOfLeaks);
  const search = async (
    spill: Spill,
    isSuspect: (group: readonly MarkedReference[]) => boolean,
    find: (uses: readonly BilledUse[]) => readonly Leak[],
  ): Promise<void> => {
    const suspects = function* () {
      for (let i = 0; i < spill.partitions; i += 1) {
        for (const group of sharedReferences(spill.read(i), isValid)) if (isSuspect(group)) yield* group;
      }
    };
    for await (const documents of inspectReferences(suspects(), inspection)) {
      const uses = documents.flatMap(({ use }) => use ?? []).sort(inOrderOfPlaces);
      for (const leak of find(uses)) await leaks.add(leak);
    }
  };
  await search(calls, () => true, findOverlaps);
  await search(transactions, mayLeaveOneAlone, findOrphanLegs);
  return leaks;
};

const mayLeaveOneAlone = (legs: readonly MarkedReference[]): boolean => {
  const ends = legs.map(({ endedAt }) => endedAt);
  return Math.max(...ends) - Math.min(...ends) > defaultAloneSeconds;
};

const inOrderOfLeaks = (a: Leak, b: Leak): number =>
  inOrderOfPlaces(a.use, b.use) || inOrder(a.kind, b.kind) || inOrderOfPlaces(a.other, b.other);
