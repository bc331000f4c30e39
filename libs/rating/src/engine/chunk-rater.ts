import { type CallRecord, identityOf, isLeftOut, type LeftOut } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import {
  digestOf,
  judge,
  type Outcome,
  type DocumentPlace,
  priceBookOf,
  rateHeld,
  type Rules,
} from '@dialplane/pricing';
import { quoted } from '../output/csv';
import { factsOf } from '../output/record-facts';
import { billedUse, type BilledUse } from '../leaks/find-leaks';
import type { RunPlan } from '../plan/run-plan';
import { type Chunk, type ChunkPart, offsetsOf } from './chunk';
import { type CsvName, openChunkCsv, openRowWriters } from './chunk-csv';
import { daysOf, kernelFor, membershipsIn } from './chunk-kernel';
import {
  type ChunkReferences,
  noReferences,
  openChunkReferences,
  openReferenceStores,
} from './chunk-references';
import { type HeldNotes, openHeldNotes } from './held-notes';
import { kernelLines } from './kernel-lines';
import { kernelRecordOf } from './kernel-record';
import type { Load, Loads, AllocateInput } from './loads';
import { readDocumentAt, readPart, type ReadDocument } from './read-part';
import type { ChunkSlot } from './slots';
import { openTotals, type Totals } from './totals';
import { changed } from './with-file';
import { addUnread, noUnread, type UnreadBytes } from './unread-bytes';
import type { Resolution } from './resolution';
import { timeSlots } from './time-slots';
import { usedAt } from './used-store';

/** Reads a chunk into memory that it requests, several parts at a time. */
export type LoadChunk = (chunk: Chunk, memory: AllocateInput) => Loads;

/** How to rate a chunk. */
export type RateChunkOptions = {
  /** Its documents that are known to be copies, in order of their offsets. */
  readonly resolutions: readonly Resolution[];
  /** What was used before its records of lines with tiers, once that is known: see `UsedStore`. */
  readonly used?: Uint8Array;
  /**
   * Which documents change the totals: `all` when a chunk is rated for the first time, and later only those about which more is
   * known now: `copies`, which so far counted as calls of their own; calls of tiered lines (`used`), which did not count; or `none`.
   */
  readonly counted: 'all' | 'copies' | 'used' | 'none';
  /** Whether references are wanted, and for which round of the run. */
  readonly references: boolean;
  readonly round: number;
  /** Memory for rows and references. */
  readonly space?: Pick<ChunkSlot, 'rows' | 'references'>;
};

/** The place of a record that no run rates, and why. */
export type LeftOutRecord = DocumentPlace & { readonly reason: LeftOut };

/** How many offenders of a kind are named. */
export const namedAtMost = 3;

/** The result of a chunk, apart from the totals. */
export type RatedChunk = {
  readonly chunk: number;
  readonly objects: number;
  readonly documents: number;
  readonly bytes: number;
  readonly unread: UnreadBytes;
  /** The first records that no run rates. */
  readonly leftOut: readonly LeftOutRecord[];
  readonly csv: Readonly<Record<CsvName, readonly Uint8Array[]>>;
  readonly references: ChunkReferences;
  readonly held: HeldNotes;
};

/** A document that is read again, because another one may be its copy, or part of the same leak. */
export type InspectedDocument = DocumentPlace & {
  readonly chunk: number;
  readonly offset: number;
  readonly arrivedAt: number;
  readonly identity: string;
  readonly digest: string;
  readonly use?: BilledUse;
};

/**
 * Rates chunks one after the other, in one thread, and keeps their totals until they are taken.
 *
 * @param compiled the kernel, by `compileKernel`
 */
