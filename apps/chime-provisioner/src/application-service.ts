import type { Result } from '@dialplane/basics';
import type { ChimeApplication, ProviderFailure } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';

/** The provider of SIP media applications, as far as Terraform leaves them to us. */
export type ApplicationService = {
  /**
   * Turns the log of the messages between the provider and the application's Lambda on or off.
   * @returns false if there is no such application
   */
  readonly setLogging: (
    application: ChimeApplication,
    on: boolean,
  ) => Promise<Result<boolean, ProviderFailure>>;
  /**
   * Numbers with a rule, disabled or not, that sends calls to the application before all others.
   * @returns undefined if there is no such application
   */
  readonly numbersOf: (
    application: ChimeApplication,
  ) => Promise<Result<readonly E164[] | undefined, ProviderFailure>>;
};
