import { isDeepStrictEqual } from 'node:util';
import type { StoredForward } from '@dialplane/forwarding';
import { findConnector, type Routing, routingOf } from '@dialplane/number-routing';
import { advance } from './advance';
import { beginOperation } from './begin-operation';
import { type ForwardChange, newChangeKey } from './change';
import type { ControlPlane } from './control-plane';
import { routingTowards } from './next-action';
import { type DesiredState, isInProgress, type Operation, type RemovalDestination } from './operation';
import { type ExpectedVersion, type RequestRejection, type RequestContext, versionProblem } from './outcome';

/** The result of a request to remove a forward. */
export type RemoveOutcome =
  | { readonly kind: 'removed' }
  /** The number is being moved, or was rolled back already: poll the operation. */
  | { readonly kind: 'moving'; readonly operation: Operation }
  /** The origin of the number is not known, and the request names no destination. */
  | { readonly kind: 'destination-required' }
  | { readonly kind: 'no-such-connector'; readonly connectorId: string }
  | RequestRejection;

/**
 * Removes the forward of a number and moves the number to its destination. A number whose calls no longer reach our
 * application stays where it is. Repeating a request that is in progress is not a conflict.
 */
export const removeForward = async (
  control: ControlPlane,
  {
    number,
    to,
    expected,
  }: Pick<Operation, 'number'> & { readonly to: RemovalDestination; readonly expected: ExpectedVersion },
  { by, until }: RequestContext,
): Promise<RemoveOutcome> => {
  const { forwards, operations, provider, application, inventory } = control;
  const last = await operations.find(number);
  if (isInProgress(last)) {
    const forward = removedBy(last, to, control);
    if (!forward) return { kind: 'operation-in-progress', operation: last };
    return versionProblem(expected, forward) ?? resultOf((await advance(control, number, until)) ?? last);
  }
  const stored = await forwards.find(number);
  if (!stored) return { kind: 'no-such-forward' };
  const problem = versionProblem(expected, stored);
  if (problem) return problem;

  const seen = await provider.find(number);
  if (!seen.ok) return { kind: 'provider-failed', failure: seen.error };
  const current = seen.value;
  const entry: ForwardChange = { number, ...newChangeKey(control, by), action: 'remove', outcome: 'asked' };
  const here = current && routingOf(current, application).kind;
  if (!current || (here !== 'application' && here !== 'nothing'))
    return removeFromStore(control, entry, stored.version);

  const routing = routingFor(to, last, control);
  if (!routing) return { kind: 'destination-required' };
  if (routing.kind === 'connector') {
    const { connectorId } = routing;
    const found = await findConnector(inventory, connectorId);
    if (!found.ok) return { kind: 'provider-failed', failure: found.error };
    if (!found.value) return { kind: 'no-such-connector', connectorId };
  }
  const wanted: DesiredState = { kind: 'removed', to: routing, asked: to, forward: stored };
  const next = routingTowards(wanted, current, application);
  if (next.kind === 'cannot') return { kind: 'not-possible', because: next.because };
  await control.changes.record(entry);
  const begun = await beginOperation(control, { wanted, entry, last, current }, until);
  return begun.kind === 'moving' ? resultOf(begun.operation) : begun;
};

/** The forward that an operation removes; undefined if it does something else, or has another destination. */
const removedBy = (
  operation: Operation,
  to: RemovalDestination,
  control: ControlPlane,
): StoredForward | undefined => {
  const { wanted, status } = operation;
  if (wanted.kind !== 'removed' || status !== 'moving') return undefined;
  const isSame = wanted.asked
    ? isDeepStrictEqual(wanted.asked, to)
    : isDeepStrictEqual(wanted.to, routingFor(to, operation, control));
  return isSame ? wanted.forward : undefined;
};

const resultOf = (operation: Operation): RemoveOutcome =>
  operation.status === 'done' ? { kind: 'removed' } : { kind: 'moving', operation };

const routingFor = (
  to: RemovalDestination,
  last: Operation | undefined,
  { homeConnectorId }: ControlPlane,
): Routing | undefined => {
  const origin = last?.origin;
  switch (to.kind) {
    case 'connector':
      return to;
    case 'nowhere':
      return {
        kind: 'nothing',
        productType: origin?.kind === 'nothing' ? origin.productType : 'VoiceConnector',
      };
    case 'origin':
      if (origin && origin.kind !== 'nothing') return origin;
      return homeConnectorId ? { kind: 'connector', connectorId: homeConnectorId } : undefined;
  }
};

const removeFromStore = async (
  { forwards, changes }: ControlPlane,
  entry: ForwardChange,
  version: number,
): Promise<RemoveOutcome> => {
  await changes.record(entry);
  const outcome = await forwards.remove(entry.number, version);
  await changes.record({ ...entry, outcome: outcome === 'removed' ? 'done' : 'conflict' });
  return outcome === 'removed' ? { kind: 'removed' } : { kind: 'version-conflict' };
};
