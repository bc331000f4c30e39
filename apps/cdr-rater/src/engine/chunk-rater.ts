import type { CallRecord } from '@dialplane/cdr';
import {
  digestOf,
  judge,
  type Outcome,
  type Place,
  priceBookOf,
  rateHeld,
  type Rules,
} from '@dialplane/pricing';
import type { ReferenceKind } from '@dialplane/rating-kernel';
import { csvRows } from '../csv';
import { billedUse, type BilledUse } from '../find-leaks';
import type { RunPlan } from '../run-plan';
import { type Chunk, offsetsOf, partAt, sizeOf } from './chunk';
import { type CsvName, openChunkCsv } from './chunk-csv';
import { daysOf, kernelFor, membershipsAt } from './chunk-kernel';
import { openChunkReferences } from './chunk-references';
import { type HeldLine, heldLine } from './held-line';
import { kernelLines } from './kernel-lines';
import { readDocumentAt, readPart, type ReadDocument } from './read-part';
import { openTotals, type Totals } from './totals';
import type { CopyVerdict, Verdict } from './verdict';

/** Writes the bytes of a chunk into memory, laid out by `offsetsOf`. */
export type LoadChunk = (chunk: Chunk, into: Uint8Array) => void;

/** How a chunk is to be rated. */
export type RateOptions = {
  /** What is known of its documents by now, in order of their offsets. */
  readonly verdicts: readonly Verdict[];
  /** What was known when it was rated before, if it was: that is taken out of the totals first. */
  readonly before?: readonly Verdict[];
  /** Whether references are wanted. */
  readonly references: boolean;
  /** Memory that rows may be in. */
  readonly space?: Uint8Array;
};

/** What came of a chunk, beside what it adds to the totals. */
export type RatedChunk = {
  readonly chunk: number;
  readonly documents: number;
  readonly csv: Readonly<Record<CsvName, readonly Uint8Array[]>>;
  readonly references: Readonly<Record<ReferenceKind, Uint8Array>>;
  readonly held: readonly HeldLine[];
};

/** A document that is looked at once more, because another one may be its copy, or part of one leak with it. */
export type InspectedDocument = Place & {
  readonly chunk: number;
  readonly offset: number;
  readonly arrivedAt: number;
  readonly identity: string;
  readonly digest: string;
  readonly use?: BilledUse;
};

/** How to go through a chunk once. */
type Pass = {
  readonly verdicts: readonly Verdict[];
  /** Takes what comes of it out of the totals, and does nothing else. */
  readonly quiet: boolean;
  /** Whether references are noted. */
  readonly notes: boolean;
  readonly space?: Uint8Array | undefined;
};

