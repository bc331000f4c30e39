import type { EpochSeconds, Result } from '@dialplane/basics';
import type { NumberProductType, ProviderFailure } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import type { Criteria } from './number-source';

/** The status of the orders of a number. */
export type OrderStatus = 'none' | 'open' | 'successful' | 'failed';

/** Where numbers are bought, released and named, and which connectors exist. */
export type NumberMarket = {
  /** Numbers that can be ordered now. */
  readonly search: (criteria: Criteria) => Promise<Result<readonly E164[], ProviderFailure>>;
  /** Orders a number, which then costs money. It appears in the account later. */
  readonly order: (
    number: E164,
    productType: NumberProductType,
    name: string,
  ) => Promise<Result<void, ProviderFailure>>;
  /** The status of a number's orders since a moment. */
  readonly orderStatus: (number: E164, since: EpochSeconds) => Promise<Result<OrderStatus, ProviderFailure>>;
  /** Releases a number. It can be restored for some days, and is then gone. */
  readonly release: (number: E164) => Promise<Result<void, ProviderFailure>>;
  /** @param name empty for none */
  readonly rename: (number: E164, name: string) => Promise<Result<void, ProviderFailure>>;
  readonly hasConnector: (connectorId: string) => Promise<Result<boolean, ProviderFailure>>;
  readonly hasConnectorGroup: (groupId: string) => Promise<Result<boolean, ProviderFailure>>;
};
