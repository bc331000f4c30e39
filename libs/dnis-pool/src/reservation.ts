import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { createHash } from 'node:crypto';

/** One transfer's claim on a pool number, as it is stored. */
export type Reservation = {
  /** Unguessable, and new for each reservation. A release or renewal must present it. */
  readonly token: string;
  /** The number the call will come from; absent if the legacy platform does not know it. */
  readonly caller?: E164;
  /** The pool's rule for callers who hide their number, as it was at check-out. */
  readonly withheldCallers: 'refuse' | 'allow';
  /** The pool's rest, as it was at check-out. */
  readonly restSeconds: number;
  readonly checkedOutAt: EpochSeconds;
  /** From this second on the reservation is over, unless its call has arrived. */
  readonly expiresAt: EpochSeconds;
  /** The customer's context, encrypted; absent once it is erased. */
  readonly sealed?: Uint8Array;
  /** The contact whose look-up it answered. */
  readonly contact?: string;
  readonly boundAt?: EpochSeconds;
  /** When it was released, or when the sweep found it expired. */
  readonly endedAt?: EpochSeconds;
};

/** A place for one reservation: a number, or a number and a caller on a composite number. */
export type Slot = {
  /** The number may be given out from this second on. The longest idle number has the smallest. */
  readonly freeAt: EpochSeconds;
  /** The latest reservation, which may have ended. */
  readonly reservation?: Reservation;
  /** The contact that the previous reservation answered. */
  readonly lastContact?: string;
};

/** Identifies a slot. */
export type SlotKey = {
  readonly pool: string;
  readonly number: E164;
  /** Only on composite numbers: the caller of the transfer. See `callerKeyOf`. */
  readonly callerKey?: string;
};

/** Distinguishes the callers on a composite number, so that no key or reference contains a caller's number. */
export const callerKeyOf = (caller: E164): string =>
  createHash('sha256').update(caller).digest('hex').slice(0, 16);

/** A call that has arrived at a pool number. */
export type TransferArrival = {
  /** The contact that the answer is for: the same contact gets the same answer again. */
  readonly contact: string;
  /** Whether `contact` names a client and not one call. It may then also ask for the next reservation of the number. @default false */
  readonly namesClient?: boolean;
  /**
   * Where the call comes from. `withheld`: the caller withholds the number. `vouched`: an authorised client, which knows its
   * own transfers, asks without a call.
   */
  readonly caller: E164 | 'withheld' | 'vouched';
};

/** Why a call gets no context. Each reason is a dimension of a metric. */
export type UnknownReason =
  | 'no-such-number'
  | 'not-reserved'
  | 'late'
  | 'caller-differs'
  | 'caller-withheld'
  | 'other-contact'
  | 'earlier-contact'
  | 'erased';

/** How long after a look-up the same contact gets its answer again, in seconds. Connect retries for 8 seconds. */
export const replaySeconds = 30;

/** The state of a slot, as an operator sees it. */
export type SlotState = 'free' | 'reserved' | 'connected' | 'resting';

/** What a slot is doing at a moment. */
export const stateOf = ({ freeAt, reservation }: Slot, now: EpochSeconds): SlotState => {
  if (now >= freeAt) return 'free';
  if (!reservation || reservation.endedAt !== undefined) return 'resting';
  if (reservation.contact !== undefined) return 'connected';
  return now < reservation.expiresAt ? 'reserved' : 'resting';
};

/** Whether a reservation's time is over although it neither ended nor answered a call. */
export const hasExpired = (reservation: Reservation, now: EpochSeconds): boolean =>
  reservation.endedAt === undefined && reservation.contact === undefined && now >= reservation.expiresAt;

/** Whether a reservation still waits for its call. */
export const isWaiting = (reservation: Reservation, now: EpochSeconds): boolean =>
  reservation.endedAt === undefined && reservation.contact === undefined && now < reservation.expiresAt;

/** Whether the context may no longer be read, so that it should be erased. */
export const isToErase = (reservation: Reservation, now: EpochSeconds): boolean =>
  reservation.sealed !== undefined &&
  (reservation.boundAt !== undefined
    ? now >= reservation.boundAt + replaySeconds
    : now >= reservation.expiresAt);

/** How long a caller's slot on a composite number is kept after its context may no longer be read, because clocks differ. */
const deleteAfterSeconds = 60;

/** Whether a caller's slot on a composite number is no longer needed: a sweep deletes it, together with its context. */
export const isToDelete = ({ freeAt, reservation }: Slot, now: EpochSeconds): boolean =>
  now >= Math.max(freeAt, (reservation?.boundAt ?? 0) + replaySeconds) + deleteAfterSeconds;

/**
 * Why this call may not get this slot's context, or undefined if it may. The stores' conditional writes implement the same
 * rule; this function also names the reason.
 */
export const refusalOf = (
  slot: Slot,
  arrival: TransferArrival,
  now: EpochSeconds,
): UnknownReason | undefined => {
  const { reservation, lastContact } = slot;
  if (!reservation) return 'not-reserved';
  if (lastContact === arrival.contact && !arrival.namesClient) return 'earlier-contact';
  if (reservation.contact !== undefined && reservation.contact !== arrival.contact) return 'other-contact';
  const caller = callerRefusal(reservation, arrival);
  if (caller) return caller;
  if (reservation.contact === arrival.contact) return isReplay(reservation, now) ? undefined : 'erased';
  if (reservation.endedAt !== undefined) return 'not-reserved';
  return now < reservation.expiresAt ? undefined : 'late';
};

const isReplay = ({ boundAt, sealed }: Reservation, now: EpochSeconds): boolean =>
  sealed !== undefined && boundAt !== undefined && now < boundAt + replaySeconds;

const callerRefusal = ({ caller, withheldCallers }: Reservation, arrival: TransferArrival) => {
  if (caller === undefined || arrival.caller === 'vouched' || arrival.caller === caller) return undefined;
  if (arrival.caller !== 'withheld') return 'caller-differs' as const;
  return withheldCallers === 'allow' ? undefined : ('caller-withheld' as const);
};
