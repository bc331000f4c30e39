import { type Advancing, sweep, type SweepResult } from '@dialplane/forwarding-control';
import { secondsAfter } from '@dialplane/basics';
import type { CountMetric, Logger } from '@dialplane/lambda-runtime';

/** What the sweep needs from outside. */
export type ForwardingSweep = {
  readonly control: Advancing;
  readonly log: Logger;
  readonly count: CountMetric;
  /** How long it may take, in seconds. @default 45: the next one starts after a minute */
  readonly seconds?: number;
};

/**
 * Resumes every unfinished operation: after a crash, or when a wait is over. Each stuck operation counts as `NumbersStuck`,
 * which raises an alarm.
 */
export const forwardingSweep =
  ({ control, log, count, seconds = 45 }: ForwardingSweep) =>
  async (): Promise<SweepResult> => {
    const result = await sweep(control, secondsAfter(control.now(), seconds));
    log.info('Swept', result);
    for (let i = 0; i < result.stuck; i += 1) count('NumbersStuck');
    return result;
  };
