import type { Forward, StoredForward } from '@dialplane/forwarding';
import {
  type SipMediaApplication,
  type NextStep,
  nextStep,
  type RoutingStep,
  type ProviderNumber,
  type Routing,
} from '@dialplane/number-routing';
import type { Operation } from './operation';

/** What an operation does next. */
export type OperationAction =
  | { readonly kind: 'store-forward'; readonly forward: Forward; readonly expected: 'new' | number }
  | { readonly kind: 'drop-forward'; readonly version: number }
  | { readonly kind: 'step'; readonly step: RoutingStep }
  | { readonly kind: 'wait'; readonly until: string }
  /** There is no way on. Before the turn that means back; after it, a person must look. */
  | { readonly kind: 'no-way'; readonly because: string }
  | { readonly kind: 'finish'; readonly status: 'done' | 'restored' };

/** How things stand, just now. */
export type CurrentState = {
  /** Undefined: the account does not have the number any more. */
  readonly current: ProviderNumber | undefined;
  readonly stored: StoredForward | undefined;
};

/**
 * What is next for an operation. Pure, and told how things stand rather than what was done, so that it is right after a
 * crash at any moment.
 *
 * The forward is stored before a call can ask for it, and dropped only once none can: between the two, the number is
 * moved.
 */
export const nextAction = (
  operation: Operation,
  { current, stored }: CurrentState,
  application: SipMediaApplication,
): OperationAction => {
  const { wanted, status, origin } = operation;
  const back = status === 'restoring';
  // It may have been given back by hand, or the provider may be wrong. A person can tell, and we cannot.
  if (!current) return { kind: 'no-way', because: 'the account does not have the number any more' };
  const onTheWayTo = (place: Routing) => onTheWay(current, place, application);
  const dropThenFinish = (version: number): OperationAction =>
    stored?.version === version ? { kind: 'drop-forward', version } : finish(back ? 'restored' : 'done');

  if (wanted.kind === 'removed') {
    if (!back) return onTheWayTo(wanted.to) ?? dropThenFinish(wanted.forward.version);
    return stored
      ? (onTheWayTo({ kind: 'application' }) ?? finish('restored'))
      : { kind: 'store-forward', forward: withoutVersion(wanted.forward), expected: 'new' };
  }

  const { forward, replaces } = wanted;
  const version = (replaces?.version ?? 0) + 1;
  if (!back) {
    return (stored?.version ?? 0) < version
      ? { kind: 'store-forward', forward, expected: replaces?.version ?? 'new' }
      : (onTheWayTo({ kind: 'application' }) ?? finish('done'));
  }
  const remaining = origin && onTheWayTo(origin);
  if (remaining) return remaining;
  if (!replaces) return dropThenFinish(version);
  return stored?.version === version
    ? { kind: 'store-forward', forward: withoutVersion(replaces), expected: version }
    : finish('restored');
};

/** What is left to do on the way; undefined once it is there. */
const onTheWay = (
  current: ProviderNumber,
  to: Routing,
  application: SipMediaApplication,
): OperationAction | undefined => {
  const next: NextStep = nextStep(current, to, application);
  switch (next.kind) {
    case 'there':
      return undefined;
    case 'cannot':
      return { kind: 'no-way', because: next.because };
    case 'step':
    case 'wait':
      return next;
  }
};

const finish = (status: 'done' | 'restored'): OperationAction => ({ kind: 'finish', status });

const withoutVersion = ({ version: _, ...forward }: StoredForward): Forward => forward;