export const openChunkRater = (plan: RunPlan, load: LoadChunk, compiled: object) => {
  const rules = rulesOf(plan);
  const lines = kernelLines(rules.book);
  const days = daysOf(plan);
  const kernel = kernelFor(plan, lines, [...rules.book.services.keys()], days, compiled);
  const membershipsOf = membershipsIn(plan);
  const stores = openReferenceStores();
  const held = openHeldNotes(rules.book, lines, timeSlots(plan));
  const writers = openRowWriters(plan.runId, plan.numbers);
  const totals = openTotals({ window: plan.window, numbers: plan.numbers, lines, days });

  return {
    /** Rates a chunk, or rates it again with what is known now. */
    rate: (
      chunk: Chunk,
      { resolutions, used, counted, references: notes, round, space }: RateChunkOptions,
    ): RatedChunk => {
      const csv = openChunkCsv(writers, space?.rows);
      const references = openChunkReferences(kernel, stores);
      held.clear();
      const known = new Map(resolutions.map((resolution) => [resolution.offset, resolution]));
      const ours = resolutions.map(({ offset }) => offset);

      const settle = (outcome: Outcome, counts: boolean): void => {
        const facts = 'record' in outcome ? factsOf(outcome.record) : undefined;
        if (counts) totals.addOutcome(outcome, facts);
        takeRows(); // those that the kernel has written so far come first
        csv.add(outcome, facts);
      };
      const takeRows = (): boolean => {
        const [rated, unrated] = [kernel.written('rated') > 0, kernel.written('unrated') > 0];
        if (rated) csv.addRated((into) => kernel.takeRows('rated', into));
        if (unrated) csv.addUnrated(kernel.takeRows('unrated'));
        return rated || unrated;
      };
      const takeHeld = (): boolean => {
        if (kernel.written('held') === 0) return false;
        held.addNotes(kernel.takeRows('held'));
        return true;
      };
      const makeRoom = (): boolean => {
        const [anyRows, anyHeld] = [takeRows(), takeHeld()];
        return references.takeFromKernel() || anyRows || anyHeld || totals.addSums(kernel.takeSums());
      };
      const settleInKernel = (record: CallRecord, offset: number, position: number): boolean => {
        const ofKernel = kernelRecordOf(record, plan.mapping);
        if (!ofKernel) return false;
        let settled = kernel.settle(ofKernel, offset, position);
        if (settled === 'full' && makeRoom()) settled = kernel.settle(ofKernel, offset, position);
        return settled === 'done';
      };

      let [objects, documents, read] = [0, 0, 0];
      let unread = noUnread;
      const leftOut: LeftOutRecord[] = [];
      const readLoad = ({ parts, base, bytes }: Load): number => {
        const offsets = offsetsOf(parts);
        kernel.openInput(base);
        return parts.reduce((sum, part, i) => sum + readOne(part, bytes, base, offsets[i] ?? 0), 0);
      };
      const readOne = (part: ChunkPart, bytes: Buffer, base: number, offset: number): number => {
        const { key: source, arrivedAt } = part;
        const onDocument = ({ read: document, offset, position, bytes: length }: ReadDocument): void => {
          const place = { source, position };
          if (!document.ok) {
            unread = addUnread(unread, document.error, length);
            return settle({ kind: 'rejected', ...place, rejection: document.error }, counted === 'all');
          }
          const record = document.value;
          const resolution = known.get(offset);
          if (!resolution && settleInKernel(record, offset, position)) return;
          const found = judge({ ...place, record, arrivedAt }, rules);
          if (notes) references.add(record, !resolution && found.kind !== 'outside', offset, position);
          if (resolution) {
            if (counted === 'copies' && found.kind !== 'held') totals.addOutcome(found, factsOf(record), -1);
            return settle(copyOf(resolution, place, record), counted === 'copies');
          }
          if (found.kind === 'outside' && isLeftOut(found.because) && leftOut.length < namedAtMost)
            leftOut.push({ ...place, reason: found.because });
          if (found.kind !== 'held') return settle(found, counted === 'all');
          const before = used && usedAt(used, offset);
          if (before === undefined) return held.add(found, chunk.number, offset);
          settle(rateHeld(found, rules.book, before), counted === 'used');
        };
        objects += part.last ? 1 : 0;
        read += part.storedBytes ?? part.to - part.from;
        return readPart(kernel, {
          part,
          bytes,
          base,
          offset,
          ours,
          prefix: prefixOf(plan.runId, source),
          memberships: membershipsOf(source, arrivedAt),
          onDocument,
          makeRoom,
        });
      };

      kernel.openChunk(chunk.number, { flat: counted === 'all', tiered: counted === 'used' }, used);
      const loads = load(chunk, kernel.input);
      for (let next = loads.next(0); !next.done;) {
        const before = documents;
        documents += readLoad(next.value);
        next = loads.next(documents - before);
      }
      takeRows();
      takeHeld();
      references.takeFromKernel();
      return {
        chunk: chunk.number,
        objects,
        documents,
        bytes: read,
        unread,
        leftOut,
        csv: csv.close(),
        references: notes ? references.close(round, space?.references) : noReferences(),
        held: held.close(round),
      };
    },

    /** Reads single documents of a chunk, by offset and position, in order of their offsets. */
    inspect: (
      chunk: Chunk,
      places: readonly { readonly offset: number; readonly position: number }[],
    ): readonly InspectedDocument[] => {
      const wanted = [...places].sort((a, b) => a.offset - b.offset);
      const found: InspectedDocument[] = [];
      const loads = load(chunk, kernel.input);
      for (let next = loads.next(0); !next.done; next = loads.next(0)) {
        const { parts, base, bytes } = next.value;
        const offsets = offsetsOf(parts);
        let i = 0;
        for (
          let place = wanted[found.length];
          place && place.offset < base + bytes.length;
          place = wanted[found.length]
        ) {
          while ((offsets[i + 1] ?? Infinity) <= place.offset - base) i += 1;
          const part = parts[i];
          if (!part) break;
          const from = place.offset - base;
          const to = (offsets[i] ?? 0) + part.to - part.from;
          found.push(inspectDocument(chunk.number, part, place, readDocumentAt(bytes, from, to, part.kind)));
        }
      }
      return found;
    },

    /** How many rows of totals wait to be taken. */
    totalRows: totals.size,

    /** The totals of all chunks since this was last called. */
    takeTotals: (): Totals => {
      totals.addSums(kernel.takeSums());
      return totals.take();
    },
  };
};

const inspectDocument = (
  chunk: number,
  { key, arrivedAt = 0 as EpochSeconds }: ChunkPart,
  { offset, position }: { readonly offset: number; readonly position: number },
  document: ReadDocument['read'],
): InspectedDocument => {
  if (!document.ok) throw changed(key);
  const record = document.value;
  const place = { source: key, position };
  const use = billedUse(record, place);
  return {
    ...place,
    chunk,
    offset,
    arrivedAt,
    identity: identityOf(record),
    digest: digestOf(record),
    ...(use && { use }),
  };
};

/** An open rater of chunks. */
export type ChunkRater = ReturnType<typeof openChunkRater>;

const copyOf = ({ kind, first }: Resolution, place: DocumentPlace, record: CallRecord): Outcome =>
  kind === 'duplicate' ? { kind, ...place, record, of: first } : { kind, ...place, record, with: first };

/** The rules of a plan. */
export const rulesOf = ({ book, window, patience, mapping }: RunPlan): Rules => ({
  book: priceBookOf(book),
  window,
  patience,
  mapping,
});

/** The start of each row of an object. */
const prefixOf = (runId: string, key: string): string => `${runId},${quoted(key)},`;
