import type { Result } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { RoutingStep } from './next-step';
import type { ProviderNumber } from './provider-number';

/** Why the provider did not do what it was asked. */
export type ProviderFailure = {
  /** `passing`: asking again may help. `final`: it was refused, and will be again. */
  readonly kind: 'temporary' | 'permanent';
  /** The provider's name for it, such as `ThrottledClientException`. */
  readonly error: string;
  readonly message: string;
};

/** The provider of numbers, as far as moving one of them goes. A setback leaves it open whether anything was done. */
export type NumberProvider = {
  /** How a number stands now; undefined if the account does not have it. */
  readonly find: (number: E164) => Promise<Result<ProviderNumber | undefined, ProviderFailure>>;
  readonly perform: (step: RoutingStep, number: E164) => Promise<Result<void, ProviderFailure>>;
};
