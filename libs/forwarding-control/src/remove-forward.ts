import { findConnector, nextStep, type Routing, routingOf } from '@dialplane/number-routing';
import { advance } from './advance';
import { beginOperation } from './begin-operation';
import { newChangeKey, type Change } from './change';
import type { ControlPlane } from './control-plane';
import { isInProgress, type Operation } from './operation';
import { type RequestContext, type ExpectedVersion, type NotDone, staleness } from './outcome';

/** Where a number goes when its forward is removed. */
export type Destination =
  /** Where it was before it was forwarded, or else the home connector. */
  | { readonly kind: 'back' }
  | { readonly kind: 'connector'; readonly connectorId: string }
  /** Nobody answers it any more. Somebody has to say so in as many words. */
  | { readonly kind: 'nowhere' };

/** What came of a wish to remove a forward. */
export type RemoveOutcome =
  | { readonly kind: 'removed' }
  /** The number is on its way, or back already: ask for the operation. */
  | { readonly kind: 'moving'; readonly operation: Operation }
  /** Nobody knows where the number came from, and the caller did not say where it goes. */
  | { readonly kind: 'where-to' }
  | { readonly kind: 'no-such-connector'; readonly connectorId: string }
  | NotDone;

/**
 * Removes the forward of a number, and moves the number to where its calls go from then on. A number whose calls do not
 * reach our application any more stays where it is.
 */
export const removeForward = async (
  control: ControlPlane,
  {
    number,
    to,
    expected,
  }: Pick<Operation, 'number'> & { readonly to: Destination; readonly expected: ExpectedVersion },
  { by, until }: RequestContext,
): Promise<RemoveOutcome> => {
  const { forwards, operations, provider, application, inventory } = control;
  const last = await operations.find(number);
  if (isInProgress(last))
    return last.wanted.kind === 'removed' && last.status === 'moving'
      ? ended((await advance(control, number, until)) ?? last)
      : { kind: 'under-way', operation: last };
  const stored = await forwards.find(number);
  if (!stored) return { kind: 'no-such-forward' };
  const stale = staleness(expected, stored);
  if (stale) return stale;

  const seen = await provider.find(number);
  if (!seen.ok) return { kind: 'provider-failed', failure: seen.error };
  const entry: Change = { number, ...newChangeKey(control, by), action: 'remove', outcome: 'asked' };
  const here = seen.value && routingOf(seen.value, application);
  if (!seen.value || here === 'elsewhere' || (here?.kind !== 'application' && here?.kind !== 'nothing'))
    return drop(control, entry, stored.version);

  const routing = routingFor(to, last, control);
  if (!routing) return { kind: 'where-to' };
  if (routing.kind === 'connector') {
    const { connectorId } = routing;
    const found = await findConnector(inventory, connectorId);
    if (!found.ok) return { kind: 'provider-failed', failure: found.error };
    if (!found.value) return { kind: 'no-such-connector', connectorId };
  }
  const next = nextStep(seen.value, routing, application);
  if (next.kind === 'cannot') return { kind: 'no-way', because: next.because };
  await control.changes.record(entry);
  const wanted = { kind: 'removed', to: routing, forward: stored } as const;
  const begun = await beginOperation(control, { wanted, entry, last, current: seen.value }, until);
  return begun.kind === 'moving' ? ended(begun.operation) : begun;
};

const ended = (operation: Operation): RemoveOutcome =>
  operation.status === 'done' ? { kind: 'removed' } : { kind: 'moving', operation };

const routingFor = (
  to: Destination,
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
    case 'back':
      if (origin && origin.kind !== 'nothing') return origin;
      return homeConnectorId ? { kind: 'connector', connectorId: homeConnectorId } : undefined;
  }
};

const drop = async (
  { forwards, changes }: ControlPlane,
  entry: Change,
  version: number,
): Promise<RemoveOutcome> => {
  await changes.record(entry);
  const outcome = await forwards.remove(entry.number, version);
  await changes.record({ ...entry, outcome: outcome === 'removed' ? 'done' : 'conflict' });
  return outcome === 'removed' ? { kind: 'removed' } : { kind: 'changed' };
};
