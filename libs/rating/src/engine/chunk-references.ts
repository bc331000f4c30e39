import type { CallRecord } from '@dialplane/cdr';
import type { Kernel, ReferenceKind } from '@dialplane/rating-kernel';
import { callThatCanLeak } from '../leaks/find-leaks';
import { openReferenceStore, type ReferenceStore } from './reference-store';
import { type SortedReferences, sortReferences } from './shared-references';

/** The references of a chunk, by partition. */
export type ChunkReferences = Readonly<Record<ReferenceKind, SortedReferences>>;

/** Memory for references of each kind. */
export type ReferenceStores = Readonly<Record<ReferenceKind, ReferenceStore>>;

/** Opens the stores. They are reused for one chunk after another. */
export const openReferenceStores = (): ReferenceStores => ({
  identities: openReferenceStore(),
  calls: openReferenceStore(),
  transactions: openReferenceStore(),
});

/** Collects the places of documents that may be copies of others, or part of a leak. */
export const openChunkReferences = (kernel: Kernel, stores: ReferenceStores) => {
  for (const store of Object.values(stores)) store.clear();
  const takeFromKernel = (): boolean => kernel.takeReferences((kind, bytes) => stores[kind].add(bytes));

  return {
    /**
     * Adds a record.
     *
     * @param isUse whether it is rated or unrated: only such a record can be part of a leak
     */
    add: (record: CallRecord, isUse: boolean, offset: number, position: number): void => {
      const { kind, transactionId, usageType = '' } = record;
      const use = isUse ? useOf(record) : undefined;
      const callId = record.callId ?? use?.callId ?? '';
      const document = { kind, transactionId, callId, usageType, use };
      if (kernel.note(document, offset, position)) return;
      takeFromKernel();
      kernel.note(document, offset, position);
    },
    takeFromKernel,
    /** All references, sorted, marked with the round of the run; in the given memory if they fit. */
    close: (round: number, space: Uint8Array = new Uint8Array(0)): ChunkReferences => {
      let used = 0;
      const sorted = (kind: ReferenceKind): SortedReferences => {
        const found = sortReferences(stores[kind].all(), round, space.subarray(used));
        if (found.references.buffer === space.buffer) used += found.references.length;
        return found;
      };
      return {
        identities: sorted('identities'),
        calls: sorted('calls'),
        transactions: sorted('transactions'),
      };
    },
  };
};

/** The references of a chunk that were already collected in an earlier round: none. */
export const noReferences = (): ChunkReferences => {
  const none = (): SortedReferences => sortReferences(new Uint8Array(0), 0);
  return { identities: none(), calls: none(), transactions: none() };
};

const useOf = (record: CallRecord) => {
  const callId = callThatCanLeak(record);
  if (callId === undefined) return undefined;
  const {
    accountId,
    at,
    billableSeconds,
    endedAt = at + billableSeconds,
    serviceCode,
    usageType = '',
  } = record;
  return { callId, accountId, line: `${serviceCode} ${usageType}`, endedAt };
};
