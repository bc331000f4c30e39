import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import { patiently } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import { dynamoCandidates } from './dynamo-candidates';
import { conditionalUpdate } from './dynamo-expression';
import { type SlotTable, slotItemKey, slotOf, writeSlot } from './dynamo-slot';
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

/** Check-outs in DynamoDB. */
export const dynamoCheckOut = (on: SlotTable) => {
  const { db, table, random, patience } = on;
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
        ...claimOf(reservation, now, slot),
        ReturnValues: 'ALL_OLD',
      };
    });
    const { freeAt, reservation: earlier } = slotOf((outcome.done ? outcome.item : outcome.old) ?? {});
    if (!outcome.done)
      return earlier?.token === wish.token
        ? { kind: 'granted', slot, reservation: earlier } // an earlier attempt of this request, whose answer was lost
        : { kind: 'busy', freeAt: freeAt ?? Infinity };
    return {
      kind: 'granted',
      slot,
      reservation,
      ...(earlier && hasExpired(earlier, now) && { expired: earlier }),
    };
  };

  /** Records the claimed number in the request's own item, so that a retry claims the same number. */
  const choose = async (wish: Wish, number: E164, instead: E164 | undefined): Promise<E164 | 'differs'> => {
    const { request } = wish;
    if (!request) return number;
    try {
      await patiently(
        () =>
          db.send(
            new PutItemCommand({
              TableName: table,
              Item: marshall({
                ...requestKey(request.id),
                content: request.content,
                number,
                ttl: secondsAfter(wish.now(), keptSeconds),
              }),
              ...(instead === undefined
                ? { ConditionExpression: 'attribute_not_exists(pk)' }
                : {
                    ConditionExpression: '#number = :instead',
                    ExpressionAttributeNames: { '#number': 'number' },
                    ExpressionAttributeValues: { ':instead': { S: instead } },
                  }),
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            }),
          ),
        patience,
      );
      return number;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
      return error.Item['content']?.S === request.content ? (error.Item['number']?.S as E164) : 'differs';
    }
  };

  /** Tries to claim one number after another until one is granted. */
  const claimOneOf = async (
    pool: Pool,
    wish: Wish,
    next: (lost: boolean) => Promise<E164 | undefined>,
    slotAt: (number: E164) => SlotKey,
  ): Promise<CheckedOut | { readonly tries: number; readonly soonest: number }> => {
    let chosen: E164 | undefined;
    let soonest = Infinity;
    let tries = 0;
    for (; tries < most.tries; tries += 1) {
      const number = await next(tries > 0);
      if (number === undefined) break;
      const agreed = await choose(wish, number, chosen);
      if (agreed === 'differs') return { kind: 'request-differs' };
      chosen = agreed;
      const outcome = await claim(pool, wish, slotAt(agreed));
      if (outcome.kind !== 'busy') return outcome;
      soonest = Math.min(soonest, outcome.freeAt);
    }
    return { tries, soonest };
  };

  const exclusive = async (pool: Pool, wish: Wish): Promise<CheckedOut> => {
    let pages = 0;
    let ends = 0;
    const next = async (lost: boolean): Promise<E164 | undefined> => {
      for (;;) {
        const now = wish.now();
        const number = candidates.take(pool.name, now, lost);
        if (number !== undefined || ends === 2 || pages === most.pages) return number;
        const { fromStart, toEnd } = await candidates.refill(pool.name, now, pages === 0 ? 'any' : 'next');
        pages += 1;
        if (toEnd) ends += fromStart ? 2 : 1;
      }
    };
    const outcome = await claimOneOf(pool, wish, next, (number) => ({ pool: pool.name, number }));
    if ('kind' in outcome) return outcome;
    if (outcome.tries === most.tries) return { kind: 'none-free', why: 'contended', retryAfter: 1 };
    const soonest = Math.min(outcome.soonest, candidates.soonest(pool.name));
    return { kind: 'none-free', why: 'all-busy', retryAfter: secondsUntil(soonest, wish.now(), pool) };
  };

  /** Undefined if the pool has no composite number, or the caller is not known. */
  const composite = async (pool: Pool, wish: Wish): Promise<CheckedOut | undefined> => {
    const { caller } = wish;
    const numbers = await candidates.composite(pool.name, wish.now());
    if (numbers.length === 0) return undefined;
    if (caller === undefined) return { kind: 'none-free', why: 'needs-caller', retryAfter: pool.holdSeconds };
    const callerKey = callerKeyOf(caller);
    const from = Math.floor(random() * numbers.length);
    const order = [...numbers.slice(from), ...numbers.slice(0, from)];
    const outcome = await claimOneOf(
      pool,
      wish,
      async () => order.shift(),
      (number) => ({ pool: pool.name, number, callerKey }),
    );
    if ('kind' in outcome) return outcome;
    return {
      kind: 'none-free',
      why: 'caller-busy',
      retryAfter: secondsUntil(outcome.soonest, wish.now(), pool),
    };
  };

  return async (pool: Pool, wish: Wish): Promise<CheckedOut> => {
    if (pool.mode === 'exclusive') return exclusive(pool, wish);
    const shared = await composite(pool, wish);
    if (shared && shared.kind !== 'none-free') return shared;
    // A caller who is not known, or who has a transfer on every composite number, gets an exclusive number.
    const own = await exclusive(pool, wish);
    return own.kind === 'none-free' && shared ? shared : own;
  };
};

/** The item that records which number a request has claimed. */
const requestKey = (id: string) => ({ pk: `request#${id}`, sk: 'request' });

const claimOf = (
  reservation: Reservation,
  now: EpochSeconds,
  { number, callerKey }: SlotKey,
): Pick<UpdateItemCommandInput, 'UpdateExpression' | 'ConditionExpression'> => {
  const freeAt = freeAfter(reservation);
  const onComposite = callerKey !== undefined;
  return conditionalUpdate({
    set: [
      ...Object.keys(reservation).map((name) => `#${name} = :${name}`),
      '#freeAt = :freeAt',
      '#lastContact = if_not_exists(#contact, if_not_exists(#lastContact, :none))',
      ...(onComposite ? ['#number = :number', '#ttl = :ttl'] : []),
    ],
    remove: ['#contact', '#boundAt', '#endedAt', ...(reservation.caller === undefined ? ['#caller'] : [])],
    when: [
      // A write that is retried late, when its reservation is already over, must not reserve again.
      '(attribute_not_exists(#token) OR #token <> :token)',
      ...(onComposite
        ? ['(attribute_not_exists(#pk) OR #freeAt <= :now)']
        : ['#freeAt <= :now', '#mode = :exclusive', 'attribute_not_exists(#retired)']),
    ],
    values: {
      ...Object.fromEntries(Object.entries(reservation).map(([name, value]) => [`:${name}`, value])),
      ':freeAt': freeAt,
      ':now': now,
      ':none': '',
      ...(onComposite
        ? { ':number': number, ':ttl': secondsAfter(freeAt, keptSeconds) }
        : { ':exclusive': 'exclusive' }),
    },
  });
};

const secondsUntil = (soonest: number, now: EpochSeconds, { holdSeconds, restSeconds }: Pool): number =>
  Math.max(1, Math.min(soonest - now, holdSeconds + restSeconds));
