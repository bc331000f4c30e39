import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Pool } from '../src/pool';
import type { TransferArrival, Reservation, SlotKey } from '../src/reservation';
import type { CheckedOut, LookedUp } from '../src/reservation-store';

/** What one client asked of the store, when, and what it was told. `outcome` is missing where it never heard. */
export type Recorded = {
  /** The order in which requests began and answers arrived, over all clients. */
  readonly begun: number;
  /** Infinity where no answer arrived: the request may have been lost, or its answer, or it may come late. */
  ended: number;
  /** What the client's clock adds to the true time. */
  readonly skew: number;
} & (
  | {
      readonly kind: 'check-out';
      readonly token: string;
      readonly caller: E164 | undefined;
      /** What the client's clock said when the store read it. */
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

/** A transfer that a client wanted, and the customer it was for. */
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
   * Whether the store repeats what failed by itself. Then a request may have been done, and answered by a later attempt
   * that found another state.
   */
  readonly repeats: boolean;
  /** By how much two clocks can differ, in seconds. */
  readonly clocksDiffer: number;
  readonly recorded: readonly Recorded[];
  /** By token. */
  readonly transfers: ReadonlyMap<string, Transfer>;
  /** The customer behind each contact. */
  readonly callers: ReadonlyMap<string, number>;
  readonly numbers: readonly E164[];
  /** How many numbers could still be given out once everything was over. */
  readonly numbersLeft: number;
  /** What the numbers were free from, at the beginning. */
  readonly freeAt: EpochSeconds;
};
