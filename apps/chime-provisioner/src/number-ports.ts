import type { Clock, EpochSeconds } from '@dialplane/basics';
import type { NumberProvider } from '@dialplane/number-routing';
import type { NumberMarket } from './number-market';
import type { WaitIfTime } from './retry';
import type { ProvidedNumbers } from './provided-numbers';

/** What providing a number needs from outside. */
export type NumberPorts = {
  readonly provided: ProvidedNumbers;
  /** Without an application of its own, so numbers with a rule are left alone. */
  readonly numbers: NumberProvider;
  readonly market: NumberMarket;
  readonly now: Clock;
  readonly wait: WaitIfTime;
  /** When the invocation has ended for sure. */
  readonly endsAt: EpochSeconds;
};
