import type { Result } from '@dialplane/basics';
import type { ChimeApplication, ProviderFailure } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';

/** The settings of SIP media applications that Terraform has no resource for. */
export type ApplicationService = {
  /**
   * Turns the logging of messages between the provider and the application's Lambda on or off.
   * @returns false if the application does not exist
   */
  readonly setLogging: (
    application: ChimeApplication,
    on: boolean,
  ) => Promise<Result<boolean, ProviderFailure>>;
  /**
   * Numbers with a rule, enabled or not, whose first target is the application.
   * @returns undefined if the application does not exist
   */
  readonly numbersOf: (
    application: ChimeApplication,
  ) => Promise<Result<readonly E164[] | undefined, ProviderFailure>>;
};
