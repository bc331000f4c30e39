import { exclusivePool } from '@dialplane/dnis-pool/testing';
import { dnisApiUnderTest } from '../testing';

const pools = [exclusivePool, { ...exclusivePool, name: 'production' }];
const one = '+12025550142';

it('shows the pools and their rules', async () => {
  const { ask } = await dnisApiUnderTest({ pools });

  expect((await ask('GET', '/pools')).json).toEqual({ pools });
});

it('adds a number once, to one pool only', async () => {
  const { ask } = await dnisApiUnderTest({ pools });

  expect((await ask('PUT', `/pools/development/numbers/${one}`)).status).toBe(201);
  expect((await ask('PUT', `/pools/development/numbers/${one}`)).status).toBe(200);
  const { status, json } = await ask('PUT', `/pools/production/numbers/${one}`);
  expect(status).toBe(409);
  expect(json.title).toBe(
    `Cannot add "${one}" to the pool "production": it is in the pool "development". Retire it there first, or use another number`,
  );
});

it('changes the mode of a number, and moves it to another pool, only after it was retired', async () => {
  const { ask, setTime } = await dnisApiUnderTest({ pools, numbers: [one] });
  const path = `/pools/development/numbers/${one}`;

  expect((await ask('PUT', path, { mode: 'composite' })).status).toBe(409);
  await ask('DELETE', path);
  expect((await ask('PUT', path, { mode: 'composite' })).status).toBe(201);
  expect((await ask('GET', '/pools/development/numbers')).json.numbers).toMatchObject([
    { mode: 'composite' },
  ]);
  await ask('DELETE', path);
  // Another process may still give out a composite number for a short time.
  expect((await ask('PUT', `/pools/production/numbers/${one}`)).status).toBe(409);
  setTime(30);
  expect((await ask('PUT', `/pools/production/numbers/${one}`)).status).toBe(201);
  expect((await ask('GET', '/pools/development/numbers')).json.numbers).toEqual([]);
});

it('adds a known number again in the mode that it has, unless the request names another', async () => {
  const { ask } = await dnisApiUnderTest({ pools });
  const path = `/pools/development/numbers/${one}`;
  await ask('PUT', path, { mode: 'composite' });

  expect((await ask('PUT', path)).json).toMatchObject({ outcome: 'already-there' });
  const rows = [{ dnis: one, target: 'development' }];
  expect((await ask('POST', '/pools/import', { rows })).json.counts).toMatchObject({ alreadyThere: 1 });
  await ask('DELETE', path);
  expect((await ask('PUT', path)).json).toMatchObject({ outcome: 'added' });
  expect((await ask('GET', '/pools/development/numbers')).json.numbers).toMatchObject([
    { mode: 'composite' },
  ]);
});

it.each([['null'], ['"composite"'], [[]], [{ mode: 'both' }], [{ made: 'composite' }]])(
  'refuses to add a number with the body %j',
  async (body) => {
    const { ask } = await dnisApiUnderTest({ pools });

    expect((await ask('PUT', `/pools/development/numbers/${one}`, body)).status).toBe(422);
  },
);

it('retires a number, which is given out no more', async () => {
  const { ask } = await dnisApiUnderTest({ pools, numbers: [one] });

  expect((await ask('DELETE', `/pools/development/numbers/${one}`)).json).toMatchObject({
    outcome: 'retired',
  });
  expect((await ask('POST', '/pools/development/reservations', { context: {} })).status).toBe(503);
  expect((await ask('DELETE', '/pools/development/numbers/+12025550199')).status).toBe(404);
});

it.each([
  ['PUT', '/pools/development/numbers/2025550142', 400],
  ['PUT', '/pools/nowhere/numbers/+12025550142', 404],
  ['GET', '/pools/nowhere/numbers', 404],
  ['GET', '/pools/development/numbers?limit=0', 400],
  ['GET', '/pools/development/numbers?next=nonsense!', 400],
  ['GET', '/pools/nowhere/use', 404],
])('%s %s gives %i', async (method, path, status) => {
  const { ask } = await dnisApiUnderTest({ pools });

  expect((await ask(method, path)).status).toBe(status);
});

it('lists the numbers in pages, with what each is doing', async () => {
  const numbers = [0, 1, 2, 3, 4].map((n) => `+1202555014${n}`);
  const { ask } = await dnisApiUnderTest({ pools, numbers });
  await ask('POST', '/pools/development/reservations', { context: {} });

  const first = (await ask('GET', '/pools/development/numbers?limit=3')).json;
  const second = (await ask('GET', `/pools/development/numbers?limit=3&next=${first.next}`)).json;

  const listed = [...first.numbers, ...second.numbers];
  expect(listed.map(({ number }) => number).sort()).toEqual(numbers);
  expect(listed.filter(({ state }) => state === 'reserved')).toHaveLength(1);
  expect(second.next).toBeUndefined();
});

it('counts what the numbers of a pool are doing', async () => {
  const { ask } = await dnisApiUnderTest({
    pools,
    numbers: ['+12025550140', '+12025550141', '+12025550142'],
  });
  await ask('POST', '/pools/development/reservations', { context: {} });
  await ask('DELETE', '/pools/development/numbers/+12025550142');

  expect((await ask('GET', '/pools/development/use')).json).toEqual({
    pool: 'development',
    numbers: 3,
    retired: 1,
    free: 1,
    reserved: 1,
    connected: 0,
    resting: 0,
  });
});

it('imports rows of the published sample, and reports the outcome of each', async () => {
  const { ask } = await dnisApiUnderTest({ pools, numbers: ['+12025550140'] });
  const rows = [
    { dnis: '+12025550140', inuse: 'false', target: 'development' },
    { dnis: '+12025550141', inuse: 'false', target: 'development' },
    { dnis: '+12025550142', inuse: 'true', target: 'production', passdata: 'fname|Ada' },
    { dnis: '+12025550140', inuse: 'false', target: 'production' },
    { dnis: '+12025550143', inuse: 'false', target: 'test' },
    { dnis: 'none' },
  ];

  const { json } = await ask('POST', '/pools/import', { rows });

  expect(json.counts).toEqual({ rows: 6, added: 2, alreadyThere: 1, refused: 3 });
  expect(json.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'already-there',
    'added',
    'added',
    'refused',
    'refused',
    'refused',
  ]);
  expect((await ask('POST', '/pools/import', { rows: 'all' })).status).toBe(422);
});
