import type { RaterTask, TaskResult } from './tasks';

/** Carries out one task after the other: in a thread of its own, or in this one. */
export type Rater = {
  readonly ask: (task: RaterTask) => Promise<TaskResult>;
  readonly close: () => Promise<unknown>;
};
