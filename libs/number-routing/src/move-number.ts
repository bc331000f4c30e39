import { fail, ok, type Result } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { nextStep } from './next-step';
import type { NumberProvider, ProviderFailure } from './number-provider';
import type { Routing } from './routing';
import type { SipMediaApplication } from './provider-number';

/** What moving a number at one go needs. */
export type NumberMove = {
  readonly provider: NumberProvider;
  readonly application: SipMediaApplication;
  readonly number: E164;
  readonly wanted: Routing;
  /** Waits so many seconds. @returns whether there is time to go on */
  readonly pause: (seconds: number) => Promise<boolean>;
};

/** Why a number did not get where it was wanted. `unfinished` may be gone on with; `refused` stays so. */
export type NotMoved = { readonly kind: 'unfinished' | 'refused'; readonly because: string };

/**
 * Moves a number to where it is wanted, and stays with it until it is there or `pause` says that time is up. Doing it
 * again goes on from wherever it stopped. For callers who may wait, such as Terraform; nothing is undone on the way.
 */
export const moveNumber = async (move: NumberMove): Promise<Result<void, NotMoved>> => {
  for (let seconds = 1; ; seconds = Math.min(seconds * 2, longestPause)) {
    const stopped = await takeSteps(move);
    if (!stopped) return ok(undefined);
    if (stopped.kind === 'refused' || !(await move.pause(seconds))) return fail(stopped);
  }
};

const longestPause = 10;

/** Takes steps until it is there, or until something stops it. */
const takeSteps = async ({
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
    const taken = await provider.perform(next.step, number);
    if (!taken.ok) return stoppedBy(taken.error);
  }
};

const stoppedBy = ({ kind, error, message }: ProviderFailure): NotMoved => ({
  kind: kind === 'permanent' ? 'refused' : 'unfinished',
  because: `${error}: ${message}`,
});
