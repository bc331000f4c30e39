import type { Result } from '@dialplane/basics';
import type { ProviderFailure } from './number-provider';

/** One page of a list. `next` is the token of the next page; the last page has none. */
export type Page<T> = { readonly items: readonly T[]; readonly next?: string };

/** A number in a list of the account's numbers. */
export type ListedNumber = {
  /** E.164. */
  readonly number: string;
  readonly type?: string;
  readonly productType: string;
  readonly status: string;
  readonly country?: string;
  readonly name?: string;
  readonly attachedTo: readonly ListedAttachment[];
};

/** Something that a number is attached to. */
export type ListedAttachment = {
  readonly kind: 'voice-connector' | 'voice-connector-group' | 'sip-rule';
  readonly id: string;
};

export type ListedConnector = {
  readonly id: string;
  readonly arn?: string;
  readonly name: string;
  readonly region: string;
  readonly requiresEncryption: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt?: string;
};

export type ListedApplication = {
  readonly id: string;
  readonly arn?: string;
  readonly name: string;
  readonly region: string;
  readonly lambdaArn?: string;
};

/** Which page is wanted: its token, and how many items at most. */
export type InventoryPageRequest = { readonly limit: number; readonly next?: string };

/** What an account has at the provider, page by page. `next` is the provider's own token. */
export type Inventory = {
  /** One number; undefined if the account does not have it. */
  readonly number: (number: string) => Promise<Result<ListedNumber | undefined, ProviderFailure>>;
  readonly numbers: (page: InventoryPageRequest) => Promise<Result<Page<ListedNumber>, ProviderFailure>>;
  readonly connectors: (
    page: InventoryPageRequest,
  ) => Promise<Result<Page<ListedConnector>, ProviderFailure>>;
  readonly applications: (
    page: InventoryPageRequest,
  ) => Promise<Result<Page<ListedApplication>, ProviderFailure>>;
};
