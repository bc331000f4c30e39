import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { dynamoCandidates } from './dynamo-candidates';
import { conditionalUpdate } from './dynamo-expression';
import { type Item, putItem, readItem, type SlotTable, slotItemKey, slotOf, writeSlot } from './dynamo-slot';
import type { Pool } from './pool';
import { callerKeyOf, hasExpired, type Reservation, type SlotKey } from './reservation';
import type { CheckedOut, Wish } from './reservation-store';
import { freeAfter, reservationFor } from './slot-changes';

/** How many numbers a check-out tries to claim before it gives up, and how many pages of the pool it reads. */
const most = { tries: 8, pages: 16 } as const;

/** How long items are kept after their end before DynamoDB may delete them, in seconds. The deletion takes hours to days. */
const keptSeconds = 86_400;

type Granted = Extract<CheckedOut, { kind: 'granted' }>;

/** A number that another client holds. */
type Busy = { readonly kind: 'busy'; readonly freeAt: number };

/** The slot that the request's item records, as far as this attempt knows. */
type Attempt = { chosen: SlotKey | undefined };

/** Check-outs in DynamoDB. */
export const dynamoCheckOut = (on: SlotTable) => {
  const { table, random } = on;
  const candidates = dynamoCandidates(on);

  const claim = async (pool: Pool, wish: Wish, slot: SlotKey): Promise<Granted | Busy> => {
    let now = wish.now();
    let reservation = reservationFor(pool, wish, now);
    const outcome = await writeSlot(on, () => {
      now = wish.now();
      reservation = reservationFor(pool, wish, now);
      return {
        TableName: table,
        Key: slotItemKey(slot),
        ...claimOf(reservation, now, slot, wish.request?.id),
        ReturnValues: 'ALL_OLD',
      };
    });
    const old = (outcome.done ? outcome.item : outcome.old) ?? {};
    const { freeAt, reservation: earlier } = slotOf(old);
    if (!outcome.done)
      return earlier && isOwn(old, wish)
        ? { kind: 'granted', slot, reservation: earlier } // an earlier attempt of this request, whose answer was lost
        : { kind: 'busy', freeAt: freeAt ?? Infinity };
    return {
      kind: 'granted',
      slot,
      reservation,
      ...(earlier && hasExpired(earlier, now) && { expired: earlier }),
    };
  };

  /**
   * Claims the slot that an earlier attempt has chosen. That may be long ago, and the claim of a composite slot does not check whether
   * its number is still given out.
   */
  const claimAgain = async (pool: Pool, wish: Wish, slot: SlotKey): Promise<Granted | Busy> => {
    if (slot.callerKey === undefined) return claim(pool, wish, slot);
    const number = await readItem(on, slotItemKey({ pool: slot.pool, number: slot.number }));
    if (number?.['mode']?.S === 'composite' && !number['retired']) return claim(pool, wish, slot);
    const item = await readItem(on, slotItemKey(slot));
    const reservation = item && isOwn(item, wish) ? slotOf(item).reservation : undefined;
    return reservation ? { kind: 'granted', slot, reservation } : { kind: 'busy', freeAt: Infinity };
  };

  /** Records the chosen slot in the request's own item, so that a retry claims the same slot. */
  const choose = async (
    wish: Wish,
    slot: SlotKey,
    instead: SlotKey | undefined,
  ): Promise<SlotKey | 'differs'> => {
    const { request } = wish;
    if (!request) return slot;
    const outcome = await putItem(on, () => ({
      Item: marshall({
        ...requestKey(request.id),
        content: request.content,
        ...chosenSlot(slot),
        ttl: secondsAfter(wish.now(), keptSeconds),
      }),
      ...(instead === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#number = :number AND #callerKey = :callerKey',
            ExpressionAttributeNames: { '#number': 'number', '#callerKey': 'callerKey' },
            ExpressionAttributeValues: marshall({
              ':number': instead.number,
              ':callerKey': chosenSlot(instead).callerKey,
            }),
          }),
    }));
    if (outcome.done) return slot;
    if (!outcome.old)
      throw new Error('Cannot record the number of a request: its item was deleted. Try again');
    return recordedIn(outcome.old, slot.pool, request.content);
  };

  /** The slot that an earlier attempt of the request has chosen. */
  const recorded = async ({ name }: Pool, { request }: Wish): Promise<SlotKey | 'differs' | undefined> => {
    if (!request) return undefined;
    const item = await readItem(on, marshall(requestKey(request.id)));
    return item && recordedIn(item, name, request.content);
  };

  /**
   * Tries to claim one slot after another until one is granted. A retry claims the slot of its first attempt before any other,
   * even if the pool has no free number left.
   */
  const claimOneOf = async (
    pool: Pool,
    wish: Wish,
    attempt: Attempt,
    next: (lost: boolean) => Promise<SlotKey | undefined>,
  ): Promise<CheckedOut | { readonly tries: number; readonly soonest: number }> => {
    let soonest = Infinity;
    let tries = 0;
    for (; tries < most.tries; tries += 1) {
      const slot = await next(tries > 0);
      if (slot === undefined && attempt.chosen) break;
      const agreed = slot ? await choose(wish, slot, attempt.chosen) : await recorded(pool, wish);
      if (agreed === undefined) break;
      if (agreed === 'differs') return { kind: 'request-differs' };
      attempt.chosen = agreed;
      const outcome = await (agreed === slot ? claim : claimAgain)(pool, wish, agreed);
      if (outcome.kind !== 'busy') return outcome;
      soonest = Math.min(soonest, outcome.freeAt);
    }
    return { tries, soonest };
  };

  const exclusive = async (pool: Pool, wish: Wish, attempt: Attempt): Promise<CheckedOut> => {
    let pages = 0;
    let ends = 0;
    const next = async (lost: boolean): Promise<SlotKey | undefined> => {
      for (;;) {
        const now = wish.now();
        const number = candidates.take(pool.name, now, lost);
        if (number !== undefined) return { pool: pool.name, number };
        if (ends === 2 || pages === most.pages) return undefined;
        const { fromStart, toEnd } = await candidates.refill(pool.name, now, pages === 0 ? 'any' : 'next');
        pages += 1;
        if (toEnd) ends += fromStart ? 2 : 1;
      }
    };
    const outcome = await claimOneOf(pool, wish, attempt, next);
    if ('kind' in outcome) return outcome;
    if (outcome.tries === most.tries) return { kind: 'none-free', why: 'contended', retryAfter: 1 };
    const soonest = Math.min(outcome.soonest, candidates.soonest(pool.name));
    return { kind: 'none-free', why: 'all-busy', retryAfter: secondsUntil(soonest, wish.now(), pool) };
  };

  /** Undefined if the pool has no composite number, or the caller is not known. */
  const composite = async (pool: Pool, wish: Wish, attempt: Attempt): Promise<CheckedOut | undefined> => {
    const { caller } = wish;
    const numbers = await candidates.composite(pool.name, wish.now());
    if (numbers.length === 0) return undefined;
    if (caller === undefined) return { kind: 'none-free', why: 'needs-caller', retryAfter: pool.holdSeconds };
    const callerKey = callerKeyOf(caller);
    const from = Math.floor(random() * numbers.length);
    const order = [...numbers.slice(from), ...numbers.slice(0, from)];
    const outcome = await claimOneOf(pool, wish, attempt, async () => {
      const number = order.shift();
      return number && { pool: pool.name, number, callerKey };
    });
    if ('kind' in outcome) return outcome;
    return {
      kind: 'none-free',
      why: 'caller-busy',
      retryAfter: secondsUntil(outcome.soonest, wish.now(), pool),
    };
  };

  return async (pool: Pool, wish: Wish): Promise<CheckedOut> => {
    const attempt: Attempt = { chosen: undefined };
    if (pool.mode === 'exclusive') return exclusive(pool, wish, attempt);
    const shared = await composite(pool, wish, attempt);
    if (shared && shared.kind !== 'none-free') return shared;
    // A caller who is not known, or who has a transfer on every composite number, gets an exclusive number.
    const own = await exclusive(pool, wish, attempt);
    return own.kind === 'none-free' && shared ? shared : own;
  };
};

