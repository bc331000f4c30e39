import type { Result } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { RoutingStep } from './next-step';
import type { ProviderNumber } from './provider-number';

/** Why the provider did not do what it was asked. */
export type ProviderFailure = {
  /** `temporary`: a retry may succeed. `permanent`: a retry will fail too. */
  readonly kind: 'temporary' | 'permanent';
  /** The provider's name for the error, such as `ThrottledClientException`. */
  readonly error: string;
  readonly message: string;
};

/** The provider of phone numbers. After a failure it is not known whether the change was made. */
export type NumberProvider = {
  /** A number in its current state; undefined if the account does not have it. */
  readonly find: (number: E164) => Promise<Result<ProviderNumber | undefined, ProviderFailure>>;
  readonly perform: (step: RoutingStep, number: E164) => Promise<Result<void, ProviderFailure>>;
};
