import { ok, type Result } from '@dialplane/basics';
import type { ApiForward, ApiTarget } from './api';
import type { Failure } from './command-result';
import type { ForwardFlags } from './forward-flags';
import { isSameTarget, readTargets } from './target-text';

/** The body of a PUT. The path has the number. A body from a file may be incomplete; the API checks it. */
export type ForwardBody = Partial<Omit<ApiForward, 'number' | 'version'>>;

/**
 * A forward with the changes that the flags name. A target that was there before keeps its headers and its ring time.
 */
export const editForward = (before: ForwardBody, flags: ForwardFlags): Result<ForwardBody, Failure> => {
  const { to, ring, callerId, atEnd, greeting } = flags;
  const { targets: targetsBefore, greeting: greetingBefore, ...rest } = before;
  const targets = to === undefined ? ok(targetsBefore) : readTargets(to);
  if (!targets.ok) return targets;

  const greetingNow = greeting ?? greetingBefore;
  return ok({
    ...rest,
    ...(targets.value && { targets: targets.value.map((target) => edited(target, targetsBefore, ring)) }),
    ...(callerId && { callerId }),
    ...(atEnd && { atEnd }),
    ...(greetingNow && greetingNow !== 'none' && { greeting: greetingNow }),
  });
};

const edited = (
  target: ApiTarget,
  before: readonly ApiTarget[] = [],
  ring: number | undefined,
): ApiTarget => {
  const { confirm: _replaced, ...kept } = before.find((other) => isSameTarget(other, target)) ?? target;
  return {
    ...kept,
    ...(target.confirm && { confirm: true }),
    ...(ring !== undefined && { ringSeconds: ring }),
  };
};