/** The item that records which slot a request has chosen. */
const requestKey = (id: string) => ({ pk: `request#${id}`, sk: 'request' });

const chosenSlot = ({ number, callerKey = '' }: SlotKey) => ({ number, callerKey });

const recordedIn = (item: Item, pool: string, content: string): SlotKey | 'differs' => {
  if (item['content']?.S !== content) return 'differs';
  const callerKey = item['callerKey']?.S;
  return { pool, number: item['number']?.S as E164, ...(callerKey && { callerKey }) };
};

/**
 * Whether the slot's reservation was made by this wish, or by an earlier attempt of the same request. An older version that runs
 * beside this one replaces the reservation without removing `request`: then `requestToken` is no longer the reservation's token.
 */
const isOwn = (item: Item, { token, request }: Wish): boolean =>
  item['token']?.S === token ||
  (request !== undefined &&
    item['request']?.S === request.id &&
    item['requestToken']?.S === item['token']?.S);

const claimOf = (
  reservation: Reservation,
  now: EpochSeconds,
  { number, callerKey }: SlotKey,
  request: string | undefined,
): Pick<UpdateItemCommandInput, 'UpdateExpression' | 'ConditionExpression'> => {
  const freeAt = freeAfter(reservation);
  const onComposite = callerKey !== undefined;
  return conditionalUpdate({
    set: [
      ...Object.keys(reservation).map((name) => `#${name} = :${name}`),
      '#freeAt = :freeAt',
      '#lastContact = if_not_exists(#contact, if_not_exists(#lastContact, :none))',
      ...(request === undefined ? [] : ['#request = :request', '#requestToken = :token']),
      ...(onComposite ? ['#number = :number', '#ttl = :ttl'] : []),
    ],
    remove: [
      '#contact',
      '#boundAt',
      '#endedAt',
      ...(reservation.caller === undefined ? ['#caller'] : []),
      ...(request === undefined ? ['#request', '#requestToken'] : []),
    ],
    when: [
      // A write that is retried late, when its reservation is already over, must not reserve again.
      '(attribute_not_exists(#token) OR #token <> :token)',
      ...(request === undefined ? [] : ['NOT (#request = :request AND #requestToken = #token)']),
      ...(onComposite
        ? ['(attribute_not_exists(#pk) OR #freeAt <= :now)']
        : ['#freeAt <= :now', '#mode = :exclusive', 'attribute_not_exists(#retired)']),
    ],
    values: {
      ...Object.fromEntries(Object.entries(reservation).map(([name, value]) => [`:${name}`, value])),
      ':freeAt': freeAt,
      ':now': now,
      ':none': '',
      ...(request !== undefined && { ':request': request }),
      ...(onComposite
        ? { ':number': number, ':ttl': secondsAfter(freeAt, keptSeconds) }
        : { ':exclusive': 'exclusive' }),
    },
  });
};

const secondsUntil = (soonest: number, now: EpochSeconds, { holdSeconds, restSeconds }: Pool): number =>
  Math.max(1, Math.min(soonest - now, holdSeconds + restSeconds));
