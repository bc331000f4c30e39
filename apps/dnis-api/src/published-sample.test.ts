import { connectEvent } from '@dialplane/dnis-pool/testing';
import { dnisApiUnderTest } from '../testing';

const numbers = ['+12025550142'];
const passdata =
  'fname|Ada|lname|Lovelace|reason|Account lookup failed|accountnum|40711|customerphone|+12065550111';
const none = { status: 'failed', reason: 'No Numbers Available' };
const notPresent = { status: 'Failed', message: 'DNIS not present.' };

const sampleUnderTest = async (options: Parameters<typeof dnisApiUnderTest>[0] = { numbers }) => {
  const api = await dnisApiUnderTest(options);
  return { ...api, send: async (request: unknown) => (await api.ask('POST', '/', request)).json };
};

it('answers sendcall with a number, and getcall with what was sent', async () => {
  const { send } = await sampleUnderTest();

  expect(await send({ function: 'sendcall', passdata, environ: 'development' })).toEqual({
    status: 'Success',
    dnis: '+12025550142',
  });
  expect(await send({ function: 'getcall', dnis: '12025550142' })).toEqual({
    status: 'Success',
    inuse: 'true',
    target: 'development',
    reserveid: expect.any(String),
    fname: 'Ada',
    lname: 'Lovelace',
    reason: 'Account lookup failed',
    accountnum: '40711',
    customerphone: '+12065550111',
  });
});

it.each(['+120655501', '+17378742833', 'unknown'])(
  'reserves a number for a caller who is not known where customerphone is %s',
  async (customerphone) => {
    const { send, dnis } = await sampleUnderTest();

    expect(await send({ function: 'sendcall', passdata: `customerphone|${customerphone}` })).toMatchObject({
      status: 'Success',
    });
    const { numbers } = await dnis.store.list('development', dnis.now());
    expect(numbers[0]?.slots[0]?.reservation).toBeDefined();
    expect(numbers[0]?.slots[0]?.reservation?.caller).toBeUndefined();
  },
);

it('keeps an empty value', async () => {
  const { send } = await sampleUnderTest();
  await send({ function: 'sendcall', passdata: 'fname||accountnum|40711' });

  expect(await send({ function: 'getcall', dnis: '+12025550142' })).toMatchObject({
    status: 'Success',
    fname: '',
    accountnum: '40711',
  });
});

it('lets no data play its own answer', async () => {
  const { send } = await sampleUnderTest();
  await send({ function: 'sendcall', passdata: 'status|Failed|target|elsewhere|reserveid|x|fname|Ada' });

  expect(await send({ function: 'getcall', dnis: '+12025550142' })).toMatchObject({
    status: 'Success',
    target: 'development',
    fname: 'Ada',
  });
});

it('reserves a number also for passdata with a key that has no value', async () => {
  const { send, reserved } = await sampleUnderTest();

  expect(await send({ function: 'sendcall', passdata: 'fname|Ada|lname' })).toMatchObject({
    status: 'Success',
  });
  expect(await reserved()).toBe(1);
});

it.each([
  [{ function: 'dropall' }, { status: 'failed', reason: 'Valid functions are getcall and sendcall' }],
  [{}, { status: 'failed', reason: 'Valid functions are getcall and sendcall' }],
  [{ function: 'sendcall', passdata, environ: 'nowhere' }, none],
  [{ function: 'getcall', dnis: '+12025550142' }, notPresent],
  [{ function: 'getcall', dnis: '+12025550199' }, notPresent],
  [{ function: 'getcall' }, notPresent],
  [{ function: 'clear' }, { status: 'failed', reason: 'No Numbers To Update' }],
])('answers %j with %j', async (request, answer) => {
  const { send } = await sampleUnderTest();

  expect(await send(request)).toEqual(answer);
});

it('says that no number is available, alike each time, and does not recurse', async () => {
  const { send } = await sampleUnderTest({ numbers: [] });

  for (let n = 0; n < 5; n += 1) expect(await send({ function: 'sendcall', passdata })).toEqual(none);
});

it('clears what has expired, and says so only then', async () => {
  const { send, setTime } = await sampleUnderTest();
  await send({ function: 'sendcall', passdata });

  expect(await send({ function: 'clear', environ: 'development' })).toEqual({
    status: 'failed',
    reason: 'No Numbers To Update',
  });
  setTime(121);
  expect(await send({ function: 'clear', environ: 'development' })).toEqual({
    status: 'success',
    reason: 'Numbers were released.',
  });
});

