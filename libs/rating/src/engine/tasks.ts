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

/** What a rater is asked to do. Without bytes, it reads the chunk's objects from its folder. */
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

/** What came of it. */
export type TaskResult = {
  readonly rated?: RatedChunk;
  readonly inspected?: readonly InspectedDocument[];
  /** What chunks came to, when there is much of it or it was asked for. */
  readonly totals?: Totals;
};

/** By what a rater works. */
export type RaterSetup = {
  readonly plan: RunPlan;
  /** Where records are on this machine's disk, if they are. */
  readonly folder: string | undefined;
  /** How many bytes of named objects are in memory at once. */
  readonly atOnce: number;
  /** The kernel, compiled once for all threads. */
  readonly compiled: object;
};

/** Totals are handed on as soon as they have so many rows, so that a thread does not hold more. */
const rowsAtMost = 20_000;

/** Opens a rater: it does one task after the other. */
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
