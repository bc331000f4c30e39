import type { RunPlan } from '../plan/run-plan';
import type { Chunk } from './chunk';
import {
  type InspectedDocument,
  openChunkRater,
  type RatedChunk,
  type RateChunkOptions,
} from './chunk-rater';
import { loadsOf } from './loads';
import type { Totals } from './totals';

/** A task of a rater. Without bytes, it reads the chunk's objects from its folder. */
export type RaterTask =
  | {
      readonly kind: 'rate';
      readonly chunk: Chunk;
      readonly options: RateChunkOptions;
      readonly bytes?: Uint8Array;
    }
  | {
      readonly kind: 'inspect';
      readonly chunk: Chunk;
      readonly places: readonly { readonly offset: number; readonly position: number }[];
      readonly bytes?: Uint8Array;
    }
  | { readonly kind: 'totals' };

/** The result of a task. */
export type TaskResult = {
  readonly rated?: RatedChunk;
  readonly inspected?: readonly InspectedDocument[];
  /** The totals of chunks, if there are many or they were requested. */
  readonly totals?: Totals;
};

/** What a rater needs to start. */
export type RaterSetup = {
  readonly plan: RunPlan;
  /** The folder of the records, if they are on this machine's disk. */
  readonly folder: string | undefined;
  /** How many bytes of named objects are in memory at once. */
  readonly atOnce: number;
  /** The kernel, compiled once for all threads. */
  readonly compiled: object;
};

/** A thread hands over its totals when they have this many rows. */
const rowsAtMost = 20_000;

/** Opens a rater that carries out one task after another. */
export const openTasks = ({
  plan,
  folder,
  atOnce,
  compiled,
}: RaterSetup): ((task: RaterTask) => TaskResult) => {
  let given: Uint8Array | undefined;
  const rater = openChunkRater(
    plan,
    (chunk, memory) => loadsOf(chunk, memory, { folder, given, atOnce }),
    compiled,
  );

  return (task) => {
    if (task.kind === 'totals') return { totals: rater.takeTotals() };
    given = task.bytes;
    if (task.kind === 'inspect') return { inspected: rater.inspect(task.chunk, task.places) };
    const rated = rater.rate(task.chunk, task.options);
    return rater.totalRows() > rowsAtMost ? { rated, totals: rater.takeTotals() } : { rated };
  };
};
