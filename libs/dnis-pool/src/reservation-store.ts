import type { Clock, EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { NumberMode, Pool } from './pool';
import type { TransferArrival, Reservation, Slot, SlotKey, UnknownReason } from './reservation';

/** The request of a check-out. */
export type Wish = {
  /** New for each check-out, so that a write whose answer was lost is recognised. */
  readonly token: string;
  readonly caller?: E164;
  readonly sealed: Uint8Array;
  /** Read for each attempt, so that a slow check-out does not shorten its reservation. */
  readonly now: Clock;
  /** Set if the client may retry the request: the retry then gets the same number. */
  readonly request?: {
    /** The same for each retry. */
    readonly id: string;
    /** A digest of the request: the same id with other content is refused. */
    readonly content: string;
  };
};

/** The outcome of a check-out. */
export type CheckedOut =
  | {
      readonly kind: 'granted';
      readonly slot: SlotKey;
      readonly reservation: Reservation;
      /** The reservation that it replaced, if that one expired without a call and was not swept. */
      readonly expired?: Reservation;
    }
  | {
      readonly kind: 'none-free';
      /**
       * `all-busy`: no number is free. `caller-busy`: this caller has a transfer on every composite number. `needs-caller`:
       * only composite numbers are left, and the caller is not known. `contended`: other clients were faster each time.
       */
      readonly why: 'all-busy' | 'caller-busy' | 'needs-caller' | 'contended';
      /** When to retry, in seconds. */
      readonly retryAfter: number;
    }
  | { readonly kind: 'request-differs' };

/** The outcome of a look-up. */
export type LookedUp =
  | {
      readonly kind: 'bound';
      readonly reservation: Reservation;
      /** Whether the same contact got its answer before. */
      readonly again: boolean;
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason };

/** The outcome of adding a number to a pool. */
export type AddedNumber =
  | { readonly kind: 'added' | 'already-there' }
  /** Another pool has the number, and has not retired it. */
  | { readonly kind: 'in-pool'; readonly pool: string }
  /** The pool has the number in another mode, and has not retired it. */
  | { readonly kind: 'other-mode'; readonly mode: NumberMode }
  /**
   * It is retired, but cannot change its mode or its pool before its reservations are over and it has rested. A composite number
   * may also still be given out for a short time, see `settledAt`.
   */
  | { readonly kind: 'in-use'; readonly until: EpochSeconds };

/** How a number is added to a pool. */
export type Addition = {
  /** When it may first be given out. @default now */
  readonly freeAt?: EpochSeconds;
  /** Its id at the provider. */
  readonly phoneNumberId?: string;
  /** Whether a number that the pool has already keeps its mode: the given mode is for new numbers only. @default false */
  readonly keepMode?: boolean;
};

/** A number of a pool, as an operator sees it. */
export type PoolNumber = {
  readonly number: E164;
  /** Its id at the provider, if it was added with one. */
  readonly phoneNumberId?: string;
  readonly mode: NumberMode;
  /** Whether it is no longer given out. */
  readonly retired: boolean;
  /** The only slot of an exclusive number; the slots in use of a composite number. */
  readonly slots: readonly Slot[];
};

/** The result of sweeping one page. */
export type SweptPage = {
  /** Reservations whose call never arrived. */
  readonly expired: number;
  /** Contexts that were erased. */
  readonly erased: number;
  readonly numbers: number;
  /** Numbers, or slots on composite numbers, in use. */
  readonly inUse: number;
  readonly next?: E164;
};

/**
 * Stores reservations. Every write has the condition that makes it safe; no write depends on an earlier read or on
 * synchronised clocks. Time only decides when a number may be given out again.
 */
export type ReservationStore = {
  readonly checkOut: (pool: Pool, wish: Wish) => Promise<CheckedOut>;
  /** Binds the reservation to the contact. The same contact gets the same answer for `replaySeconds`. */
  readonly lookUp: (slot: SlotKey, arrival: TransferArrival, now: EpochSeconds) => Promise<LookedUp>;
  /** Ends a reservation and erases its context. A repeat gets the same answer. `over`: the token is of an earlier one. */
  readonly release: (slot: SlotKey, token: string, now: EpochSeconds) => Promise<'released' | 'over'>;
  /** Restarts the time that a reservation waits for its call: the pool's hold, from now. */
  readonly renew: (
    slot: SlotKey,
    token: string,
    pool: Pool,
    now: EpochSeconds,
  ) => Promise<Reservation | 'over'>;
  readonly find: (slot: SlotKey) => Promise<Slot | undefined>;

  /**
   * Adds a number, or gives out a retired one again. A number can be in one pool only, in one mode. Only a retired number that is
   * idle can change them.
   */
  readonly add: (
    pool: string,
    number: E164,
    mode: NumberMode,
    now: EpochSeconds,
    addition?: Addition,
  ) => Promise<AddedNumber>;
  /** Stops giving out a number. Its current reservation is not affected. */
  readonly retire: (pool: string, number: E164, now: EpochSeconds) => Promise<'retired' | 'no-such-number'>;
  /**
   * Until when a call for one of a number's reservations may come, at the latest: when the last of them expires, and for a retired
   * composite number not before it is given out no more. undefined: no call may come.
   */
  readonly waitsUntil: (pool: string, number: E164, now: EpochSeconds) => Promise<EpochSeconds | undefined>;
  /** Which pool a number is in. Unless the read is consistent, the answer may be about a second old. */
  readonly poolOf: (number: E164, read?: 'consistent') => Promise<string | undefined>;
  readonly list: (
    pool: string,
    now: EpochSeconds,
    after?: E164,
    limit?: number,
  ) => Promise<{ readonly numbers: readonly PoolNumber[]; readonly next?: E164 }>;
  /** Ends expired reservations and erases contexts that may no longer be read, for one page of numbers. */
  readonly sweep: (pool: string, now: EpochSeconds, after?: E164, limit?: number) => Promise<SweptPage>;
};
