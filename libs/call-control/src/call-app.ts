import type { CallEvent } from './call-event';
import type { CallMemory } from './call';
import type { Step } from './step';

/** What an app says to an event. */
export type Decision = {
  /**
   * The steps to do now, in order: they replace whatever was still waiting. An empty list drops what was waiting.
   * `carry-on` changes nothing: what was waiting is still done.
   */
  readonly steps: readonly Step[] | 'carry-on';
  /** Merged over what is remembered already. */
  readonly remember?: CallMemory;
};

/** A telephone service, behind any provider: one event in, one answer out. */
export type CallApp = (event: CallEvent) => Promise<Decision>;