it('answers one client for each customer, one after the other on one number', async () => {
  const { send, setTime } = await sampleUnderTest();

  const names = [];
  for (const [at, name] of ['Ada', 'Grace', 'Joan', 'Mary', 'Edith'].entries()) {
    setTime(at * 300);
    await send({ function: 'sendcall', passdata: `fname|${name}` });
    names.push((await send({ function: 'getcall', dnis: '+12025550142' })).fname);
    names.push((await send({ function: 'getcall', dnis: '+12025550142' })).fname);
  }

  expect(names).toEqual(['Ada', 'Grace', 'Joan', 'Mary', 'Edith'].flatMap((name) => [name, name]));
});

it('gives a repeated getcall with a call id nothing of the next customer', async () => {
  const { send, setTime } = await sampleUnderTest();
  const getcall = (callid: string) => send({ function: 'getcall', dnis: '+12025550142', callid });
  await send({ function: 'sendcall', passdata: 'fname|Ada' });
  expect(await getcall('call-1')).toMatchObject({ fname: 'Ada' });
  setTime(40);
  await send({ function: 'sendcall', passdata: 'fname|Grace' });

  expect(await getcall('call-1')).toEqual(notPresent);
  expect(await getcall('call-2')).toMatchObject({ fname: 'Grace' });
});

it('gives another client no data that one client has', async () => {
  const { send, as } = await sampleUnderTest();
  await send({ function: 'sendcall', passdata: 'fname|Ada' });
  await send({ function: 'getcall', dnis: '+12025550142' });
  as({ name: 'another', mayTransfer: true, mayAdminister: false });

  expect(await send({ function: 'getcall', dnis: '+12025550142' })).toEqual(notPresent);
});

describe('from an Amazon Connect flow', () => {
  it('answers getcall to the caller that sendcall named, and to no other', async () => {
    const { handler } = await sampleUnderTest();
    await handler({ function: 'sendcall', passdata });

    expect(await handler(connectEvent({ caller: '+12065550112' }))).toEqual(notPresent);
    expect(await handler(connectEvent())).toMatchObject({ status: 'Success', fname: 'Ada' });
  });

  it.each`
    given                    | arrives
    ${'+4402079460123'}      | ${'+4402079460123'}
    ${'+4402079460123'}      | ${'+442079460123'}
    ${'+44 (0)20 7946 0123'} | ${'+442079460123'}
    ${'+44 (0)20 7946 0123'} | ${'+4402079460123'}
    ${'+5215555550123'}      | ${'+525555550123'}
    ${'+525555550123'}       | ${'+5215555550123'}
    ${'+12065550111'}        | ${'%2B12065550111'}
    ${'+12065550111'}        | ${'<sip:+12065550111@carrier.example>'}
    ${'12065550111'}         | ${'206-555-0111'}
    ${'+1 (206) 555-0111'}   | ${'tel:+1-206-555-0111;phone-context=x'}
  `('reads the caller $given of a check-out and $arrives of its call alike', async ({ given, arrives }) => {
    const { ask, handler } = await sampleUnderTest();
    const { status } = await ask('POST', '/pools/development/reservations', {
      caller: given,
      context: { fname: 'Ada' },
    });

    expect(status).toBe(201);
    expect(await handler(connectEvent({ caller: arrives }))).toMatchObject({ fname: 'Ada' });
    expect(await handler(connectEvent({ caller: '+12065550112', contact: 'other' }))).toEqual(notPresent);
  });

  it('answers sendcall, with the parameters of the flow', async () => {
    const { handler } = await sampleUnderTest();
    const parameters = { function: 'sendcall', passdata };

    expect(await handler(connectEvent({ parameters }))).toEqual({ status: 'Success', dnis: '+12025550142' });
  });
});

it('writes nothing of the customer to its log or its metrics', async () => {
  const { send, logged, counted } = await sampleUnderTest();
  await send({ function: 'sendcall', passdata });
  await send({ function: 'getcall', dnis: '+12025550142' });

  expect(JSON.stringify([logged, counted])).not.toMatch(/Ada|40711|2065550111|2025550142/);
});
