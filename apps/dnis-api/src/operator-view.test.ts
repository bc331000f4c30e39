import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { exclusivePool } from '@dialplane/dnis-pool/testing';
import { dnisApiUnderTest, dnisOpenapi } from '../testing';

const one = '+12025550142';
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'api', components: dnisOpenapi.components });
const conforms = (schema: string, value: unknown): string =>
  ajv.validate({ $ref: `api#/components/schemas/${schema}` }, value) ? 'yes' : ajv.errorsText();

it.each([exclusivePool, { ...exclusivePool, mode: 'composite' as const }])(
  'shows operators the reservations of a pool whose numbers are $mode, and lets them release one',
  async (pool) => {
    const { ask } = await dnisApiUnderTest({ pools: [pool], numbers: [one] });
    await ask('POST', `/pools/${pool.name}/reservations`, {
      caller: '+12065550111',
      context: { fname: 'Ada' },
    });
    const listed = (await ask('GET', `/pools/${pool.name}/numbers`)).json;
    const [{ reservation, state }] = listed.numbers[0].reservations;

    expect(conforms('PoolNumbers', listed)).toBe('yes');
    expect(state).toBe('reserved');
    expect(JSON.stringify(listed)).not.toContain('Ada');
    expect((await ask('DELETE', `/pools/${pool.name}/reservations/${reservation}`)).json).toMatchObject({
      state: 'released',
    });
    const after = (await ask('GET', `/pools/${pool.name}/numbers`)).json;
    expect(after.numbers[0].reservations).toEqual([]);
  },
);

it('shows no reservation to a client that may only transfer', async () => {
  const { ask, as } = await dnisApiUnderTest({ pools: [exclusivePool], numbers: [one] });
  await ask('POST', '/pools/development/reservations', { context: {} });
  as({ name: 'ivr', mayTransfer: true, mayAdminister: false });

  expect((await ask('GET', '/pools/development/numbers')).json.numbers[0]).not.toHaveProperty('reservations');
});

it('advises how many numbers a pool needs, with blocking by the count of numbers', async () => {
  const { ask } = await dnisApiUnderTest();
  const { status, json } = await ask('POST', '/sizing', {
    mode: 'exclusive',
    traffic: { perSecond: 1, setupSeconds: 15, restSeconds: 0 },
    goal: { blocking: 0.0001 },
  });

  expect(status).toBe(200);
  expect(conforms('Sizing', json)).toBe('yes');
  expect(json.advice.numbers).toBe(32); // Erlang B for 15 erlangs and one blocked call in 10,000
  const blocking = json.curve.map((point: { readonly blocking: number }) => point.blocking);
  expect(blocking).toEqual([...blocking].sort((a, b) => b - a));
});

it.each`
  wrong                            | body
  ${'a negative rate'}             | ${{ mode: 'exclusive', traffic: { perSecond: -1, setupSeconds: 5 } }}
  ${'a share above 1'}             | ${{ mode: 'exclusive', traffic: { perSecond: 1, setupSeconds: 5, lostShare: 2 } }}
  ${'a load that is far too high'} | ${{ mode: 'exclusive', traffic: { perSecond: 1e9, setupSeconds: 5 } }}
  ${'more agents than there are'}  | ${{ mode: 'exclusive', traffic: { perSecond: 1, setupSeconds: 5, sources: 1e9 } }}
  ${'a goal that has no solution'} | ${{ mode: 'exclusive', traffic: { perSecond: 1, setupSeconds: 5 }, goal: { blocking: 0 } }}
  ${'an unknown mode'}             | ${{ mode: 'both', traffic: { perSecond: 1, setupSeconds: 5 } }}
`('refuses to advise for $wrong', async ({ body }) => {
  const { ask } = await dnisApiUnderTest();
  const { status, json } = await ask('POST', '/sizing', body);

  expect(status).toBe(422);
  expect(json.title).toMatch(/^Cannot/);
});

it.each([
  [{}],
  [{ caller: null, context: { fname: 'Ada', age: 36, vip: true, note: null } }],
  [{ Caller: '+12065550111' }],
  [{ context: ['Ada'] }],
  [{ caller: 12065550111 }],
  [[]],
  [null],
])('takes %j for a check-out exactly if its description does', async (body) => {
  const { ask } = await dnisApiUnderTest({ numbers: [one] });
  const { status } = await ask('POST', '/pools/development/reservations', body ?? 'null');

  expect(status === 201).toBe(conforms('CheckOut', body) === 'yes');
});

it('documents each of its routes, besides those of the published sample and its import', async () => {
  const { ask } = await dnisApiUnderTest();
  const { json } = await ask('GET', '/openapi.json');

  expect(Object.keys(json.paths)).toEqual([
    '/pools',
    '/pools/{pool}/use',
    '/pools/{pool}/numbers',
    '/pools/{pool}/numbers/{number}',
    '/pools/{pool}/reservations',
    '/pools/{pool}/reservations/{reservation}',
    '/pools/{pool}/reservations/{reservation}/renewal',
    '/sizing',
  ]);
});
