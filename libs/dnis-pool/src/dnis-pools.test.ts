import type { E164 } from '@dialplane/phone-numbers';
import { ada, connectEvent, dnisUnderTest, exclusivePool, grace, poolNumber } from '../testing';
import { connectArrival } from './connect-arrival';
import { checkOut, lookUpContext } from './dnis-pools';
import type { Pool } from './pool';

const one = poolNumber(42);
const composite: Pool = { ...exclusivePool, mode: 'composite', withheldCallers: 'allow' };

const under = async (pools: readonly Pool[], numbers: readonly string[] = [one]) => {
  const made = await dnisUnderTest({ pools, numbers });
  return {
    ...made,
    reserve: async (caller: E164 | undefined, context: object, pool = made.pool) => {
      const outcome = await checkOut(made.dnis, pool, { context, ...(caller && { caller }) });
      return outcome.kind === 'granted' ? outcome.slot.number : outcome;
    },
    call: async (
      caller: string | null,
      { dialled = one as string, contact = `c-${caller}`, parameters = {} } = {},
    ) => {
      const arrival = connectArrival(connectEvent({ dialled, caller, contact, parameters }));
      const found = arrival.ok ? await lookUpContext(made.dnis, arrival.value) : undefined;
      return found?.kind === 'context' ? found.context : found?.reason;
    },
  };
};

it('stores nothing for a context that breaks a rule', async () => {
  const { dnis, reserve } = await under([exclusivePool]);

  expect(await reserve(ada, { 'a b': 'c' })).toMatchObject({ kind: 'breaks-rules' });
  expect(
    (await dnis.store.list('development', dnis.now())).numbers[0]?.slots[0]?.reservation,
  ).toBeUndefined();
});

it('gives a late call nothing, and the next customer their own context', async () => {
  const { reserve, call, setTime } = await under([exclusivePool]);
  await reserve(ada, { fname: 'Ada' });
  setTime(151);
  await reserve(grace, { fname: 'Grace' });
  setTime(152);

  expect(await call(ada)).toBe('caller-differs');
  expect(await call(grace)).toEqual({ fname: 'Grace' });
});

it('finds a number that the pool and the provider have in an old form', async () => {
  const mexican = '+5215512345678';
  const { reserve, call } = await under([exclusivePool], [mexican]);
  await reserve(ada, { fname: 'Ada' });

  expect(await call(ada, { dialled: mexican, parameters: { dnis: mexican } })).toEqual({ fname: 'Ada' });
});

describe('on one composite number', () => {
  it('each caller gets their own context, and a hidden caller none, even if the pool allows hidden callers', async () => {
    const { reserve, call, setTime } = await under([composite]);
    expect(await reserve(ada, { fname: 'Ada' })).toBe(one);
    expect(await reserve(grace, { fname: 'Grace' })).toBe(one);
    setTime(8);

    expect(await call('anonymous')).toBe('not-reserved');
    expect(await call(null)).toBe('not-reserved');
    expect(await call(grace)).toEqual({ fname: 'Grace' });
    expect(await call(ada)).toEqual({ fname: 'Ada' });
  });

  it('a stranger gets nothing', async () => {
    const { reserve, call } = await under([composite]);
    await reserve(ada, { fname: 'Ada' });

    expect(await call('+13105550177')).toBe('not-reserved');
  });
});

it('finds a transfer on an exclusive number of a composite pool, whether the caller is hidden or not', async () => {
  const { dnis, reserve, call } = await under([composite], []);
  await dnis.store.add('development', one, 'exclusive', dnis.now());
  await reserve(undefined, { fname: 'Ada' });

  expect(await call('anonymous')).toEqual({ fname: 'Ada' });
});

describe('with several pools', () => {
  const production = { ...exclusivePool, name: 'production' };
  const underTwo = async () => {
    const made = await under([exclusivePool, production], []);
    await made.dnis.store.add('production', one, 'exclusive', made.dnis.now());
    await made.reserve(ada, { fname: 'Ada' }, production);
    return made;
  };

  it.each([
    [{}],
    [{ pool: 'production' }],
    [{ environ: 'production' }],
    [{ pool: 'development' }],
    [{ pool: 'nowhere' }],
  ])('finds the number in its pool, though the flow says %j', async (parameters) => {
    const { call } = await underTwo();

    expect(await call(ada, { parameters })).toEqual({ fname: 'Ada' });
  });

  it('knows nothing of a number in none of them', async () => {
    const { call } = await underTwo();

    expect(await call(ada, { dialled: '+12025550199' })).toBe('no-such-number');
  });
});

it('throws where a context cannot be opened, rather than answer with something else', async () => {
  const { dnis, reserve } = await under([exclusivePool]);
  await reserve(ada, { fname: 'Ada' });
  const arrival = connectArrival(connectEvent({ dialled: one }));
  const broken = { ...dnis, cipher: { ...dnis.cipher, open: () => Promise.reject(new Error('no key')) } };

  await expect(arrival.ok && lookUpContext(broken, arrival.value)).rejects.toThrow('no key');
});
