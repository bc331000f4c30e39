import type { EpochSeconds } from '@dialplane/basics';
import type { SmaAnswer } from './sma-answer';

/** One event of one call. The same event delivered again has the same name. */
export type EventName = { readonly transactionId: string; readonly sequence: number };

/** One run of an app for one event. */
export type Run = {
  readonly event: EventName;
  /** Names the run: each delivery has a name of its own. */
  readonly by: string;
};

/** What a run that asks for an event learns. */
export type Claim =
  /** It is this run's to answer. */
  | { readonly kind: 'mine' }
  /** It has been answered: say the same. */
  | { readonly kind: 'answered'; readonly answer: SmaAnswer }
  /** Another run is at it: come back. */
  | { readonly kind: 'busy' };

/**
 * Remembers what each event was answered, so that an event delivered again, even at the same moment, is not acted on
 * again. Every store passes `answerStoreContract`.
 */
export type AnswerStore = {
  /**
   * Claims an event for one run; the run that has it already may ask again. A claim is over at the moment `until`: a run
   * that crashed holds it no longer.
   */
  readonly claim: (run: Run, now: EpochSeconds, until: EpochSeconds) => Promise<Claim>;
  /** Keeps the first answer of the run that holds the claim. `lost`: there is one, or another run took the claim. */
  readonly keep: (run: Run, answer: SmaAnswer, now: EpochSeconds) => Promise<'kept' | 'lost'>;
  /** Gives a claim back after a failure, so that the next delivery need not wait. No effect on another's claim. */
  readonly release: (run: Run) => Promise<void>;
};

/** How long an answer is kept, in seconds. The service asks again for 20 s at most (page timeouts). */
export const keepSeconds = 600;
