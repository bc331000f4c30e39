import type { EpochSeconds } from '@dialplane/kernel';
import { advance, type Advancing } from './advance';
import { isFinished, isStuck } from './operation';

/** What a sweep found: operations looked at, those that have ended now, and those that need a person. */
export type Swept = { readonly lookedAt: number; readonly ended: number; readonly stuck: number };

const atOnce = 25;

/** Goes on with every operation that is due, until there is none or time is up. */
export const sweep = async (control: Advancing, until: EpochSeconds): Promise<Swept> => {
  const seen = new Set<string>();
  let ended = 0;
  let stuck = 0;
  while (control.now() < until) {
    const due = (await control.operations.due(control.now(), atOnce)).filter((number) => !seen.has(number));
    if (due.length === 0) break;
    for (const number of due) {
      seen.add(number);
      const operation = await advance(control, number, until);
      if (operation && isFinished(operation)) ended += 1;
      if (operation && isStuck(operation)) stuck += 1;
    }
  }
  return { lookedAt: seen.size, ended, stuck };
};
