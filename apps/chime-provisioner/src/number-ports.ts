import type { Clock } from '@dialplane/basics';
import type { NumberProvider } from '@dialplane/number-routing';
import type { NumberMarket } from './number-market';
import type { TryWait } from './patience';
import type { ProvidedNumbers } from './provided-numbers';

/** What providing a number touches. */
export type NumberPorts = {
  readonly provided: ProvidedNumbers;
  /** Numbers as somebody sees them who has no application: one with a rule is left alone. */
  readonly numbers: NumberProvider;
  readonly market: NumberMarket;
  readonly now: Clock;
  readonly pause: TryWait;
};
