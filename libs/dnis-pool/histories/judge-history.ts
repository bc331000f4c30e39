import { slotsOutOfOrder } from './linearizable';
import type { History, Recorded } from './recorded';

/** The faults of a history, by kind. Every count except the last three should be 0. */
export type Verdict = {
  /** Two clients held a number at once. */
  readonly doubleGrants: number;
  /** A call got the context of another customer, although the transfer named its caller. */
  readonly wrongContexts: number;
  /** Numbers that could not be given out after all transfers were over. */
  readonly leakedNumbers: number;
  /** Slots whose history no sequential order of steps explains. */
  readonly outOfOrder: number;
  /** Contexts that another call got, of transfers that named no caller or of a pool that admits hidden callers. */
  readonly unchecked: number;
  readonly grants: number;
  readonly deliveries: number;
};

type CheckOut = Extract<Recorded, { kind: 'check-out' }>;
type LookUp = Extract<Recorded, { kind: 'look-up' }>;
type Grant = CheckOut & { readonly outcome: Extract<NonNullable<CheckOut['outcome']>, { kind: 'granted' }> };

/** Judges a history only by what its clients saw. */
export const judgeHistory = (history: History): Verdict => {
  const grants = history.recorded.filter(isGrant);
  const deliveries = history.recorded.filter(isDelivery);
  const wrong = deliveries.map((delivery) => judgeDelivery(history, delivery));
  return {
    doubleGrants: doubleGrants(history, grants),
    wrongContexts: wrong.filter((is) => is === 'wrong').length,
    leakedNumbers: history.numbers.length - history.numbersLeft,
    outOfOrder: slotsOutOfOrder(history).length,
    unchecked: wrong.filter((is) => is === 'unchecked').length,
    grants: grants.length,
    deliveries: deliveries.length,
  };
};

const isGrant = (entry: Recorded): entry is Grant =>
  entry.kind === 'check-out' && entry.outcome?.kind === 'granted';

const isDelivery = (entry: Recorded): entry is LookUp =>
  entry.kind === 'look-up' && entry.outcome?.kind === 'bound';

const judgeDelivery = ({ transfers, callers, pool }: History, { arrival, outcome }: LookUp) => {
  if (outcome?.kind !== 'bound') return 'right';
  const { token, sealed } = outcome.reservation;
  const transfer = transfers.get(token);
  if (!transfer || Buffer.from(sealed ?? []).toString() !== token) return 'wrong';
  if (transfer.customer === callers.get(arrival.contact)) return 'right';
  const mayBeAnyone = !transfer.named || (arrival.caller === 'withheld' && pool.withheldCallers === 'allow');
  return mayBeAnyone ? 'unchecked' : 'wrong';
};

/**
 * Counts pairs of reservations of one slot that two clients held at once in true time. If clocks differ by more than the
 * pool's rest, a reservation may expire early for another client. Such pools are judged by their other counts.
 */
const doubleGrants = (
  { recorded, pool, repeats, clocksDiffer }: History,
  grants: readonly Grant[],
): number => {
  if (clocksDiffer > pool.restSeconds) return 0;
  let count = 0;
  for (const [at, one] of grants.entries())
    for (const other of grants.slice(at + 1)) {
      if (tokenIn(one) === tokenIn(other) || !sameSlot(one, other)) continue;
      const gap = trueTime(one) - trueTime(other);
      // Two grants in the same second may have happened in either order.
      const orders = [
        ...(gap <= 0 ? [[one, other] as const] : []),
        ...(gap >= 0 ? [[other, one] as const] : []),
      ];
      if (orders.every(([first, second]) => overlap(recorded, repeats, first, second))) count += 1;
    }
  return count;
};

/** Whether the second reservation was granted before the first one expired or ended. */
const overlap = (recorded: readonly Recorded[], repeats: boolean, first: Grant, second: Grant): boolean =>
  !endedBefore(recorded, repeats, first, second.ended) && trueTime(second) < expiry(recorded, first);

const sameSlot = (a: Grant, b: Grant): boolean =>
  a.outcome.slot.number === b.outcome.slot.number && a.outcome.slot.callerKey === b.outcome.slot.callerKey;

/** Whether anything that may have ended a reservation was requested before a moment. */
const endedBefore = (
  recorded: readonly Recorded[],
  repeats: boolean,
  { outcome }: Grant,
  moment: number,
): boolean =>
  recorded.some(
    (entry) =>
      entry.begun < moment &&
      ((entry.kind === 'release' && entry.token === outcome.reservation.token) ||
        (entry.kind === 'look-up' &&
          entry.slot.number === outcome.slot.number &&
          (entry.outcome === undefined ||
            (repeats && entry.outcome.kind === 'unknown') ||
            (entry.outcome.kind === 'bound' &&
              entry.outcome.reservation.token === outcome.reservation.token)))),
  );

/** A retry is granted the reservation of an earlier attempt, with that attempt's token. */
const tokenIn = ({ outcome }: Grant): string => outcome.reservation.token;

const trueTime = ({ outcome, skew }: Grant): number => outcome.reservation.checkedOutAt - skew;

const expiry = (recorded: readonly Recorded[], { outcome, skew }: Grant): number =>
  Math.max(
    outcome.reservation.expiresAt - skew,
    ...recorded.flatMap((entry) =>
      entry.kind === 'renew' && entry.token === outcome.reservation.token && typeof entry.outcome === 'object'
        ? [entry.outcome.expiresAt - skew]
        : [],
    ),
  );
