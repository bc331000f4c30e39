import { isDeepStrictEqual } from 'node:util';
import { checkForward, type Forward, forwardsReachableFrom, type StoredForward } from '@dialplane/forwarding';
import { nextStep } from '@dialplane/number-routing';
import { advance } from './advance';
import { beginOperation } from './begin-operation';
import { newChangeKey, type Change } from './change';
import type { ControlPlane } from './control-plane';
import { isInProgress, type Operation } from './operation';
import { type RequestContext, type ExpectedVersion, type NotDone, staleness } from './outcome';

/** What came of a wish to forward a number. */
export type PutOutcome =
  | { readonly kind: 'stored'; readonly forward: StoredForward; readonly created: boolean }
  /** The number is on its way, or back already: ask for the operation. */
  | { readonly kind: 'moving'; readonly operation: Operation }
  | NotDone;

/**
 * Forwards a number as wanted. Where its calls reach our application already, the forward is stored and that is all;
 * otherwise the number is moved here. Asking again for what is under way is no conflict.
 */
export const putForward = async (
  control: ControlPlane,
  forward: Forward,
  expected: ExpectedVersion,
  { by, until }: RequestContext,
): Promise<PutOutcome> => {
  const { forwards, operations, provider, application } = control;
  const { number } = forward;
  const issues = checkForward(forward, { others: await forwardsReachableFrom(forward, forwards.find) });
  if (issues.length > 0) return { kind: 'breaks-rules', issues };

  const seen = await provider.find(number);
  if (!seen.ok) return { kind: 'provider-failed', failure: seen.error };
  if (!seen.value) return { kind: 'no-such-number' };

  const last = await operations.find(number);
  if (isInProgress(last))
    return isSameWish(last, forward)
      ? ended(control, (await advance(control, number, until)) ?? last)
      : { kind: 'under-way', operation: last };
  const stored = await forwards.find(number);
  const stale = staleness(expected, stored);
  if (stale) return stale;

  const next = nextStep(seen.value, { kind: 'application' }, application);
  if (next.kind === 'cannot') return { kind: 'no-way', because: next.because };
  const entry: Change = { number, ...newChangeKey(control, by), action: 'put', outcome: 'asked', forward };
  await control.changes.record(entry);
  if (next.kind === 'there') return store(control, forward, stored, entry);

  const wanted = { kind: 'forwarded', forward, ...(stored && { replaces: stored }) } as const;
  const begun = await beginOperation(control, { wanted, entry, last, current: seen.value }, until);
  return begun.kind === 'moving' ? ended(control, begun.operation) : begun;
};

const isSameWish = ({ wanted, status }: Operation, forward: Forward): boolean =>
  status === 'moving' && wanted.kind === 'forwarded' && isDeepStrictEqual(wanted.forward, forward);

/** An operation that has got there is a forward that is stored. */
const ended = async ({ forwards }: ControlPlane, operation: Operation): Promise<PutOutcome> => {
  const { status, wanted, number } = operation;
  const forward = status === 'done' ? await forwards.find(number) : undefined;
  return forward
    ? { kind: 'stored', forward, created: wanted.kind === 'forwarded' && !wanted.replaces }
    : { kind: 'moving', operation };
};

const store = async (
  { forwards, changes }: ControlPlane,
  forward: Forward,
  replaced: StoredForward | undefined,
  entry: Change,
): Promise<PutOutcome> => {
  if ((await forwards.put(forward, replaced?.version ?? 'new')) === 'conflict') {
    await changes.record({ ...entry, outcome: 'conflict' });
    return { kind: 'changed' };
  }
  const version = (replaced?.version ?? 0) + 1;
  await changes.record({ ...entry, outcome: 'done', version });
  return { kind: 'stored', forward: { ...forward, version }, created: !replaced };
};
