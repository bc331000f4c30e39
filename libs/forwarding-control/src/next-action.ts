import { isDeepStrictEqual } from 'node:util';
import type { Forward, StoredForward } from '@dialplane/forwarding';
import {
  type ChimeApplication,
  type NextStep,
  nextStep,
  type ProviderNumber,
  type Routing,
  type RoutingStep,
} from '@dialplane/number-routing';
import type { DesiredState, Operation } from './operation';

/** What an operation does next. */
export type OperationAction =
  | { readonly kind: 'store-forward'; readonly forward: Forward; readonly expected: 'new' | number }
  | { readonly kind: 'remove-forward'; readonly version: number }
  | { readonly kind: 'routing-step'; readonly step: RoutingStep }
  | { readonly kind: 'wait'; readonly until: string }
  /** The state cannot be reached. While moving, the operation is rolled back; while rolling back, a person must act. */
  | { readonly kind: 'not-possible'; readonly because: string }
  | { readonly kind: 'finish'; readonly status: 'done' | 'restored' };

/** The current state of a number, as the provider and the store show it. */
export type CurrentState = {
  /** Undefined: the account no longer has the number. */
  readonly current: ProviderNumber | undefined;
  readonly stored: StoredForward | undefined;
};

/**
 * The next action of an operation. Pure: it looks at the current state and not at what was done before, so it is right
 * after a crash at any moment.
 *
 * A forward is stored before calls reach our application, and removed after they have stopped reaching it.
 */
export const nextAction = (
  operation: Pick<Operation, 'wanted' | 'status' | 'origin'>,
  { current, stored }: CurrentState,
  application: ChimeApplication,
): OperationAction => {
  const { wanted, status, origin } = operation;
  const rollingBack = status === 'restoring';
  // It was released by hand, or the provider answers wrongly. We cannot tell which, so a person must.
  if (!current) return { kind: 'not-possible', because: 'the account no longer has the number' };
  const routeTo = (destination: Routing) => remainingAction(current, destination, application);
  /** A forward that another request has stored since is left alone. */
  const removeIf = (isThisOne: boolean): OperationAction =>
    stored && isThisOne
      ? { kind: 'remove-forward', version: stored.version }
      : finish(rollingBack ? 'restored' : 'done');

  if (wanted.kind === 'removed') {
    if (!rollingBack) return routeTo(wanted.to) ?? removeIf(stored?.version === wanted.forward.version);
    return stored
      ? (routeTo(ours) ?? finish('restored'))
      : { kind: 'store-forward', forward: withoutVersion(wanted.forward), expected: 'new' };
  }

  const { forward, replaces } = wanted;
  if (!rollingBack) {
    return (stored?.version ?? 0) <= (replaces?.version ?? 0)
      ? { kind: 'store-forward', forward, expected: replaces?.version ?? 'new' }
      : (routeTo(ours) ?? finish('done'));
  }
  const remaining = origin && routeTo(origin);
  if (remaining) return remaining;
  if (!replaces) return removeIf(stored !== undefined && isDeepStrictEqual(withoutVersion(stored), forward));
  return stored?.version === replaces.version + 1
    ? { kind: 'store-forward', forward: withoutVersion(replaces), expected: stored.version }
    : finish('restored');
};

/** How far the number's routing is from the desired state, before an operation starts. */
export const routingTowards = (
  wanted: DesiredState,
  current: ProviderNumber,
  application: ChimeApplication,
): NextStep => nextStep(current, wanted.kind === 'forwarded' ? ours : wanted.to, application);

/** What is left to do until calls go to `destination`; undefined once they do. */
const remainingAction = (
  current: ProviderNumber,
  destination: Routing,
  application: ChimeApplication,
): OperationAction | undefined => {
  const next = nextStep(current, destination, application);
  switch (next.kind) {
    case 'there':
      return undefined;
    case 'cannot':
      return { kind: 'not-possible', because: next.because };
    case 'step':
      return { kind: 'routing-step', step: next.step };
    case 'wait':
      return next;
  }
};

const ours: Routing = { kind: 'application' };

const finish = (status: 'done' | 'restored'): OperationAction => ({ kind: 'finish', status });

const withoutVersion = ({ version: _, ...forward }: StoredForward): Forward => forward;
