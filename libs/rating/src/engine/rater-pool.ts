import type { ObjectStore } from '@dialplane/object-store';
import { compileKernel } from '@dialplane/rating-kernel';
import { dirname } from 'node:path';
import type { RunPlan } from '../plan/run-plan';
import type { Chunk } from './chunk';
import type { ChunkSizes } from './chunk-sizes';
import type { InspectedDocument, RatedChunk, RateChunkOptions } from './chunk-rater';
import { readFromStore, readRangeInto } from './read-objects';
import type { Rater } from './rater';
import { openRaterThread } from './rater-thread';
import { openSlots, type ChunkSlot, type Slots } from './slots';
import { type TaskResult, openTasks, type RaterTask } from './tasks';
import type { Totals } from './totals';
import { workerSource } from './worker-source';

/** Rates chunks in several threads. */
export type RaterPool = {
  /** How many chunks it can work on at once. */
  readonly size: number;
  /** Memory for chunks in progress: two slots for each thread. */
  readonly slots: Slots;
  /**
   * Rates a chunk. The result may be in the slot, and must be read before the slot is given back. Bytes that are passed are handed
   * over: the caller must not use them again, unless they are the slot's.
   */
  readonly rate: (
    chunk: Chunk,
    options: Omit<RateChunkOptions, 'space'>,
    given?: { readonly slot?: ChunkSlot; readonly bytes?: Uint8Array | undefined },
  ) => Promise<RatedChunk>;
  readonly inspect: (
    chunk: Chunk,
    places: Extract<RaterTask, { kind: 'inspect' }>['places'],
  ) => Promise<readonly InspectedDocument[]>;
  /** Hands over the totals of all chunks. */
  readonly takeTotals: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Opens a pool. With 0 threads, this thread does the work.
 *
 * @param onTotals called with totals whenever a rater hands some over
 */
export const openRaterPool = async (options: {
  readonly plan: RunPlan;
  readonly records: ObjectStore;
  readonly threads: number;
  readonly sizes: ChunkSizes;
  readonly onTotals: (totals: Totals) => Promise<void>;
  readonly signal?: AbortSignal;
}): Promise<RaterPool> => {
  const { plan, records, threads, sizes, onTotals, signal } = options;
  // A thread can read files itself.
  const folder = records.localPath && dirname(records.localPath('a'));
  const setup = { plan, folder, atOnce: sizes.bytes, compiled: compileKernel() };
  const source = threads > 0 ? workerSource() : undefined;
  const open = (): Rater => {
    if (source) return openRaterThread(setup, source);
    const run = openTasks(setup);
    return { ask: async (task) => run(task), close: async () => undefined };
  };
  const slots = openSlots(Math.max(1, threads) * 2, sizes.bytes);
  const raters = Array.from({ length: Math.max(1, threads) }, open);
  // Each thread may have one more task waiting, so that it does not wait for the main thread between tasks.
  const idle = [...raters, ...raters];
  const waiting: ((rater: Rater) => void)[] = [];

  const ask = async (task: RaterTask): Promise<TaskResult> => {
    signal?.throwIfAborted();
    const rater = idle.pop() ?? (await new Promise<Rater>((resolve) => waiting.push(resolve)));
    try {
      return await rater.ask(task);
    } finally {
      const next = waiting.shift();
      if (next) next(rater);
      else idle.push(rater);
    }
  };
  const bytesOf = async (chunk: Chunk, slot?: ChunkSlot): Promise<{ readonly bytes?: Uint8Array }> => {
    if ('named' in chunk || (folder !== undefined && chunk.parts.every(({ whole }) => whole))) return {};
    const [part, ...others] = chunk.parts;
    if (!part || others.length > 0 || !slot) return { bytes: await readFromStore(chunk.parts, records) };
    return { bytes: await readRangeInto(records, part, [part.from, part.to], slot.input) };
  };
  const settle = async ({ totals, ...answer }: TaskResult) => {
    if (totals) await onTotals(totals);
    return answer;
  };

  return {
    size: raters.length,
    slots,
    rate: async (chunk, how, { slot, bytes } = {}) => {
      const read = bytes ? { bytes } : await bytesOf(chunk, slot);
      const task: RaterTask = {
        kind: 'rate',
        chunk,
        options: { ...how, ...(slot && { space: slot }) },
        ...read,
      };
      const { rated } = await settle(await ask(task));
      if (!rated) throw new Error(`Cannot rate chunk ${chunk.number}: it was not answered`);
      return rated;
    },
    inspect: async (chunk, places) => {
      const slot = await slots.take();
      try {
        const task: RaterTask = { kind: 'inspect', chunk, places, ...(await bytesOf(chunk, slot)) };
        return (await settle(await ask(task))).inspected ?? [];
      } finally {
        slots.give(slot);
      }
    },
    takeTotals: async () => {
      const all = await Promise.all(raters.map((rater) => rater.ask({ kind: 'totals' })));
      for (const answer of all) await settle(answer);
    },
    close: async () => {
      await Promise.all(raters.map((rater) => rater.close()));
    },
  };
};