/** Rates chunks one after the other, in one thread. Adds what they come to up, until it is taken. */
export const openChunkRater = (plan: RunPlan, load: LoadChunk) => {
  const rules = rulesOf(plan);
  const lines = kernelLines(rules.book);
  const days = daysOf(plan);
  const kernel = kernelFor(plan, lines, days);
  const membershipsOf = membershipsAt(plan);
  const totals = openTotals({ window: plan.window, numbers: plan.numbers, lines, days });

  const read = (chunk: Chunk): Buffer => {
    const size = sizeOf(chunk);
    const bytes = kernel.input(size);
    load(chunk, bytes);
    return Buffer.from(bytes.buffer, bytes.byteOffset, size);
  };

  const goThrough = (chunk: Chunk, bytes: Buffer, { verdicts, quiet, notes, space }: Pass): RatedChunk => {
    const csv = openChunkCsv(plan.runId, plan.numbers, space);
    const references = openChunkReferences(kernel, chunk.number);
    const held: HeldLine[] = [];
    const known = new Map(verdicts.map((verdict) => [verdict.offset, verdict]));
    const ours = verdicts.map(({ offset }) => offset);
    const offsets = offsetsOf(chunk);

    const settle = (outcome: Outcome): void => {
      totals.addOutcomes([outcome], quiet ? -1 : 1);
      if (quiet) return;
      takeFromKernel();
      csv.add(outcome);
    };
    /** What the kernel has written so far comes first. */
    const takeFromKernel = (): boolean => {
      const anyRows = kernel.written() > 0;
      if (anyRows) csv.addRated(kernel.takeRows);
      const taken = kernel.takeReferences();
      if (notes) references.addAll(taken);
      return anyRows || taken.identities.length > 0;
    };
    const makeRoom = (): boolean => takeFromKernel() || totals.addSums(kernel.takeSums());

    let documents = 0;
    kernel.openChunk(chunk.number, { undo: quiet });
    for (const [i, part] of chunk.parts.entries()) {
      const { key: source, arrivedAt } = part;
      const onDocument = ({ read: document, offset, position }: ReadDocument): void => {
        const place = { source, position };
        if (!document.ok) return settle({ kind: 'rejected', ...place, rejection: document.error });
        const record = document.value;
        if (notes) references.addIdentity(record, offset, position);
        const verdict = known.get(offset);
        if (verdict?.kind === 'duplicate' || verdict?.kind === 'conflict') {
          return settle(copyOf(verdict, place, record));
        }
        const found = judge({ ...place, record, arrivedAt }, rules);
        if (found.kind !== 'outside' && notes) references.addUse(record, offset, position);
        if (found.kind !== 'held') return settle(found);
        if (verdict?.kind === 'used') return settle(rateHeld(found, rules.book, verdict.before));
        if (!quiet) held.push(heldLine(found, rules.book, chunk.number, offset));
      };
      documents += readPart(kernel, {
        part,
        bytes,
        offset: offsets[i] ?? 0,
        ours,
        prefix: prefixOf(plan.runId, source),
        memberships: membershipsOf(arrivedAt),
        onDocument,
        makeRoom,
      });
    }
    takeFromKernel();
    return { chunk: chunk.number, documents, csv: csv.close(), references: references.close(), held };
  };

  return {
    /** Rates a chunk, or rates it anew by what is known of it now. */
    rate: (chunk: Chunk, { verdicts, before, references, space }: RateOptions): RatedChunk => {
      const bytes = read(chunk);
      if (before) goThrough(chunk, bytes, { verdicts: before, quiet: true, notes: false });
      return goThrough(chunk, bytes, { verdicts, quiet: false, notes: references, space });
    },

    /** Looks at single documents of a chunk, by their offsets and positions. */
    inspect: (
      chunk: Chunk,
      places: readonly { readonly offset: number; readonly position: number }[],
    ): readonly InspectedDocument[] => {
      const bytes = read(chunk);
      const offsets = offsetsOf(chunk);
      return places.map(({ offset, position }) => {
        const part = partAt(chunk, offsets, offset);
        const from = offsets[chunk.parts.indexOf(part)] ?? 0;
        const document = readDocumentAt(bytes, offset, from + part.to - part.from, part.kind);
        if (!document.ok) throw new Error(`Cannot read "${part.key}" again: expected what it was before`);
        const record = document.value;
        const place = { source: part.key, position };
        const use = billedUse(record, place);
        return {
          ...place,
          chunk: chunk.number,
          offset,
          arrivedAt: part.arrivedAt ?? 0,
          identity: record.identity,
          digest: digestOf(record),
          ...(use && { use }),
        };
      });
    },

    /** How many rows of totals wait to be taken. */
    totalRows: totals.size,

    /** What all chunks came to since this was last taken. */
    takeTotals: (): Totals => {
      totals.addSums(kernel.takeSums());
      return totals.take();
    },
  };
};

/** An open rater of chunks. */
export type ChunkRater = ReturnType<typeof openChunkRater>;

const copyOf = ({ kind, first }: CopyVerdict, place: Place, record: CallRecord): Outcome =>
  kind === 'duplicate' ? { kind, ...place, record, of: first } : { kind, ...place, record, with: first };

/** What a plan's records are judged by. */
export const rulesOf = ({ book, window, patience, mapping }: RunPlan): Rules => ({
  book: priceBookOf(book),
  window,
  patience,
  mapping,
});

/** What each row of an object begins with. Quoted only where it must be, since there may be as many objects as records. */
const prefixOf = (runId: string, key: string): string =>
  /[",\r\n]/.test(key)
    ? `${csvRows(
        [
          ['', () => runId],
          ['', () => key],
        ],
        [0],
      ).slice(0, -2)},`
    : `${runId},${key},`;
