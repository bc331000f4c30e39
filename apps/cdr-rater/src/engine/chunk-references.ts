import type { CallRecord } from '@dialplane/cdr';
import {
  type Kernel,
  type KernelKind,
  type ReferenceKind,
  referenceBytes,
  writeReference,
} from '@dialplane/rating-kernel';
import { billedUse } from '../find-leaks';
import { type SortedReferences, sortReferences } from './shared-references';

/** What a chunk refers to, by partitions. */
export type ChunkReferences = Readonly<Record<ReferenceKind, SortedReferences>>;

/** Collects where documents stand that may be copies of others, or part of a leak. */
export const openChunkReferences = (kernel: Kernel, chunk: number, round: number) => {
  const pieces: Record<ReferenceKind, Uint8Array[]> = { identities: [], calls: [], transactions: [] };

  const add = (
    kind: ReferenceKind,
    hash: bigint,
    endedAt: number,
    offset: number,
    position: number,
  ): void => {
    const piece = new Uint8Array(referenceBytes);
    writeReference(new DataView(piece.buffer), 0, { hash, endedAt, chunk, offset, position });
    pieces[kind].push(piece);
  };

  return {
    /** A record, whatever becomes of it. */
    addIdentity: (record: CallRecord, offset: number, position: number): void => {
      const { kind, transactionId, usageType = '' } = record;
      const callId = kind === 'sip-media-application' ? record.callId : '';
      const hash = kernel.hashes.identity(kind, transactionId, callId, usageType);
      add('identities', hash, 0, offset, position);
    },
    /** A record that is rated or unrated, if it can be part of a leak. */
    addUse: (record: CallRecord, offset: number, position: number): void => {
      const use = billedUse(record, { source: '', position });
      if (!use) return;
      const { accountId, callId, line, transactionId } = use;
      const kind = record.kind as KernelKind;
      const endedAt = use.endedAt ?? use.at + use.seconds;
      add('calls', kernel.hashes.call(kind, accountId, callId, line), endedAt, offset, position);
      if (kind !== 'sip-media-application') return;
      const hash = kernel.hashes.transaction(accountId, transactionId);
      add('transactions', hash, endedAt, offset, position);
    },
    /** What the kernel has collected. */
    addAll: (taken: Readonly<Record<ReferenceKind, Uint8Array>>): void => {
      for (const [kind, piece] of Object.entries(taken)) {
        if (piece.length > 0) pieces[kind as ReferenceKind].push(piece);
      }
    },
    close: (): ChunkReferences => ({
      identities: sortReferences(pieces.identities, round),
      calls: sortReferences(pieces.calls, round),
      transactions: sortReferences(pieces.transactions, round),
    }),
  };
};
