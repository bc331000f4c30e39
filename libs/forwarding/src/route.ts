import type { Caller } from '@dialplane/call-control';
import type { EpochSeconds } from '@dialplane/basics';
import { type E164, emergencyInE164, isE164, isEmergency, normalNumber } from '@dialplane/phone-numbers';
import { divertedBy, mostDiversions } from './diversions';
import type { Forward, Target } from './forward';
import { isOpen, targetsAt } from './hours';
import { leadsBack, type LoopEvidence } from './loop-evidence';

/** An incoming call. */
export type Arrival = {
  /** As dialled: E.164, or a short number such as 911. */
  readonly dialled: string;
  readonly from: Caller;
  /** The numbers that forwarded the call before us, the latest first (RFC 5806). */
  readonly diversions: readonly string[];
};

/** The targets to ring, in order, and the rule that decided it. */
export type CallRoute = { readonly targets: readonly Target[]; readonly because: RouteReason };

export type RouteReason =
  /** The number dialled is an emergency number. It is always rung. */
  | 'emergency-call'
  /** An emergency service calls back. No block list, schedule or loop rule applies. */
  | 'emergency-caller'
  /** The forward's targets: within its hours, or it has no hours. */
  | 'open'
  /** The forward's targets outside its hours. There may be none. */
  | 'outside-hours'
  | 'no-forward'
  /** The caller is on the block list. */
  | 'blocked'
  /** The call was already forwarded by this number, by every target, or too many times; or every target leads back here. */
  | 'loop'
  /** The only targets are the caller and the number dialled. */
  | 'no-other-target';

/**
 * The targets that an incoming call rings, and why.
 *
 * @param loops what is known about loops, besides the diversions of the call
 */
export const route = (
  forward: Forward | undefined,
  call: Arrival,
  now: EpochSeconds,
  { others = [], verdict = 'none' }: LoopEvidence = {},
): CallRoute => {
  const { dialled, from, diversions } = call;
  if (isEmergency(dialled)) return { targets: emergencyService(call), because: 'emergency-call' };
  if (!forward) return { targets: [], because: 'no-forward' };
  if (from === 'emergency-service') return { targets: forward.targets, because: 'emergency-caller' };
  if (isBlocked(forward, from)) return { targets: [], because: 'blocked' };
  if (
    diversions.length > mostDiversions ||
    divertedBy(diversions, dialled, dialled) ||
    from === dialled ||
    verdict === 'loop'
  )
    return { targets: [], because: 'loop' };

  const open = !forward.hours || isOpen(forward.hours, now);
  const wanted = targetsAt(forward, now);
  const candidates = wanted.filter((target) => !isPhone(target, from) && !isPhone(target, dialled));
  if (wanted.length > 0 && candidates.length === 0) return { targets: [], because: 'no-other-target' };
  // A target that forwarded this call to us would forward it back to us.
  const targets = candidates.filter(
    (target) =>
      target.kind !== 'phone' ||
      (!divertedBy(diversions, target.number, dialled) && !leadsBack(others, target.number, dialled, now)),
  );
  if (candidates.length > 0 && targets.length === 0) return { targets: [], because: 'loop' };
  return { targets, because: open ? 'open' : 'outside-hours' };
};

// A stored number may have a form that carriers no longer use, such as +52 1, which is removed from callers.
const normal = (number: string): string => normalNumber(number) ?? number;

/** The last digits are compared first, because they are the same in each form, and a block list may be long. */
const isSameNumber = (stored: string, number: string): boolean =>
  stored === number || (stored.endsWith(number.slice(-4)) && normal(stored) === normal(number));

const isBlocked = ({ blocked = [] }: Forward, from: Caller): boolean =>
  blocked.some((it) => isSameNumber(it, from));

const isPhone = (target: Target, number: string): boolean =>
  target.kind === 'phone' && isSameNumber(target.number, number);

// Tried twice, since there is no other target to try. A provider accepts only E.164, and the caller's number tells the country.
// For a withheld caller, North America is assumed: the alternative is no call at all.
const emergencyService = ({ dialled, from }: Arrival): readonly Target[] => {
  const number = emergencyInE164(dialled, isE164(from) ? from : northAmerica);
  const service: Target = { kind: 'phone', number: number ?? (`+${dialled.replace(/\D/g, '')}` as E164) };
  return [service, service];
};

const northAmerica = '+1' as E164;
