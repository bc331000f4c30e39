import { isDeepStrictEqual } from 'node:util';
import { checkForward, type Forward, forwardsReachableFrom, type StoredForward } from '@dialplane/forwarding';
import { advance } from './advance';
import { beginOperation } from './begin-operation';
import { type ForwardChange, newChangeKey } from './change';
import type { ControlPlane } from './control-plane';
import { routingTowards } from './next-action';
import { type DesiredState, isInProgress, type Operation } from './operation';
import { type ExpectedVersion, type RequestRejection, type RequestContext, versionProblem } from './outcome';

/** The result of a request to forward a number. */
export type PutOutcome =
  | { readonly kind: 'stored'; readonly forward: StoredForward; readonly created: boolean }
  /** The number is being moved, or was rolled back already: poll the operation. */
  | { readonly kind: 'moving'; readonly operation: Operation }
  | RequestRejection;

/**
 * Forwards a number. If its calls reach our application already, the forward is stored and nothing else happens.
 * Otherwise an operation moves the number. Repeating a request that is in progress is not a conflict.
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
  const current = seen.value;
  if (!current) return { kind: 'no-such-number' };

  const last = await operations.find(number);
  if (isInProgress(last))
    return asksForTheSame(last, forward)
      ? resultOf(control, (await advance(control, number, until)) ?? last)
      : { kind: 'operation-in-progress', operation: last };
  const stored = await forwards.find(number);
  const problem = versionProblem(expected, stored);
  if (problem) return problem;

  const wanted: DesiredState = { kind: 'forwarded', forward, ...(stored && { replaces: stored }) };
  const routing = routingTowards(wanted, current, application);
  if (routing.kind === 'cannot') return { kind: 'not-possible', because: routing.because };
  const entry: ForwardChange = {
    number,
    ...newChangeKey(control, by),
    action: 'put',
    outcome: 'asked',
    forward,
  };
  await control.changes.record(entry);
  if (routing.kind === 'there') return store(control, forward, stored, entry);

  const begun = await beginOperation(control, { wanted, entry, last, current }, until);
  return begun.kind === 'moving' ? resultOf(control, begun.operation) : begun;
};

const asksForTheSame = ({ wanted, status }: Operation, forward: Forward): boolean =>
  status === 'moving' && wanted.kind === 'forwarded' && isDeepStrictEqual(wanted.forward, forward);

/** An operation that is done means that the forward is stored. */
const resultOf = async ({ forwards }: ControlPlane, operation: Operation): Promise<PutOutcome> => {
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
  entry: ForwardChange,
): Promise<PutOutcome> => {
  const stored = await forwards.put(forward, replaced?.version ?? 'new');
  if (stored === 'conflict') {
    await changes.record({ ...entry, outcome: 'conflict' });
    return { kind: 'version-conflict' };
  }
  await changes.record({ ...entry, outcome: 'done', version: stored.version });
  return { kind: 'stored', forward: stored, created: !replaced };
};
