import type { EpochSeconds } from '@dialplane/basics';
import { advance, type Advancing } from './advance';
import { isFinished, isStuck } from './operation';

/** What a sweep found: operations looked at, those that have ended now, and those that need a person. */
export type SweepResult = { readonly examined: number; readonly finished: number; readonly stuck: number };

const atOnce = 25;

/**
 * Goes on with every operation that is due, until there is none or time is up. One that fails by accident does not keep
 * the others waiting.
 *
 * @throws AggregateError in the end, with every accident
 */
export const sweep = async (control: Advancing, until: EpochSeconds): Promise<SweepResult> => {
  const seen = new Set<string>();
  const accidents: unknown[] = [];
  let finished = 0;
  let stuck = 0;
  while (control.now() < until) {
    const due = (await control.operations.due(control.now(), atOnce)).filter((number) => !seen.has(number));
    if (due.length === 0) break;
    for (const number of due) {
      seen.add(number);
      try {
        const operation = await advance(control, number, until);
        if (operation && isFinished(operation)) finished += 1;
        if (operation && isStuck(operation)) stuck += 1;
      } catch (error) {
        accidents.push(error);
      }
    }
  }
  if (accidents.length > 0)
    throw new AggregateError(accidents, `Cannot go on with ${accidents.length} of ${seen.size} operations`);
  return { examined: seen.size, finished, stuck };
};
