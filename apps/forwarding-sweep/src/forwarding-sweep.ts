import { type Advancing, sweep, type SweepResult } from '@dialplane/forwarding-control';
import { secondsAfter } from '@dialplane/basics';
import type { CountMetric, Logger } from '@dialplane/lambda-runtime';

/** What the sweep is wired to. */
export type ForwardingSweep = {
  readonly control: Advancing;
  readonly log: Logger;
  readonly count: CountMetric;
  /** How long it may take, in seconds. @default 45: less than the minute until the next one */
  readonly seconds?: number;
};

/**
 * Goes on with every operation that somebody left, by a crash or because something had to be waited for. Each that needs a
 * person counts as `NumbersStuck`, which is what the alarm goes by.
 */
export const forwardingSweep =
  ({ control, log, count, seconds = 45 }: ForwardingSweep) =>
  async (): Promise<SweepResult> => {
    const swept = await sweep(control, secondsAfter(control.now(), seconds));
    log.info('Swept', swept);
    for (let i = 0; i < swept.stuck; i += 1) count('NumbersStuck');
    return swept;
  };
