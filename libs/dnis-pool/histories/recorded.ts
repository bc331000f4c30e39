import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Pool } from '../src/pool';
import type { TransferArrival, Reservation, SlotKey } from '../src/reservation';
import type { CheckedOut, LookedUp } from '../src/reservation-store';

/** A request of one client to the store: what, when, and the answer. `outcome` is missing if the client got no answer. */
export type Recorded = {
  /** The order in which requests began and answers arrived, over all clients. */
  readonly begun: number;
  /** Infinity if no answer arrived: the request or its answer may have been lost, or may come late. */
  ended: number;
  /** What the client's clock adds to the true time. */
  readonly skew: number;
} & (
  | {
      readonly kind: 'check-out';
      readonly token: string;
      readonly caller: E164 | undefined;
      /** The client's clock when the store read it. */
      readonly clock: EpochSeconds[];
      outcome?: CheckedOut;
    }
  | {
      readonly kind: 'look-up';
      readonly slot: SlotKey;
      readonly arrival: TransferArrival;
      readonly now: EpochSeconds;
      outcome?: LookedUp;
    }
  | {
      readonly kind: 'release';
      readonly slot: SlotKey;
      readonly token: string;
      readonly now: EpochSeconds;
      outcome?: 'released' | 'over';
    }
  | {
      readonly kind: 'renew';
      readonly slot: SlotKey;
      readonly token: string;
      readonly now: EpochSeconds;
      outcome?: Reservation | 'over';
    }
  | { readonly kind: 'sweep'; readonly now: EpochSeconds; outcome?: 'swept' }
);

/** A transfer that a client requested, and its customer. */
export type Transfer = {
  readonly customer: number;
  /** Whether the client told the pool where the call would come from. */
  readonly named: boolean;
};

/** Everything that happened in one history. */
export type History = {
  readonly seed: number;
  readonly pool: Pool;
  /**
   * Whether the store retries failed requests itself. Then a request may have been done by one attempt and answered by a
   * later one, which found another state.
   */
  readonly repeats: boolean;
  /** The largest difference between two clocks, in seconds. */
  readonly clocksDiffer: number;
  readonly recorded: readonly Recorded[];
  /** By token. */
  readonly transfers: ReadonlyMap<string, Transfer>;
  /** The customer of each contact. */
  readonly callers: ReadonlyMap<string, number>;
  readonly numbers: readonly E164[];
  /** How many numbers could still be given out after all transfers were over. */
  readonly numbersLeft: number;
  /** When the numbers are free from, at the start. */
  readonly freeAt: EpochSeconds;
};

/** The token of one attempt of a transfer's check-out. */
export const tokenOf = (transfer: string, attempt: number): string => `${transfer}.${attempt}`;

/** Whether two tokens are of attempts of one check-out. */
export const isSameCheckOut = (a: string | undefined, b: string): boolean =>
  a !== undefined && a.split('.')[0] === b.split('.')[0];
