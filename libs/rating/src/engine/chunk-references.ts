import { type CallRecord, definitionOf } from '@dialplane/cdr';
import { type Kernel, type ReferenceKind, referenceBytes, writeReference } from '@dialplane/rating-kernel';
import { billedUse } from '../leaks/find-leaks';
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
export const openChunkReferences = (kernel: Kernel, stores: ReferenceStores, chunk: number) => {
  for (const store of Object.values(stores)) store.clear();
  const piece = new Uint8Array(referenceBytes);
  const view = new DataView(piece.buffer);

  const add = (
    kind: ReferenceKind,
    hash: bigint,
    endedAt: number,
    offset: number,
    position: number,
  ): void => {
    writeReference(view, 0, { hash, endedAt, chunk, offset, position });
    stores[kind].add(piece);
  };

  return {
    /** Any record, with any outcome. */
    addIdentity: (record: CallRecord, offset: number, position: number): void => {
      const { kind, transactionId, callId = '', usageType = '' } = record;
      const hash = kernel.hashes.identity(kind, transactionId, callId, usageType);
      add('identities', hash, 0, offset, position);
    },
    /** A record that is rated or unrated, if it can be part of a leak. */
    addUse: (record: CallRecord, offset: number, position: number): void => {
      const use = billedUse(record, { source: '', position });
      if (!use) return;
      const { kind, accountId, callId, line, transactionId } = use;
      const endedAt = use.endedAt ?? use.at + use.seconds;
      add('calls', kernel.hashes.call(kind, accountId, callId, line), endedAt, offset, position);
      if (!definitionOf(kind).hasLegs) return;
      const hash = kernel.hashes.transaction(accountId, transactionId);
      add('transactions', hash, endedAt, offset, position);
    },
    /** Adds what the kernel has collected; false if there is nothing. */
    takeFromKernel: (): boolean => kernel.takeReferences((kind, bytes) => stores[kind].add(bytes)),
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
