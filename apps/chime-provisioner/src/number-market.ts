import type { EpochSeconds, Result } from '@dialplane/basics';
import type { NumberProductType, ProviderFailure } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import type { Criteria } from './number-source';

/** How an order of a number stands. */
export type OrderStatus = 'none' | 'open' | 'successful' | 'failed';

/** Where numbers are bought and given back, and what they and their places are called. */
export type NumberMarket = {
  /** Numbers that can be ordered just now. */
  readonly search: (criteria: Criteria) => Promise<Result<readonly E164[], ProviderFailure>>;
  /** Orders a number, which then costs money. It arrives in the account by itself, later. */
  readonly order: (
    number: E164,
    productType: NumberProductType,
    name: string,
  ) => Promise<Result<void, ProviderFailure>>;
  /** How the orders of a number since a moment stand. */
  readonly orderStatus: (number: E164, since: EpochSeconds) => Promise<Result<OrderStatus, ProviderFailure>>;
  /** Gives a number back. It is gone for good after the days that the provider keeps it. */
  readonly release: (number: E164) => Promise<Result<void, ProviderFailure>>;
  /** @param name empty for none */
  readonly rename: (number: E164, name: string) => Promise<Result<void, ProviderFailure>>;
  readonly hasConnector: (connectorId: string) => Promise<Result<boolean, ProviderFailure>>;
  readonly hasConnectorGroup: (groupId: string) => Promise<Result<boolean, ProviderFailure>>;
};
