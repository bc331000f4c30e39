import type { Memory } from '@dialplane/call-control';
import type { E164 } from '@dialplane/phone-numbers';
import type { Target } from './forward';

/**
 * What is still to be tried for a call. Made once, on arrival, and then remembered with the call, so a forward that
 * is changed does not change a call under way, and later events need no look-up.
 */
export type Plan = {
  readonly dialled: string;
  /** Left out when the caller withholds it. */
  readonly from?: E164;
  readonly callerId: E164;
  /** Who is left to ring; the first of them is ringing now. */
  readonly targets: readonly Target[];
  /** The prompt to hear before the first target rings. */
  readonly greeting?: string;
  /** The prompt to hear while a target rings. */
  readonly ringback?: string;
  /** The provider refused something: ask for nothing but the call itself. */
  readonly plain?: true;
  readonly atEnd: 'apology' | 'message';
};

/** Where a call stands. */
export type Stage =
  | 'ringing'
  | 'talking'
  /** The caller was asked to leave a message. */
  | 'taking-message'
  | 'thanking'
  | 'apologising'
  /** All legs were told to end. */
  | 'ending';

/** What is remembered of a call. All of it may be missing: a provider can lose it. */
export type Progress = {
  readonly stage?: Stage;
  readonly plan?: Plan;
  /** How many answers the provider refused, or ends it could not do. */
  readonly setbacks: number;
};

/** A plan in the form that is remembered. Its size is what `checkForward` limits. */
export const writePlan = (plan: Plan): string => JSON.stringify(plan);

/** Reads what we remembered. */
export const readProgress = (memory: Memory): Progress => ({
  ...(memory.stage ? { stage: memory.stage as Stage } : {}),
  ...(memory.plan ? { plan: JSON.parse(memory.plan) as Plan } : {}),
  setbacks: Number(memory.setbacks ?? 0),
});
