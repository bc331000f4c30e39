import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import type { ProviderFailure } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import type { ControlPlane } from './control-plane';
import { type OperationAction, nextAction } from './next-action';
import { isFinished, maxFailedAttempts, type Operation } from './operation';

/** What advancing an operation touches. */
export type Advancing = Pick<
  ControlPlane,
  'forwards' | 'operations' | 'changes' | 'provider' | 'application' | 'now'
>;

/** Longer than any one step takes with its timeouts. It is claimed anew before each, so no two are ever at one operation. */
const claimSeconds = 30;

/** How long the provider may take over what it does by itself, before we turn back. */
const longestWait = 600;

/**
 * Goes on with the operation of a number, if it has one that is due and nobody else is at it, until it has ended, has to
 * wait, or time is up. It never sleeps: a wait is written down, and ends with the next request or sweep.
 *
 * @param until when to stop beginning new steps
 * @returns the operation as it is then; undefined if the number never had one
 */
export const advance = async (
  control: Advancing,
  number: E164,
  until: EpochSeconds,
): Promise<Operation | undefined> => {
  const found = await control.operations.find(number);
  if (!found || isFinished(found) || found.nextAt > control.now()) return found;
  let mine = await write(control, found, { claimed: true });
  while (mine && mine.claimedUntil !== undefined && !isFinished(mine)) {
    const next: Operation | undefined =
      control.now() >= until
        ? await write(control, mine, { nextAt: control.now() })
        : await goOn(control, mine);
    if (!next) return control.operations.find(number); // somebody took over: they go on
    mine = next;
  }
  return mine ?? control.operations.find(number);
};

/** One move of an operation that is ours. Undefined when it is not any more. */
const goOn = async (control: Advancing, mine: Operation): Promise<Operation | undefined> => {
  const { provider, forwards, application } = control;
  const current = await provider.find(mine.number);
  if (!current.ok) return setBack(control, mine, current.error);
  const stored = await forwards.find(mine.number);
  const move = nextAction(mine, { current: current.value, stored }, application);
  switch (move.kind) {
    case 'wait':
      return waitFor(control, mine, move.until);
    case 'no-way':
      return setBack(control, mine, { kind: 'permanent', error: 'NoWay', message: move.because });
    case 'finish':
      return finish(control, mine, move.status);
    default:
      return make(control, mine, move);
  }
};

type Doing = Extract<OperationAction, { readonly kind: 'store-forward' | 'drop-forward' | 'step' }>;

/** Writes down what is about to be done, which also makes sure that it is still ours to do; and does it. */
const make = async (control: Advancing, mine: Operation, move: Doing): Promise<Operation | undefined> => {
  const step = move.kind === 'step' ? move.step.kind : move.kind;
  // Done just now, and the provider does not show it yet. Doing it over and over would not hurry it.
  if (step === mine.step && mine.failedAttempts === 0)
    return waitFor(control, mine, `it is seen that ${step} was done`);
  const begun = await write(control, mine, { claimed: true, step, attempts: mine.attempts + 1 });
  if (!begun) return undefined;
  const setback = await carryOut(control, begun, move);
  if (setback) return setBack(control, begun, setback);
  return begun.failedAttempts === 0 ? begun : write(control, begun, { claimed: true, failedAttempts: 0 });
};

const carryOut = async (
  { provider, forwards }: Advancing,
  { number }: Operation,
  move: Doing,
): Promise<ProviderFailure | undefined> => {
  switch (move.kind) {
    case 'step': {
      const taken = await provider.perform(move.step, number);
      return taken.ok ? undefined : taken.error;
    }
    case 'store-forward':
      return (await forwards.put(move.forward, move.expected)) === 'conflict' ? changedMeanwhile : undefined;
    case 'drop-forward':
      return (await forwards.remove(number, move.version)) === 'conflict' ? changedMeanwhile : undefined;
  }
};

const changedMeanwhile: ProviderFailure = {
  kind: 'temporary',
  error: 'Conflict',
  message: 'the forward was changed meanwhile',
};

const setBack = (
  control: Advancing,
  mine: Operation,
  { kind, error, message }: ProviderFailure,
): Promise<Operation | undefined> => {
  const lastError = `${error}: ${message}`;
  const failedAttempts = mine.failedAttempts + 1;
  const hopeless = kind === 'permanent' || failedAttempts >= maxFailedAttempts;
  if (mine.status === 'moving' && hopeless) return turnBack(control, mine, lastError);
  return write(control, mine, {
    failedAttempts,
    lastError,
    nextAt: secondsAfter(control.now(), delayAfter(failedAttempts)),
  });
};

const turnBack = (control: Advancing, mine: Operation, lastError: string): Promise<Operation | undefined> =>
  write(control, mine, {
    claimed: true,
    status: 'restoring',
    failedAttempts: 0,
    lastError,
    phaseSince: control.now(),
  });

const waitFor = (control: Advancing, mine: Operation, until: string): Promise<Operation | undefined> => {
  const waited = control.now() - mine.phaseSince;
  if (waited > longestWait)
    return setBack(control, mine, {
      kind: 'permanent',
      error: 'TookTooLong',
      message: `after ${waited} seconds, still not so that ${until}`,
    });
  return write(control, mine, {
    step: `waiting until ${until}`,
    nextAt: secondsAfter(control.now(), Math.min(1 + Math.floor(waited / 10), 10)),
  });
};

/** The end: first in the audit trail, then in the operation, so that neither is ever missing. */
const finish = async (
  control: Advancing,
  mine: Operation,
  status: 'done' | 'restored',
): Promise<Operation | undefined> => {
  const { number, wanted, change } = mine;
  await control.changes.record({
    number,
    ...change,
    action: wanted.kind === 'forwarded' ? 'put' : 'remove',
    outcome: status,
    ...(wanted.kind === 'forwarded' && {
      forward: wanted.forward,
      ...(status === 'done' && { version: (wanted.replaces?.version ?? 0) + 1 }),
    }),
  });
  return write(control, mine, { status, failedAttempts: 0, nextAt: control.now() });
};

/** Writes an operation on, if nobody else has: claimed for a while, or free for whoever comes next. */
const write = async (
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

/** Doubles, up to five minutes. */
const delayAfter = (failedAttempts: number): number => Math.min(2 ** (failedAttempts - 1), 300);
