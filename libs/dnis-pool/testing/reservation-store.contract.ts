import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { Pool } from '../src/pool';
import { callerKeyOf, replaySeconds } from '../src/reservation';
import type { CheckedOut, ReservationStore, Wish } from '../src/reservation-store';

/** The time at which the contract's tests start. */
export const atSecond = (seconds: number): EpochSeconds => (1_796_000_000 + seconds) as EpochSeconds;

/** Pool numbers and callers that belong to no real subscriber. */
export const poolNumber = (n: number): E164 => `+120255501${String(n).padStart(2, '0')}` as E164;
export const ada = '+12065550111' as E164;
export const grace = '+14155550133' as E164;

export const exclusivePool: Pool = {
  name: 'development',
  mode: 'exclusive',
  holdSeconds: 120,
  restSeconds: 30,
  withheldCallers: 'refuse',
};
const compositePool: Pool = { ...exclusivePool, mode: 'composite' };

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
let tokens = 0;

/** A wish at a time. */
export const wishAt = (seconds: number, over: Partial<Wish> = {}): Wish => ({
  token: `token-${(tokens += 1)}`,
  sealed: bytes('sealed'),
  now: () => atSecond(seconds),
  ...over,
});

const grantedOrThrow = (outcome: CheckedOut): Extract<CheckedOut, { kind: 'granted' }> => {
  if (outcome.kind !== 'granted') throw new Error(`Expected a number, and got ${JSON.stringify(outcome)}`);
  return outcome;
};

