import type { CallEvent } from './call-event';
import type { CallMemory } from './call';
import type { Step } from './step';

/** What an app decides about an event. */
export type Decision = {
  /**
   * The steps to do now, in order. They replace the queued steps. An empty list clears the queue.
   * `carry-on` changes nothing: the queued steps are still done.
   */
  readonly steps: readonly Step[] | 'carry-on';
  /** Merged over what is already remembered. */
  readonly remember?: CallMemory;
};

/** A telephone service that works with any provider: one event in, one decision out. */
export type CallApp = (event: CallEvent) => Promise<Decision>;
