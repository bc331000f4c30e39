import type { ObjectStore } from '@dialplane/object-store';
import type { RunPlan } from '../plan/run-plan';
import type { StagedRun } from '../staging/staged-run';
import { csvHeaders } from './chunk-csv';
import type { ChunkSizes } from './chunk-sizes';
import { type ChunkIndex, openChunkIndex } from './chunk-index';
import { type LeftOutRecord, namedAtMost, type RatedChunk } from './chunk-rater';
import { type CutChunk, cutChunks, type ListedObject, type Miscount, type ReadRange } from './cut-chunks';
import { readRangeInto } from './read-objects';
import type { RateProgress } from './rate-progress';
import type { RaterPool } from './rater-pool';
import type { UseReferences } from './search-leaks';
import { openSegments, type Segments } from './segments';
import { addReferences, referencePartitions } from './shared-references';
import { openSpill, type Spill } from './spill';
import { timeSlots } from './time-slots';
import { noUnread, sumOfUnread } from './unread-bytes';

/** The state after all records were read once, with notes for decisions that need more than one chunk. */
export type FirstRound = {
  readonly chunks: ChunkIndex;
  readonly segments: Segments;
  readonly identities: Spill;
  readonly uses: UseReferences;
  /** Notes on records of lines with tiers, by slot of time. */
  readonly held: Spill;
  /** Records what a later round has found about a chunk. */
  readonly note: (rated: RatedChunk, round: number) => void;
};

/** What was read in the first round. */
export type FirstRead = Omit<RateProgress, 'totalBytes'> & Pick<RatedChunk, 'unread' | 'leftOut'>;

/** Opens the round; `run` goes through all objects, in order. */
export const openFirstRound = async (options: {
  readonly plan: RunPlan;
  readonly run: StagedRun;
  readonly folder: string;
  readonly pool: RaterPool;
  readonly records: ObjectStore;
  readonly sizes: ChunkSizes;
  readonly oneFileUpTo: number;
}) => {
  const { plan, run, folder, pool, records, sizes, oneFileUpTo } = options;
  const chunks = openChunkIndex(`${folder}/chunks`);
  const headers = csvHeaders(plan.runId, plan.numbers);
  const segments = await openSegments(run, headers, `${folder}/replaced-rows`, oneFileUpTo);
  const identities = openSpill(`${folder}/identities`, referencePartitions);
  const uses = {
    calls: openSpill(`${folder}/calls`, referencePartitions),
    transactions: openSpill(`${folder}/transactions`, referencePartitions),
  };
  const held = openSpill(`${folder}/held`, timeSlots(plan).count, 4 << 20);

  const note = ({ references, held: { notes, places } }: RatedChunk, round: number): void => {
    if (round === 0) addReferences(identities, references.identities);
    addReferences(uses.calls, references.calls);
    addReferences(uses.transactions, references.transactions);
    for (let i = 0; i < places.length; i += 3) {
      held.add(places[i] ?? 0, notes.subarray(places[i + 1] ?? 0, places[i + 2] ?? 0));
    }
  };

  return {
    chunks,
    segments,
    identities,
    uses,
    held,
    note,
    run: async (
      objects: AsyncIterable<ListedObject>,
      progress?: (progress: RateProgress) => void,
    ): Promise<FirstRead> => {
      const miscount: Miscount = { key: '', by: 0 };
      const { slots } = pool;
      let read = { objects: 0, documents: 0, bytes: 0 };
      let unread = noUnread;
      const leftOut: LeftOutRecord[] = [];
      let end: { readonly key: string; readonly position: number } | undefined;

      /** Adds the result of a chunk after those of all earlier chunks. */
      const settle = async ({ chunk: cutChunk, counted = 0 }: CutChunk, rating: Promise<RatedChunk>) => {
        let chunk = cutChunk;
        let rated = await rating;
        const parts = 'parts' in chunk ? chunk.parts : [];
        const [part] = parts;
        if (part && end?.key === part.key && end.position !== part.position) {
          // Its position in the object differs from the estimate, so its rows name wrong places.
          if (part.key === miscount.key) miscount.by = end.position - counted;
          chunk = { number: chunk.number, parts: [{ ...part, position: end.position }] };
          rated = await pool.rate(chunk, { resolutions: [], counted: 'none', references: true, round: 0 });
        }
        const ofOneObject = parts.length === 1 ? part : undefined;
        const before = part && end?.key === part.key ? end.position : 0;
        end = ofOneObject && { key: ofOneObject.key, position: before + rated.documents };
        chunks.add(chunk);
        await segments.add(rated);
        note(rated, 0);
        read = {
          objects: read.objects + rated.objects,
          documents: read.documents + rated.documents,
          bytes: read.bytes + rated.bytes,
        };
        unread = sumOfUnread(unread, rated.unread);
        leftOut.push(...rated.leftOut.slice(0, namedAtMost - leftOut.length));
        progress?.(read);
      };

      let slot = await slots.take();
      const readRange: ReadRange = (object, from, to) =>
        readRangeInto(records, object, [from, to], slot.input);
      const how = { arrivals: plan.arrivals, sizes, miscount };
      let settled: Promise<void> = Promise.resolve();
      for await (const { bytes, ...cut } of cutChunks(objects, readRange, how)) {
        const taken = slot;
        const first = { resolutions: [], counted: 'all', references: true, round: 0 } as const;
        const rating = pool.rate(cut.chunk, first, { slot: taken, bytes });
        rating.catch(() => undefined); // it is awaited when it is its turn
        settled = settled.then(() => settle(cut, rating)).then(() => slots.give(taken));
        slot = await Promise.race([slots.take(), failureOf(settled)]);
      }
      slots.give(slot);
      await settled;
      return { ...read, unread, leftOut };
    },
  };
};

/** Rejects when the work fails, and never resolves. */
const failureOf = (work: Promise<unknown>): Promise<never> =>
  new Promise((_, reject) => void work.catch(reject));
