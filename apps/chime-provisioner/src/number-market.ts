import type { EpochSeconds, Result } from '@dialplane/basics';
import type { ProductType, Setback } from '@dialplane/number-wiring';
import type { E164 } from '@dialplane/phone-numbers';
import type { Criteria } from './number-source';

/** How an order of a number stands. */
export type OrderStatus = 'none' | 'open' | 'successful' | 'failed';

/** Where numbers are bought and given back, and what they and their places are called. */
export type NumberMarket = {
  /** Numbers that can be ordered just now. */
  readonly search: (criteria: Criteria) => Promise<Result<readonly E164[], Setback>>;
  /** Orders a number, which then costs money. It arrives in the account by itself, later. */
  readonly order: (number: E164, productType: ProductType, name: string) => Promise<Result<void, Setback>>;
  /** How the orders of a number since a moment stand. */
  readonly orderStatus: (number: E164, since: EpochSeconds) => Promise<Result<OrderStatus, Setback>>;
  /** Gives a number back. It is gone for good after the days that the provider keeps it. */
  readonly release: (number: E164) => Promise<Result<void, Setback>>;
  /** @param name empty for none */
  readonly rename: (number: E164, name: string) => Promise<Result<void, Setback>>;
  readonly hasConnector: (connectorId: string) => Promise<Result<boolean, Setback>>;
  readonly hasConnectorGroup: (groupId: string) => Promise<Result<boolean, Setback>>;
};
