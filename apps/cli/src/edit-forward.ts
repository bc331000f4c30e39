import type { Forward, Target } from '@dialplane/forwarding';
import { ok, type Result } from '@dialplane/basics';
import { readForwardFile } from './forward-file';
import type { ForwardFlags } from './forward-flags';
import type { Failure } from './command-result';
import { isSameTarget, readTargets } from './target-text';

/** A forward as the API is sent it: its number stands in the path. One from a file can lack something; the API says so. */
export type ForwardBody = Partial<Omit<Forward, 'number'>>;

/**
 * A forward with what the flags say changed, and nothing else. A file takes the place of the whole forward first. A target
 * that was there before keeps its headers, and how long it rings.
 */
export const editForward = (before: ForwardBody, flags: ForwardFlags): Result<ForwardBody, Failure> => {
  const { to, ring, callerId, atEnd, greeting, file } = flags;
  const base = file === undefined ? ok(before) : readForwardFile(file);
  if (!base.ok) return base;
  const { targets: targetsBefore, greeting: greetingBefore, ...rest } = base.value;
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

const edited = (target: Target, before: readonly Target[] = [], ring: number | undefined): Target => ({
  ...(before.find((other) => isSameTarget(other, target)) ?? target),
  ...(ring !== undefined && { ringSeconds: ring }),
});