/** The contract of every reservation store. Run it against each one. */
export const reservationStoreContract = (name: string, emptyStore: () => Promise<ReservationStore>) =>
  describe(`${name} keeps the reservation store contract`, () => {
    const storeWith = async (count: number, pool = exclusivePool) => {
      const store = await emptyStore();
      for (let n = 0; n < count; n += 1)
        await store.add(pool.name, poolNumber(n), pool.mode, atSecond(-1000));
      return store;
    };
    const key = (n: number, caller?: E164) => ({
      pool: exclusivePool.name,
      number: poolNumber(n),
      ...(caller && { callerKey: callerKeyOf(caller) }),
    });
    const checkOut = async (store: ReservationStore, wish: Wish, pool = exclusivePool) =>
      grantedOrThrow(await store.checkOut(pool, wish));

    describe('check-out', () => {
      it('reserves a number for the hold, counted from the moment of the write', async () => {
        const store = await storeWith(1);

        const { slot, reservation } = await checkOut(store, wishAt(0, { caller: ada, token: 'a' }));

        expect(slot).toEqual(key(0));
        expect(reservation).toMatchObject({
          token: 'a',
          caller: ada,
          checkedOutAt: atSecond(0),
          expiresAt: atSecond(120),
        });
        expect(await store.find(key(0))).toMatchObject({
          freeAt: atSecond(150),
          reservation: { token: 'a' },
        });
      });

      it('gives ten numbers to a hundred clients at once: ten get one each, and ninety none', async () => {
        const store = await storeWith(10);

        const outcomes = await Promise.all(
          Array.from({ length: 100 }, () => store.checkOut(exclusivePool, wishAt(0))),
        );

        const numbers = outcomes.flatMap((o) => (o.kind === 'granted' ? [o.slot.number] : []));
        expect(new Set(numbers).size).toBe(10);
        expect(numbers).toHaveLength(10);
        expect(outcomes.filter((o) => o.kind === 'none-free')).toHaveLength(90);
      });

      it('gives the number that has been idle longest, and none that rests', async () => {
        const store = await emptyStore();
        await store.add('development', poolNumber(40), 'exclusive', atSecond(-50));
        await store.add('development', poolNumber(41), 'exclusive', atSecond(-500));
        await store.add('development', poolNumber(42), 'exclusive', atSecond(5));

        const given = [];
        for (let i = 0; i < 2; i += 1) given.push((await checkOut(store, wishAt(0))).slot.number);

        expect(given).toEqual([poolNumber(41), poolNumber(40)]);
        expect(await store.checkOut(exclusivePool, wishAt(0))).toEqual({
          kind: 'none-free',
          why: 'all-busy',
          retryAfter: 5,
        });
      });

      it('says that none is free, alike each time, where the pool is empty', async () => {
        const store = await emptyStore();

        for (let i = 0; i < 5; i += 1)
          expect(await store.checkOut(exclusivePool, wishAt(0))).toMatchObject({
            kind: 'none-free',
            why: 'all-busy',
          });
      });

      it.each([
        [149, 'none-free'],
        [150, 'granted'],
      ])(
        'reserves a number whose reservation expired, after its rest: %i s gives %s',
        async (later, kind) => {
          const store = await storeWith(1);
          const { reservation } = await checkOut(store, wishAt(0, { caller: ada }));

          const outcome = await store.checkOut(exclusivePool, wishAt(later));

          expect(outcome.kind).toBe(kind);
          if (outcome.kind === 'granted') expect(outcome.expired?.token).toBe(reservation.token);
        },
      );

      it('recognises its own write when it is repeated', async () => {
        const store = await storeWith(1);
        const wish = wishAt(0);
        const first = await checkOut(store, wish);

        await store.checkOut(exclusivePool, { ...wish, now: () => atSecond(3) });

        expect((await store.find(key(0)))?.reservation?.expiresAt).toBe(first.reservation.expiresAt);
      });
    });

    describe('a request that may be repeated', () => {
      const request = { id: 'request-1', content: 'c' };
      const repeated = (over: Partial<Wish> = {}) => wishAt(0, { request, ...over });

      it('gets one number, however often it is sent, at once or one after the other', async () => {
        const store = await storeWith(5);

        const outcomes = [
          ...(await Promise.all([1, 2, 3].map(() => store.checkOut(exclusivePool, repeated())))),
          await store.checkOut(exclusivePool, repeated()),
        ];

        expect(new Set(outcomes.map((o) => grantedOrThrow(o).slot.number)).size).toBe(1);
        const { numbers } = await store.list('development', atSecond(0));
        expect(numbers.flatMap(({ slots }) => slots.filter((slot) => slot.reservation))).toHaveLength(1);
      });

      it('gets its number again when the pool has no other', async () => {
        const store = await storeWith(1);
        const first = await checkOut(store, repeated());

        const again = await checkOut(store, repeated());

        expect(again).toEqual(first);
        expect((await store.checkOut(exclusivePool, wishAt(0))).kind).toBe('none-free');
      });

      it('gets the exclusive number again that it got because the composite one was busy', async () => {
        const store = await storeWith(1, compositePool);
        await store.add('development', poolNumber(9), 'exclusive', atSecond(-1000));
        await checkOut(store, wishAt(0, { caller: ada }), compositePool);
        const first = await checkOut(store, repeated({ caller: ada }), compositePool);

        const again = await checkOut(store, repeated({ caller: ada }), compositePool);

        expect(first.slot).toEqual(key(9));
        expect(again).toEqual(first);
        expect(await store.find({ ...key(9), callerKey: callerKeyOf(ada) })).toBeUndefined();
      });

      it('gets the reservation that is over when it comes late, and no new one', async () => {
        const store = await storeWith(1);
        const { reservation } = await checkOut(store, repeated());
        await store.release(key(0), reservation.token, atSecond(5));

        const late = await checkOut(store, repeated({ now: () => atSecond(3600) }));

        expect(late.reservation).toMatchObject({ token: reservation.token, endedAt: atSecond(5) });
      });

      it.each([exclusivePool, compositePool])(
        'gets no number that was retired since, but its own reservation on it: $mode',
        async (pool) => {
          const store = await storeWith(1, pool);
          const again = (seconds: number) =>
            store.checkOut(pool, repeated({ caller: ada, now: () => atSecond(seconds) }));
          const first = grantedOrThrow(await again(0));
          await store.retire('development', poolNumber(0), atSecond(1));

          expect(grantedOrThrow(await again(100)).reservation.token).toBe(first.reservation.token);
          await store.sweep('development', atSecond(300));
          const late = await again(310);
          expect(late.kind === 'granted' ? late.reservation.endedAt : late.kind).toBe(
            pool.mode === 'exclusive' ? atSecond(300) : 'none-free',
          );
        },
      );

      it.each([5, 1])('is refused when it asks for something else, also with %i numbers', async (count) => {
        const store = await storeWith(count);
        await store.checkOut(exclusivePool, repeated());

        expect(
          await store.checkOut(exclusivePool, wishAt(0, { request: { ...request, content: 'other' } })),
        ).toEqual({ kind: 'request-differs' });
      });
    });

    describe('look-up', () => {
      it.each`
        expected     | caller        | policy      | outcome
        ${ada}       | ${ada}        | ${'refuse'} | ${'bound'}
        ${ada}       | ${grace}      | ${'refuse'} | ${'caller-differs'}
        ${ada}       | ${grace}      | ${'allow'}  | ${'caller-differs'}
        ${ada}       | ${'withheld'} | ${'refuse'} | ${'caller-withheld'}
        ${ada}       | ${'withheld'} | ${'allow'}  | ${'bound'}
        ${ada}       | ${'vouched'}  | ${'refuse'} | ${'bound'}
        ${undefined} | ${grace}      | ${'refuse'} | ${'bound'}
        ${undefined} | ${'withheld'} | ${'refuse'} | ${'bound'}
      `(
        'expecting $expected, a call from $caller under $policy: $outcome',
        async ({ expected, caller, policy, outcome }) => {
          const store = await storeWith(1);
          const pool = { ...exclusivePool, withheldCallers: policy };
          await checkOut(store, wishAt(0, expected && { caller: expected }), pool);

          const found = await store.lookUp(key(0), { contact: 'c-1', caller }, atSecond(8));

          expect(found.kind === 'bound' ? 'bound' : found.reason).toBe(outcome);
          const waits = (await store.find(key(0)))?.reservation?.contact === undefined;
          expect(waits).toBe(outcome !== 'bound');
        },
      );

      it('answers the same contact again, and no other', async () => {
        const store = await storeWith(1);
        await checkOut(store, wishAt(0, { caller: ada, sealed: bytes('ada') }));
        const arrival = { contact: 'c-1', caller: ada };

        const answers = [];
        for (const later of [8, 11, 14, 16])
          answers.push(await store.lookUp(key(0), arrival, atSecond(later)));

        expect(answers.map((a) => a.kind === 'bound' && [a.again, a.reservation.boundAt])).toEqual([
          [false, atSecond(8)],
          [true, atSecond(8)],
          [true, atSecond(8)],
          [true, atSecond(8)],
        ]);
        for (const answer of answers)
          expect(answer.kind === 'bound' && Buffer.from(answer.reservation.sealed ?? [])).toEqual(
            Buffer.from('ada'),
          );
        expect(await store.lookUp(key(0), { ...arrival, contact: 'c-2' }, atSecond(9))).toEqual({
          kind: 'unknown',
          reason: 'other-contact',
        });
        expect((await store.find(key(0)))?.freeAt).toBe(atSecond(38));
      });

      it('answers no contact once the time for repeats is over', async () => {
        const store = await storeWith(1);
        await checkOut(store, wishAt(0));
        await store.lookUp(key(0), { contact: 'c-1', caller: ada }, atSecond(1));

        expect(
          await store.lookUp(key(0), { contact: 'c-1', caller: ada }, atSecond(1 + replaySeconds)),
        ).toEqual({
          kind: 'unknown',
          reason: 'erased',
        });
      });

      it('binds one of many contacts that arrive at once', async () => {
        const store = await storeWith(1);
        await checkOut(store, wishAt(0));

        const found = await Promise.all(
          [1, 2, 3, 4, 5].map((n) => store.lookUp(key(0), { contact: `c-${n}`, caller: ada }, atSecond(1))),
        );

        expect(found.filter(({ kind }) => kind === 'bound')).toHaveLength(1);
      });

      it.each([
        ['a number of no pool', 7, 0, 'no-such-number'],
        ['a number that was never reserved', 1, 0, 'not-reserved'],
        ['a reservation that expired', 0, 120, 'late'],
      ])('knows nothing for %s', async (_of, n, later, reason) => {
        const store = await emptyStore();
        await store.add('development', poolNumber(0), 'exclusive', atSecond(-1000));
        await checkOut(store, wishAt(0));
        await store.add('development', poolNumber(1), 'exclusive', atSecond(-1));

        expect(await store.lookUp(key(n), { contact: 'c-1', caller: ada }, atSecond(later))).toEqual({
          kind: 'unknown',
          reason,
        });
      });

      it('gives a late call nothing of the next reservation, which waits on for its own call', async () => {
        const store = await storeWith(1);
        await checkOut(store, wishAt(0, { caller: ada }));
        await checkOut(store, wishAt(151, { caller: grace, sealed: bytes('grace') }));

        expect(await store.lookUp(key(0), { contact: 'c-1', caller: ada }, atSecond(152))).toEqual({
          kind: 'unknown',
          reason: 'caller-differs',
        });
        expect(await store.lookUp(key(0), { contact: 'c-2', caller: grace }, atSecond(153))).toMatchObject({
          kind: 'bound',
        });
      });

      it('gives a late repeat nothing of the next reservation, even of the same caller', async () => {
        const store = await storeWith(1);
        const pool = { ...exclusivePool, restSeconds: 0 };
        await checkOut(store, wishAt(0, { caller: ada }), pool);
        await store.lookUp(key(0), { contact: 'c-1', caller: ada }, atSecond(1));
        const { reservation } = await checkOut(store, wishAt(2, { caller: ada }), pool);

        expect(await store.lookUp(key(0), { contact: 'c-1', caller: ada }, atSecond(3))).toEqual({
          kind: 'unknown',
          reason: 'earlier-contact',
        });
        expect((await store.find(key(0)))?.reservation).toMatchObject({ token: reservation.token });
        expect((await store.find(key(0)))?.reservation?.contact).toBeUndefined();
      });

      it('answers a client that asks for each of its transfers, one reservation after the other', async () => {
        const store = await storeWith(1);
        const arrival = { contact: 'client', caller: 'vouched', namesClient: true } as const;

        const found = [];
        for (const later of [0, 300, 600]) {
          const { reservation } = await checkOut(store, wishAt(later, { caller: ada }));
          for (const wait of [1, 2]) {
            const outcome = await store.lookUp(key(0), arrival, atSecond(later + wait));
            found.push(outcome.kind === 'bound' && outcome.reservation.token === reservation.token);
          }
        }

        expect(found).toEqual(Array(6).fill(true));
      });
    });

    describe('release and renewal', () => {
      it('ends a reservation, erases its context, rests the number, and answers a repeat alike', async () => {
        const store = await storeWith(1);
        const { reservation } = await checkOut(store, wishAt(0));

        expect(await store.release(key(0), reservation.token, atSecond(5))).toBe('released');
        expect(await store.release(key(0), reservation.token, atSecond(6))).toBe('released');

        const slot = await store.find(key(0));
        expect(slot?.freeAt).toBe(atSecond(35));
        expect(slot?.reservation?.sealed).toBeUndefined();
        expect(await store.lookUp(key(0), { contact: 'c-1', caller: ada }, atSecond(7))).toEqual({
          kind: 'unknown',
          reason: 'not-reserved',
        });
        expect((await store.checkOut(exclusivePool, wishAt(34))).kind).toBe('none-free');
        expect((await store.checkOut(exclusivePool, wishAt(35))).kind).toBe('granted');
      });

      it('does nothing to a later reservation of the number', async () => {
        const store = await storeWith(1);
        const first = await checkOut(store, wishAt(0));
        const second = await checkOut(store, wishAt(151));
        const before = await store.find(key(0));

        expect(await store.release(key(0), first.reservation.token, atSecond(152))).toBe('over');
        expect(await store.renew(key(0), first.reservation.token, exclusivePool, atSecond(152))).toBe('over');

        expect(await store.find(key(0))).toEqual(before);
        expect(before?.reservation?.token).toBe(second.reservation.token);
      });

      it('renews a reservation that waits, and none that is over or has its call', async () => {
        const store = await storeWith(1);
        const { token } = (await checkOut(store, wishAt(0))).reservation;

        expect(await store.renew(key(0), token, exclusivePool, atSecond(100))).toMatchObject({
          expiresAt: atSecond(220),
        });
        expect((await store.find(key(0)))?.freeAt).toBe(atSecond(250));
        expect((await store.checkOut(exclusivePool, wishAt(249))).kind).toBe('none-free');
        expect(await store.renew(key(0), token, exclusivePool, atSecond(220))).toBe('over');
      });
    });

    describe('composite numbers', () => {
      const pool = compositePool;

      it('serve many callers at once, each with their own reservation', async () => {
        const store = await storeWith(1, pool);
        await checkOut(store, wishAt(0, { caller: ada, token: 'ada' }), pool);
        await checkOut(store, wishAt(0, { caller: grace, token: 'grace' }), pool);

        expect(
          await store.lookUp(key(0, grace), { contact: 'c-2', caller: grace }, atSecond(8)),
        ).toMatchObject({
          kind: 'bound',
          reservation: { token: 'grace' },
        });
        expect(await store.lookUp(key(0, ada), { contact: 'c-1', caller: ada }, atSecond(8))).toMatchObject({
          kind: 'bound',
          reservation: { token: 'ada' },
        });
        expect(await store.lookUp(key(0), { contact: 'c-3', caller: 'withheld' }, atSecond(8))).toMatchObject(
          {
            kind: 'unknown',
          },
        );
      });

      it('need a number for each transfer that one caller is in at once', async () => {
        const store = await storeWith(2, pool);
        const outcomes = await Promise.all(
          [ada, ada].map((caller) => checkOut(store, wishAt(0, { caller }), pool)),
        );

        expect(new Set(outcomes.map(({ slot }) => slot.number)).size).toBe(2);
        expect(await store.checkOut(pool, wishAt(0, { caller: ada }))).toEqual({
          kind: 'none-free',
          why: 'caller-busy',
          retryAfter: 150,
        });
        expect((await store.checkOut(pool, wishAt(0, { caller: grace }))).kind).toBe('granted');
        expect((await store.checkOut(pool, wishAt(150, { caller: ada }))).kind).toBe('granted');
      });

      it('cannot serve a caller who is not known: an exclusive number of the pool does', async () => {
        const store = await storeWith(2, pool);
        expect(await store.checkOut(pool, wishAt(0))).toMatchObject({
          kind: 'none-free',
          why: 'needs-caller',
        });

        await store.add(pool.name, poolNumber(9), 'exclusive', atSecond(-1));

        expect((await checkOut(store, wishAt(301), pool)).slot).toEqual(key(9));
      });

      it('release and look up by number and caller', async () => {
        const store = await storeWith(1, pool);
        const { slot, reservation } = await checkOut(store, wishAt(0, { caller: ada }), pool);

        expect(await store.release(slot, reservation.token, atSecond(1))).toBe('released');
        expect((await store.list(pool.name, atSecond(2))).numbers[0]?.slots).toHaveLength(1);
        expect((await store.list(pool.name, atSecond(31))).numbers[0]?.slots).toHaveLength(0);
      });
    });

    describe('numbers', () => {
      it('are in one pool only, and are added once', async () => {
        const store = await emptyStore();

        expect(await store.add('development', poolNumber(0), 'exclusive', atSecond(0))).toEqual({
          kind: 'added',
        });
        expect(await store.add('development', poolNumber(0), 'exclusive', atSecond(0))).toEqual({
          kind: 'already-there',
        });
        expect(await store.add('production', poolNumber(0), 'exclusive', atSecond(0))).toEqual({
          kind: 'in-pool',
          pool: 'development',
        });
        expect(await store.poolOf(poolNumber(0))).toBe('development');
        expect(await store.poolOf(poolNumber(1))).toBeUndefined();
      });

      it('that are retired are given out no more, but finish what is reserved on them', async () => {
        const store = await storeWith(1);
        await checkOut(store, wishAt(0, { caller: ada }));

        expect(await store.retire('development', poolNumber(0), atSecond(1))).toBe('retired');
        expect(await store.retire('development', poolNumber(5), atSecond(1))).toBe('no-such-number');

        expect(await store.lookUp(key(0), { contact: 'c', caller: ada }, atSecond(5))).toMatchObject({
          kind: 'bound',
        });
        expect((await store.checkOut(exclusivePool, wishAt(300))).kind).toBe('none-free');
        expect(await store.add('development', poolNumber(0), 'exclusive', atSecond(300))).toEqual({
          kind: 'added',
        });
        expect((await store.checkOut(exclusivePool, wishAt(310))).kind).toBe('granted');
      });

      it('keep their mode until they are retired and idle', async () => {
        const store = await storeWith(1, compositePool);
        const asExclusive = (seconds: number) =>
          store.add('development', poolNumber(0), 'exclusive', atSecond(seconds));
        await checkOut(store, wishAt(0, { caller: ada }), compositePool);

        expect(await asExclusive(1)).toEqual({ kind: 'other-mode', mode: 'composite' });
        await store.retire('development', poolNumber(0), atSecond(1));
        expect(await asExclusive(149)).toEqual({ kind: 'in-use', until: atSecond(150) });
        expect(await asExclusive(150)).toEqual({ kind: 'added' });

        expect((await store.list('development', atSecond(150))).numbers).toMatchObject([
          { mode: 'exclusive', retired: false },
        ]);
        expect(await store.find(key(0, ada))).toBeUndefined();
        expect((await checkOut(store, wishAt(150))).slot).toEqual(key(0));

        await store.retire('development', poolNumber(0), atSecond(1));
        await store.add('development', poolNumber(0), 'composite', atSecond(900));
        expect((await checkOut(store, wishAt(900, { caller: ada }), compositePool)).slot).toEqual(
          key(0, ada),
        );
      });

      it.each([exclusivePool, compositePool])(
        'move to another pool when they are retired and idle: $mode',
        async (pool) => {
          const store = await storeWith(1, pool);
          const production = { ...pool, name: 'production' };
          const move = (seconds: number) =>
            store.add('production', poolNumber(0), pool.mode, atSecond(seconds));
          const { slot } = await checkOut(store, wishAt(0, { caller: ada }), pool);

          expect(await move(1)).toEqual({ kind: 'in-pool', pool: 'development' });
          await store.retire('development', poolNumber(0), atSecond(1));
          expect(await move(149)).toEqual({ kind: 'in-use', until: atSecond(150) });
          expect(await move(150)).toEqual({ kind: 'added' });

          expect(await store.poolOf(poolNumber(0))).toBe('production');
          expect((await store.list('development', atSecond(150))).numbers).toEqual([]);
          expect(await store.find(slot)).toBeUndefined();
          const moved = await checkOut(store, wishAt(150, { caller: ada }), production);
          expect(moved.slot).toEqual({ ...slot, pool: 'production' });
        },
      );

      it.each([exclusivePool, compositePool])(
        'do not move while a reservation waits, also if they are to be free later: $mode',
        async (pool) => {
          const store = await storeWith(1, pool);
          await checkOut(store, wishAt(0, { caller: ada }), pool);
          await store.retire('development', poolNumber(0), atSecond(1));

          for (const [to, mode] of [
            ['production', pool.mode],
            ['development', pool.mode === 'exclusive' ? 'composite' : 'exclusive'],
          ] as const)
            expect(await store.add(to, poolNumber(0), mode, atSecond(10), { freeAt: atSecond(160) })).toEqual(
              { kind: 'in-use', until: atSecond(150) },
            );
        },
      );

      it('that are composite stay in use for a short time after they are first retired', async () => {
        const store = await storeWith(2, compositePool);
        const retire = (seconds: number) => store.retire('development', poolNumber(0), atSecond(seconds));
        const waits = (seconds: number) => store.waitsUntil('development', poolNumber(0), atSecond(seconds));
        await retire(100);
        await retire(110);

        expect(await waits(129)).toBe(atSecond(130));
        expect(await waits(130)).toBeUndefined();
        expect(await store.add('production', poolNumber(0), 'composite', atSecond(129))).toEqual({
          kind: 'in-use',
          until: atSecond(130),
        });
        expect(await store.add('development', poolNumber(0), 'exclusive', atSecond(129))).toEqual({
          kind: 'in-use',
          until: atSecond(130),
        });
        expect(await store.add('development', poolNumber(0), 'composite', atSecond(129))).toEqual({
          kind: 'added',
        });
        await retire(200);
        expect(await waits(201)).toBe(atSecond(230));
      });

      it('keep their mode when they are added again with the default mode of the pool', async () => {
        const store = await storeWith(1, compositePool);
        const addAgain = () =>
          store.add('development', poolNumber(0), 'exclusive', atSecond(0), { keepMode: true });
        const number = async () => (await store.list('development', atSecond(0))).numbers[0];

        expect(await addAgain()).toEqual({ kind: 'already-there' });
        await store.retire('development', poolNumber(0), atSecond(0));
        expect(await addAgain()).toEqual({ kind: 'added' });
        expect(await number()).toMatchObject({ mode: 'composite', retired: false });
      });

      it('are free from the time that is given when they are added again, if they are idle', async () => {
        const store = await storeWith(1);
        await store.retire('development', poolNumber(0), atSecond(1));
        await store.add('development', poolNumber(0), 'exclusive', atSecond(1), { freeAt: atSecond(60) });

        expect((await store.checkOut(exclusivePool, wishAt(59))).kind).toBe('none-free');
        expect((await store.checkOut(exclusivePool, wishAt(360))).kind).toBe('granted');
        await store.retire('development', poolNumber(0), atSecond(1));
        await store.add('development', poolNumber(0), 'exclusive', atSecond(400));
        expect((await store.find(key(0)))?.freeAt).toBe(atSecond(510));
      });

      it('are listed with the id that they were last added with', async () => {
        const store = await storeWith(1);
        const idOf = async () => (await store.list('development', atSecond(0))).numbers[0]?.phoneNumberId;
        const add = (id?: string) =>
          store.add(
            'development',
            poolNumber(0),
            'exclusive',
            atSecond(0),
            id === undefined ? {} : { phoneNumberId: id },
          );

        expect(await idOf()).toBeUndefined();
        expect(await add('id-1')).toEqual({ kind: 'already-there' });
        await add();
        expect(await idOf()).toBe('id-1');
        await store.retire('development', poolNumber(0), atSecond(1));
        await add('id-2');
        expect(await idOf()).toBe('id-2');
      });

      it.each([exclusivePool, compositePool])(
        'are known to be waited for until their last reservation expires or has its call: $mode',
        async (pool) => {
          const store = await storeWith(1, pool);
          const waits = (seconds: number) =>
            store.waitsUntil('development', poolNumber(0), atSecond(seconds));
          expect(await waits(0)).toBeUndefined();
          const { slot } = await checkOut(store, wishAt(0, { caller: ada }), pool);

          expect(await waits(119)).toBe(atSecond(120));
          expect(await waits(120)).toBeUndefined();
          await store.lookUp(slot, { contact: 'c', caller: ada }, atSecond(8));
          expect(await waits(9)).toBeUndefined();
          expect(await store.waitsUntil('development', poolNumber(9), atSecond(0))).toBeUndefined();
        },
      );

      it('are listed once each, for pages of any size', async () => {
        const store = await storeWith(7);
        await checkOut(store, wishAt(0));

        for (const limit of [1, 3, 7, 100]) {
          const listed: string[] = [];
          let after: E164 | undefined;
          do {
            const page = await store.list('development', atSecond(0), after, limit);
            expect(page.numbers.length).toBeLessThanOrEqual(limit);
            listed.push(...page.numbers.map(({ number }) => number));
            after = page.next;
          } while (after);
          expect(listed.sort()).toEqual([0, 1, 2, 3, 4, 5, 6].map(poolNumber));
        }
      });
    });

    describe('the sweep', () => {
      it('ends what has expired, erases its context, and leaves what waits', async () => {
        const store = await storeWith(2);
        await checkOut(store, wishAt(0, { token: 'old' }));
        await checkOut(store, wishAt(100, { token: 'new' }));

        expect(await store.sweep('development', atSecond(121))).toEqual({
          expired: 1,
          erased: 1,
          numbers: 2,
          inUse: 2,
        });
        expect(await store.sweep('development', atSecond(122))).toMatchObject({ expired: 0, erased: 0 });

        const { numbers } = await store.list('development', atSecond(122));
        const reservations = numbers.map(({ slots }) => slots[0]?.reservation);
        const old = reservations.find((reservation) => reservation?.token === 'old');
        const waits = reservations.find((reservation) => reservation?.token === 'new');
        expect(old).toMatchObject({ endedAt: atSecond(121) });
        expect(old?.sealed).toBeUndefined();
        expect(waits?.sealed).toBeDefined();
      });

      it('erases the context of a call that has come, once no repeat can ask for it', async () => {
        const store = await storeWith(1);
        await checkOut(store, wishAt(0));
        await store.lookUp(key(0), { contact: 'c', caller: ada }, atSecond(1));

        expect(await store.sweep('development', atSecond(30))).toMatchObject({ erased: 0 });
        expect(await store.sweep('development', atSecond(31))).toMatchObject({ expired: 0, erased: 1 });
        expect((await store.find(key(0)))?.reservation?.sealed).toBeUndefined();
      });

      it('erases the contexts on a composite number as soon, and deletes the slots of its callers later', async () => {
        const store = await storeWith(1, compositePool);
        await checkOut(store, wishAt(0, { caller: ada }), compositePool);
        await checkOut(store, wishAt(0, { caller: grace }), compositePool);
        await store.lookUp(key(0, grace), { contact: 'c', caller: grace }, atSecond(100));

        expect(await store.sweep('development', atSecond(119))).toMatchObject({ expired: 0, erased: 0 });
        expect(await store.sweep('development', atSecond(125))).toEqual({
          expired: 1,
          erased: 1,
          numbers: 1,
          inUse: 2,
        });
        expect(await store.sweep('development', atSecond(130))).toMatchObject({ expired: 0, erased: 1 });
        for (const caller of [ada, grace])
          expect((await store.find(key(0, caller)))?.reservation).toMatchObject({
            endedAt: expect.any(Number),
          });
        expect((await store.find(key(0, ada)))?.reservation?.sealed).toBeUndefined();

        await store.sweep('development', atSecond(190));
        expect(await store.find(key(0, grace))).toBeUndefined();
        expect(await store.find(key(0, ada))).toBeDefined();
        await store.sweep('development', atSecond(210));
        expect(await store.find(key(0, ada))).toBeUndefined();
      });
    });
  });
