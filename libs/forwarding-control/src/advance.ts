import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import type { StoredForward } from '@dialplane/forwarding';
import type { ProviderFailure } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import type { ControlPlane } from './control-plane';
import { nextAction, type OperationAction } from './next-action';
import { type ActionName, isFinished, maxFailedAttempts, type Operation } from './operation';

/** The parts of the control plane that advancing an operation needs. */
export type Advancing = Pick<
  ControlPlane,
  'forwards' | 'operations' | 'changes' | 'provider' | 'application' | 'now'
>;

/** Longer than any one action takes with its timeouts. The claim is renewed before each action, so claims never overlap. */
const claimSeconds = 30;

/** How long the provider may take for something that it completes by itself, before we roll back. */
const longestWait = 600;

/**
 * Resumes the operation of a number if it is due and no other process holds the claim, until it ends, has to wait, or
 * time is up. It never sleeps: a wait is stored, and the next request or sweep resumes the operation.
 *
 * @param until when to stop starting new actions
 * @returns the operation as it is then; undefined if the number never had one
 */
export const advance = async (
  control: Advancing,
  number: E164,
  until: EpochSeconds,
): Promise<Operation | undefined> => {
  const found = await control.operations.find(number);
  if (!found || isFinished(found) || found.nextAt > control.now()) return found;
  let mine = await save(control, found, { claimed: true });
  while (mine && mine.claimedUntil !== undefined && !isFinished(mine)) {
    mine =
      control.now() >= until
        ? await save(control, mine, { nextAt: control.now() })
        : await advanceOnce(control, mine);
  }
  return mine ?? control.operations.find(number); // another process has the claim now
};

/** Does one action of an operation that this process has claimed. Undefined when another process has it now. */
const advanceOnce = async (control: Advancing, mine: Operation): Promise<Operation | undefined> => {
  const { provider, forwards, application } = control;
  const current = await provider.find(mine.number);
  if (!current.ok) return countFailure(control, mine, current.error);
  const stored = await forwards.find(mine.number);
  const action = nextAction(mine, { current: current.value, stored }, application);
  switch (action.kind) {
    case 'wait':
      return waitFor(control, mine, action.until);
    case 'not-possible':
      return countFailure(control, mine, {
        kind: 'permanent',
        error: 'NotPossible',
        message: action.because,
      });
    case 'finish':
      return finish(control, mine, action.status, stored);
    default:
      return act(control, mine, action);
  }
};

type Change = Extract<
  OperationAction,
  { readonly kind: 'store-forward' | 'remove-forward' | 'routing-step' }
>;

/** Stores what is about to be done, which also checks that the claim is still ours. Then does it. */
const act = async (control: Advancing, mine: Operation, change: Change): Promise<Operation | undefined> => {
  const action: ActionName = change.kind === 'routing-step' ? change.step.kind : change.kind;
  const { activity, failedAttempts } = mine;
  // Done just now, and the provider does not show it yet. Repeating it at once would not help.
  if (activity?.kind === 'acting' && activity.action === action && failedAttempts === 0)
    return waitFor(control, mine, `the effect of ${action} is visible`);
  const started = await save(control, mine, {
    claimed: true,
    activity: { kind: 'acting', action },
    attempts: mine.attempts + 1,
  });
  if (!started) return undefined;
  const failure = await perform(control, started, change);
  if (failure) return countFailure(control, started, failure);
  return failedAttempts === 0 ? started : save(control, started, { claimed: true, failedAttempts: 0 });
};

const perform = async (
  { provider, forwards }: Advancing,
  { number }: Operation,
  change: Change,
): Promise<ProviderFailure | undefined> => {
  switch (change.kind) {
    case 'routing-step': {
      const performed = await provider.perform(change.step, number);
      return performed.ok ? undefined : performed.error;
    }
    case 'store-forward':
      return (await forwards.put(change.forward, change.expected)) === 'conflict'
        ? changedByAnother
        : undefined;
    case 'remove-forward':
      return (await forwards.remove(number, change.version)) === 'conflict' ? changedByAnother : undefined;
  }
};

const changedByAnother: ProviderFailure = {
  kind: 'temporary',
  error: 'Conflict',
  message: 'another process changed the forward',
};

/** Stores a failed attempt: the next one comes later, or the operation is rolled back. */
const countFailure = (
  control: Advancing,
  mine: Operation,
  { kind, error, message }: ProviderFailure,
): Promise<Operation | undefined> => {
  const lastError = `${error}: ${message}`;
  const failedAttempts = mine.failedAttempts + 1;
  const givesUp = kind === 'permanent' || failedAttempts >= maxFailedAttempts;
  if (mine.status === 'moving' && givesUp) return rollBack(control, mine, lastError);
  return save(control, mine, {
    failedAttempts,
    lastError,
    nextAt: secondsAfter(control.now(), backOffSeconds(failedAttempts)),
  });
};

const rollBack = (control: Advancing, mine: Operation, lastError: string): Promise<Operation | undefined> =>
  save(control, mine, {
    claimed: true,
    status: 'restoring',
    failedAttempts: 0,
    lastError,
    phaseSince: control.now(),
  });

/** @param until a clause: `the number is detached` */
const waitFor = (control: Advancing, mine: Operation, until: string): Promise<Operation | undefined> => {
  const waited = control.now() - mine.phaseSince;
  if (waited > longestWait)
    return countFailure(control, mine, {
      kind: 'permanent',
      error: 'TimedOut',
      message: `waited ${waited} seconds until ${until}`,
    });
  return save(control, mine, {
    activity: { kind: 'waiting', until },
    nextAt: secondsAfter(control.now(), Math.min(1 + Math.floor(waited / 10), 10)),
  });
};

/** Ends an operation. The audit trail is written first, so a crash between the two writes only repeats that entry. */
const finish = async (
  control: Advancing,
  mine: Operation,
  status: 'done' | 'restored',
  stored: StoredForward | undefined,
): Promise<Operation | undefined> => {
  const { number, wanted, change } = mine;
  await control.changes.record({
    number,
    ...change,
    action: wanted.kind === 'forwarded' ? 'put' : 'remove',
    outcome: status,
    ...(wanted.kind === 'forwarded' && {
      forward: wanted.forward,
      ...(status === 'done' && stored && { version: stored.version }),
    }),
  });
  return save(control, mine, { status, failedAttempts: 0, nextAt: control.now() });
};

/** Writes the next version of an operation, claimed for a while or released. Undefined if another process wrote first. */
const save = async (
  { operations, now }: Advancing,
  { claimedUntil: _, ...seen }: Operation,
  { claimed, ...change }: Partial<Operation> & { readonly claimed?: true },
): Promise<Operation | undefined> => {
  const claim = secondsAfter(now(), claimSeconds);
  const written: Operation = {
    ...seen,
    ...(claimed && { claimedUntil: claim, nextAt: claim }),
    ...change,
    updatedAt: now(),
    version: seen.version + 1,
  };
  return (await operations.put(written)) === 'stored' ? written : undefined;
};

/** Doubles from one second, up to five minutes. */
const backOffSeconds = (failedAttempts: number): number => Math.min(2 ** (failedAttempts - 1), 300);
