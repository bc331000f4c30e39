import type { Clock, EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { NumberMode, Pool } from './pool';
import type { TransferArrival, Reservation, Slot, SlotKey, UnknownReason } from './reservation';

/** What a check-out asks for. */
export type Wish = {
  /** New for each check-out, and the same when the same check-out is repeated: so a repeat recognises its own write. */
  readonly token: string;
  readonly caller?: E164;
  readonly sealed: Uint8Array;
  /** Read again for each attempt, so that a slow check-out does not shorten its reservation. */
  readonly now: Clock;
  /** Set where the client may repeat the request: the repeat then gets the same number. */
  readonly request?: {
    /** The same for each repeat. */
    readonly id: string;
    /** A digest of what was asked for: the same id with other content is refused. */
    readonly content: string;
  };
};

/** The outcome of a check-out. */
export type CheckedOut =
  | {
      readonly kind: 'granted';
      readonly slot: SlotKey;
      readonly reservation: Reservation;
      /** The reservation that it replaced, where that one expired without a call and was not swept. */
      readonly expired?: Reservation;
    }
  | {
      readonly kind: 'none-free';
      /**
       * `all-busy`: no number is free. `caller-busy`: this caller is in a transfer on each composite number.
       * `needs-caller`: only composite numbers are left, and the caller is not known. `contended`: other clients were
       * faster each time.
       */
      readonly why: 'all-busy' | 'caller-busy' | 'needs-caller' | 'contended';
      /** When to try again, in seconds. */
      readonly retryAfter: number;
    }
  | { readonly kind: 'request-differs' };

/** The outcome of a look-up. */
export type LookedUp =
  | {
      readonly kind: 'bound';
      readonly reservation: Reservation;
      /** Whether the same contact had its answer before. */
      readonly again: boolean;
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason };

/** A number of a pool, as an operator sees it. */
export type PoolNumber = {
  readonly number: E164;
  readonly mode: NumberMode;
  /** Whether it is given out no more. */
  readonly retired: boolean;
  /** An exclusive number's only slot; a composite number's slots in use. */
  readonly slots: readonly Slot[];
};

/** What a sweep of one page has done. */
export type SweptPage = {
  /** Reservations that no call came for. */
  readonly expired: number;
  /** Contexts that were erased. */
  readonly erased: number;
  readonly numbers: number;
  /** Numbers, or slots on composite numbers, in use. */
  readonly inUse: number;
  readonly next?: E164;
};

/**
 * Where reservations are kept. Every write carries the condition that makes it safe, none depends on a read, and none
 * needs two clocks to agree: time decides only when a number may be given out again.
 */
export type ReservationStore = {
  readonly checkOut: (pool: Pool, wish: Wish) => Promise<CheckedOut>;
  /** Binds the reservation to the contact. The same contact gets the same answer for `replaySeconds`. */
  readonly lookUp: (slot: SlotKey, arrival: TransferArrival, now: EpochSeconds) => Promise<LookedUp>;
  /** Ends a reservation and erases its context. A repeat gets the same answer. `over`: the token is of an earlier one. */
  readonly release: (slot: SlotKey, token: string, now: EpochSeconds) => Promise<'released' | 'over'>;
  /** Lets a reservation wait for its call for the pool's hold again, from now. */
  readonly renew: (
    slot: SlotKey,
    token: string,
    pool: Pool,
    now: EpochSeconds,
  ) => Promise<Reservation | 'over'>;
  readonly find: (slot: SlotKey) => Promise<Slot | undefined>;

  /** Adds a number. A number is in one pool only. `freeAt`: when it may be given out first. */
  readonly add: (
    pool: string,
    number: E164,
    mode: NumberMode,
    freeAt: EpochSeconds,
  ) => Promise<
    { readonly kind: 'added' | 'already-there' } | { readonly kind: 'in-pool'; readonly pool: string }
  >;
  /** Stops giving a number out. A reservation that it has is not affected. */
  readonly retire: (pool: string, number: E164) => Promise<'retired' | 'no-such-number'>;
  /** Which pool a number is in. */
  readonly poolOf: (number: E164) => Promise<string | undefined>;
  readonly list: (
    pool: string,
    now: EpochSeconds,
    after?: E164,
    limit?: number,
  ) => Promise<{ readonly numbers: readonly PoolNumber[]; readonly next?: E164 }>;
  /** Ends what has expired and erases what nothing may read any more, for one page of numbers. */
  readonly sweep: (pool: string, now: EpochSeconds, after?: E164, limit?: number) => Promise<SweptPage>;
};
