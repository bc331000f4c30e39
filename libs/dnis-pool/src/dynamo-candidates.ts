import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { EpochSeconds } from '@dialplane/basics';
import { patiently } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import { namesIn } from './dynamo-expression';
import { type SlotTable, type Item, poolKey } from './dynamo-slot';
import { compositeFreshFor } from './slot-changes';

/** A number as it appears in a page of its pool. */
type Seen = { readonly number: E164; readonly freeAt: EpochSeconds };

/** The numbers of a page that were not offered yet, and other facts about the pool that a check-out needs. */
type Deck = {
  /** In the order in which they become free. */
  known: Seen[];
  composite: E164[];
  /** When the next busy number becomes free. */
  soonest: number;
  filledAt: number;
  /** The start of the next page. */
  cursor: Item | undefined;
  /** Whether the pool has more than one page. */
  large: boolean;
  /** Until when we assume that other processes take numbers of this pool. */
  contendedUntil: number;
  filling: Promise<Filled> | undefined;
};

/** What was found while filling a deck. */
type Filled = { readonly fromStart: boolean; readonly toEnd: boolean };

/** The number of items on a page: reading them costs about half a read unit per four kilobytes. */
const pageSize = 32;

/**
 * How long a page of candidates may be used if other processes take numbers too, in seconds. A process on its own uses a page
 * up: no other process takes its free numbers, and those that rest become free at a time that the page names. Candidates are hints
 * only: each is claimed by a conditional write.
 */
const freshFor = 10;

/** How long after a lost race we assume that other processes take numbers too, in seconds. */
const contendedFor = 3_600;

const projection = '#number, #freeAt, #mode, #retired';

/**
 * Which numbers a check-out should try, the longest idle first. It reads the pool one page at a time, and gives each number to
 * one check-out, once it is free.
 */
export const dynamoCandidates = ({ db, table, random, patience }: SlotTable) => {
  const decks = new Map<string, Deck>();

  const deckOf = (pool: string): Deck => {
    const known = decks.get(pool) ?? {
      known: [],
      composite: [],
      soonest: Infinity,
      filledAt: -Infinity,
      cursor: undefined,
      large: false,
      contendedUntil: -Infinity,
      filling: undefined,
    };
    decks.set(pool, known);
    return known;
  };

  const fill = async (pool: string, deck: Deck, now: EpochSeconds): Promise<Filled> => {
    const fromStart = deck.cursor === undefined;
    const { Items = [], LastEvaluatedKey } = await patiently(
      () =>
        db.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: '#pk = :pool',
            ProjectionExpression: projection,
            ExpressionAttributeNames: namesIn(`#pk ${projection}`),
            ExpressionAttributeValues: { ':pool': { S: poolKey(pool) } },
            Limit: pageSize,
            ...(deck.cursor && { ExclusiveStartKey: deck.cursor }),
          }),
        ),
      patience,
    );
    const usable = Items.filter((item) => !item['retired']);
    const exclusive = usable.filter((item) => item['mode']?.S === 'exclusive').map(seenIn);
    deck.known = exclusive.sort((a, b) => a.freeAt - b.freeAt);
    const busy = exclusive.filter(({ freeAt }) => freeAt > now).map(({ freeAt }) => freeAt);
    deck.soonest = Math.min(fromStart ? Infinity : deck.soonest, ...busy);
    deck.composite = usable
      .filter((item) => item['mode']?.S === 'composite')
      .map(({ number }) => number?.S as E164);
    deck.filledAt = now;
    deck.cursor = LastEvaluatedKey;
    deck.large ||= LastEvaluatedKey !== undefined;
    return { fromStart, toEnd: !LastEvaluatedKey };
  };

  const refill = (pool: string, deck: Deck, now: EpochSeconds): Promise<Filled> => {
    deck.filling ??= fill(pool, deck, now).finally(() => (deck.filling = undefined));
    return deck.filling;
  };

  return {
    /**
     * Takes the number that has been idle longest. If other processes take numbers too, it takes a random one from a page
     * that is not new: otherwise they would all try the same number first.
     */
    take: (pool: string, now: EpochSeconds, lost: boolean): E164 | undefined => {
      const deck = deckOf(pool);
      if (lost) deck.contendedUntil = now + contendedFor;
      const contended = now < deck.contendedUntil;
      if (contended && Math.abs(now - deck.filledAt) > freshFor) deck.known = [];
      const parts = lost || (contended && now > deck.filledAt);
      const free = deck.known.filter(({ freeAt }) => freeAt <= now).length;
      const at = parts ? Math.floor(random() * free) : 0;
      return free > 0 ? deck.known.splice(at, 1)[0]?.number : undefined;
    },
    /** Reads a page of the pool: a random page, so that processes do not follow each other, or the page after the last one. */
    refill: (pool: string, now: EpochSeconds, which: 'any' | 'next') => {
      const deck = deckOf(pool);
      if (which === 'any' && !deck.filling) deck.cursor = deck.large ? somewhere(pool, random) : undefined;
      return refill(pool, deck, now);
    },
    /** When the next of the busy numbers seen so far becomes free. */
    soonest: (pool: string): number => deckOf(pool).soonest,
    /** The composite numbers of one page of the pool. */
    composite: async (pool: string, now: EpochSeconds): Promise<readonly E164[]> => {
      const deck = deckOf(pool);
      if (Math.abs(now - deck.filledAt) <= compositeFreshFor) return deck.composite;
      const { toEnd, fromStart } = await refill(pool, deck, now);
      if (deck.composite.length === 0 && toEnd && !fromStart) await refill(pool, deck, now);
      return deck.composite;
    },
  };
};

const seenIn = (item: Item): Seen => ({
  number: item['number']?.S as E164,
  freeAt: Number(item['freeAt']?.N) as EpochSeconds,
});

/** A random place among a pool's numbers, which are sorted by four hexadecimal digits of a hash. */
const somewhere = (pool: string, random: () => number): Item => ({
  pk: { S: poolKey(pool) },
  sk: {
    S: Math.floor(random() * 0x10000)
      .toString(16)
      .padStart(4, '0'),
  },
});
