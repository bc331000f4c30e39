import type { CallMemory } from '@dialplane/call-control';
import type { E164 } from '@dialplane/phone-numbers';
import type { Target } from './forward';

/**
 * What is still to be tried for a call. It is made once, on arrival, and then remembered with the call. So a change of the
 * forward does not affect a call in progress, and later events need no look-up.
 */
export type Plan = {
  readonly dialled: string;
  /** Absent when the caller withholds it. */
  readonly from?: E164;
  /** The numbers that forwarded the call before us. Kept only when a target is a trunk, which can be told. */
  readonly diversions?: readonly string[];
  readonly callerId: E164;
  /** The targets that are left; the first one is ringing now. */
  readonly targets: readonly Target[];
  /** The prompt to play before the first target rings. */
  readonly greeting?: string;
  /** The prompt to play while a target rings. */
  readonly ringback?: string;
  /** The provider rejected something: ring without headers and prompts from now on. */
  readonly plain?: true;
  /** We asked whether a target still rings, and have not rung another since. */
  readonly asked?: true;
  readonly atEnd: 'apology' | 'message';
};

const stages = [
  'ringing',
  /** A target has answered and is asked to accept the call. */
  'confirming',
  'talking',
  /** The caller was asked to leave a message. */
  'taking-message',
  'thanking',
  'apologising',
  /** All legs are being ended. */
  'ending',
] as const;

/** How far a call has come. */
export type CallStage = (typeof stages)[number];

/** What is remembered of a call. Any part may be missing: a provider can lose it. */
export type Progress = {
  readonly stage?: CallStage;
  readonly plan?: Plan;
  /** How many responses the provider rejected, or hang-ups that failed, in a row. */
  readonly failedAttempts: number;
};

/** A plan as the text that is remembered. `checkForward` limits its size. */
export const writePlan = (plan: Plan): string => JSON.stringify(plan);

/**
 * Reads what was remembered. Anything that cannot be read counts as lost: an older or newer version of this code may have
 * written it, before a deployment during the call.
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
