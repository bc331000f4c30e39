import { findConnector, nextStep, type Wiring, wiringOf } from '@dialplane/number-wiring';
import { advance } from './advance';
import { beginOperation } from './begin-operation';
import { askedFor, type Change } from './change';
import type { ControlPlane } from './control-plane';
import { isUnderWay, type Operation } from './operation';
import { type Asked, type Expected, type NotDone, staleness } from './outcome';

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
  }: Pick<Operation, 'number'> & { readonly to: Destination; readonly expected: Expected },
  { by, until }: Asked,
): Promise<RemoveOutcome> => {
  const { forwards, operations, provider, application, inventory } = control;
  const last = await operations.find(number);
  if (isUnderWay(last))
    return last.wanted.kind === 'removed' && last.status === 'moving'
      ? ended((await advance(control, number, until)) ?? last)
      : { kind: 'under-way', operation: last };
  const stored = await forwards.find(number);
  if (!stored) return { kind: 'no-such-forward' };
  const stale = staleness(expected, stored);
  if (stale) return stale;

  const seen = await provider.look(number);
  if (!seen.ok) return { kind: 'provider-failed', setback: seen.error };
  const entry: Change = { number, ...askedFor(control, by), action: 'remove', outcome: 'asked' };
  const here = seen.value && wiringOf(seen.value, application);
  if (!seen.value || here === 'elsewhere' || (here?.kind !== 'application' && here?.kind !== 'nothing'))
    return drop(control, entry, stored.version);

  const wiring = wiringFor(to, last, control);
  if (!wiring) return { kind: 'where-to' };
  if (wiring.kind === 'connector') {
    const { connectorId } = wiring;
    const found = await findConnector(inventory, connectorId);
    if (!found.ok) return { kind: 'provider-failed', setback: found.error };
    if (!found.value) return { kind: 'no-such-connector', connectorId };
  }
  const next = nextStep(seen.value, wiring, application);
  if (next.kind === 'cannot') return { kind: 'no-way', because: next.because };
  await control.changes.record(entry);
  const wanted = { kind: 'removed', to: wiring, forward: stored } as const;
  const begun = await beginOperation(control, { wanted, entry, last, wired: seen.value }, until);
  return begun.kind === 'moving' ? ended(begun.operation) : begun;
};

const ended = (operation: Operation): RemoveOutcome =>
  operation.status === 'done' ? { kind: 'removed' } : { kind: 'moving', operation };

const wiringFor = (
  to: Destination,
  last: Operation | undefined,
  { homeConnectorId }: ControlPlane,
): Wiring | undefined => {
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
