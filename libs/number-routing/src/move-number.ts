import { fail, ok, type Result } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { nextStep } from './next-step';
import type { NumberProvider, ProviderFailure } from './number-provider';
import type { Routing } from './routing';
import type { ChimeApplication } from './provider-number';

/** What `moveNumber` needs. */
export type NumberMove = {
  readonly provider: NumberProvider;
  readonly application: ChimeApplication;
  readonly number: E164;
  readonly wanted: Routing;
  /** Waits. @returns false, without waiting, when time would be up */
  readonly wait: (seconds: number) => Promise<boolean>;
};

/** Why a number was not moved. `unfinished`: calling again resumes the move. `refused`: calling again does not help. */
export type NotMoved = { readonly kind: 'unfinished' | 'refused'; readonly because: string };

/**
 * Moves a number to the wanted routing and waits until it is there, or until `wait` says that time is up. Calling it again
 * resumes the move. For callers that may wait, such as Terraform. Nothing is rolled back.
 */
export const moveNumber = async (move: NumberMove): Promise<Result<void, NotMoved>> => {
  for (let seconds = 1; ; seconds = Math.min(seconds * 2, longestPause)) {
    const stopped = await performSteps(move);
    if (!stopped) return ok(undefined);
    if (stopped.kind === 'refused' || !(await move.wait(seconds))) return fail(stopped);
  }
};

const longestPause = 10;

/** Performs steps until the number is there or a step cannot be done now. */
const performSteps = async ({
  provider,
  application,
  number,
  wanted,
}: NumberMove): Promise<NotMoved | undefined> => {
  for (;;) {
    const seen = await provider.find(number);
    if (!seen.ok) return stoppedBy(seen.error);
    if (!seen.value) return { kind: 'refused', because: 'the account does not have it' };
    const next = nextStep(seen.value, wanted, application);
    if (next.kind === 'there') return undefined;
    if (next.kind === 'cannot') return { kind: 'refused', because: next.because };
    if (next.kind === 'wait') return { kind: 'unfinished', because: `waiting until ${next.until}` };
    const performed = await provider.perform(next.step, number);
    if (!performed.ok) return stoppedBy(performed.error);
  }
};

const stoppedBy = ({ kind, error, message }: ProviderFailure): NotMoved => ({
  kind: kind === 'permanent' ? 'refused' : 'unfinished',
  because: `${error}: ${message}`,
});
