import type { EpochSeconds } from '@dialplane/basics';
import { advance, type Advancing } from './advance';
import { isFinished, isStuck } from './operation';

/** How many operations a sweep examined, how many of them have finished, and how many are stuck. */
export type SweepResult = { readonly examined: number; readonly finished: number; readonly stuck: number };

const pageSize = 25;

/**
 * Advances every operation that is due, until none is left or time is up. An operation that throws does not stop the
 * others.
 *
 * @throws AggregateError at the end, with every error
 */
export const sweep = async (control: Advancing, until: EpochSeconds): Promise<SweepResult> => {
  const seen = new Set<string>();
  const errors: unknown[] = [];
  let finished = 0;
  let stuck = 0;
  while (control.now() < until) {
    const due = (await control.operations.due(control.now(), pageSize)).filter((number) => !seen.has(number));
    if (due.length === 0) break;
    for (const number of due) {
      seen.add(number);
      try {
        const operation = await advance(control, number, until);
        if (operation && isFinished(operation)) finished += 1;
        if (operation && isStuck(operation)) stuck += 1;
      } catch (error) {
        errors.push(error);
      }
    }
  }
  if (errors.length > 0)
    throw new AggregateError(errors, `Cannot advance ${errors.length} of ${seen.size} operations`);
  return { examined: seen.size, finished, stuck };
};
