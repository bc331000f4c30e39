import type { CallMemory } from '@dialplane/call-control';
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
  /** Who forwarded the call before us, where a target can be told. */
  readonly diversions?: readonly string[];
  readonly callerId: E164;
  /** Who is left to ring; the first of them is ringing now. */
  readonly targets: readonly Target[];
  /** The prompt to hear before the first target rings. */
  readonly greeting?: string;
  /** The prompt to hear while a target rings. */
  readonly ringback?: string;
  /** The provider refused something: ask for nothing but the call itself. */
  readonly plain?: true;
  /** We asked whether somebody still rings, and have rung nobody since. */
  readonly asked?: true;
  readonly atEnd: 'apology' | 'message';
};

const stages = [
  'ringing',
  'talking',
  /** The caller was asked to leave a message. */
  'taking-message',
  'thanking',
  'apologising',
  /** All legs were told to end. */
  'ending',
] as const;

/** Where a call stands. */
export type CallStage = (typeof stages)[number];

/** What is remembered of a call. All of it may be missing: a provider can lose it. */
export type Progress = {
  readonly stage?: CallStage;
  readonly plan?: Plan;
  /** How many answers the provider refused, or ends it could not do. */
  readonly failedAttempts: number;
};

/** A plan in the form that is remembered. Its size is what `checkForward` limits. */
export const writePlan = (plan: Plan): string => JSON.stringify(plan);

/**
 * Reads what we remembered. What cannot be read counts as lost: an older or newer version of this code may have
 * written it, before a deployment in the middle of the call.
 */
export const readProgress = (memory: CallMemory): Progress => {
  const stage = stages.find((known) => known === memory.stage);
  const plan = readPlan(memory.plan);
  return {
    ...(stage ? { stage } : {}),
    ...(plan ? { plan } : {}),
    failedAttempts: Number(memory.failedAttempts) || 0,
  };
};

const readPlan = (text: string | undefined): Plan | undefined => {
  if (!text) return undefined;
  try {
    const plan = JSON.parse(text) as Plan;
    return Array.isArray(plan.targets) ? plan : undefined;
  } catch {
    return undefined;
  }
};
