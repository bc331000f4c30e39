import { apiUnderTest } from '@dialplane/apps/dnis-api/testing';
import { connectEvent } from '@dialplane/dnis-pool/testing';
import { type AskPool, legacyIvr } from './legacy-ivr';

const passdata =
  'fname|Ada|lname|Lovelace|reason|Account lookup failed|accountnum|40711|customerphone|+12065550111';

const shimUnderTest = async (numbers: readonly string[], askPool?: AskPool) => {
  const api = await apiUnderTest({ numbers });
  const logged: string[] = [];
  const log = (message: string, fields?: object) => void logged.push(message + JSON.stringify(fields));
  const shim = legacyIvr({
    askPool: askPool ?? ((request) => api.handler(request) as ReturnType<AskPool>),
    pool: 'development',
    log: { info: log, warn: log, error: log },
  });
  return { api, shim, logged };
};

it('reserves a number with what the flow has collected, for the caller of the contact', async () => {
  const { api, shim } = await shimUnderTest(['+12025550142']);

  expect(await shim(connectEvent({ parameters: { passdata } }))).toEqual({
    status: 'Success',
    dnis: '+12025550142',
  });
  expect(await api.handler(connectEvent({ contact: 'the-transfer' }))).toMatchObject({
    status: 'Success',
    fname: 'Ada',
    reason: 'Account lookup failed',
  });
});

it('takes parameters of a flow that uses no passdata', async () => {
  const { api, shim } = await shimUnderTest(['+12025550142']);
  await shim(connectEvent({ parameters: { fname: 'Ada', environ: 'development' } }));

  expect(await api.handler(connectEvent())).toMatchObject({ fname: 'Ada', target: 'development' });
});

it('gets one number for an invocation that Amazon Connect repeats', async () => {
  const { api, shim } = await shimUnderTest(['+12025550142', '+12025550143']);
  const event = connectEvent({ parameters: { passdata } });

  const answers = await Promise.all([shim(event), shim(event), shim(event)]);

  expect(new Set(answers.map(({ dnis }) => dnis)).size).toBe(1);
  expect(await api.reserved()).toBe(1);
});

it('says that no number is available, so that the flow can say so', async () => {
  const { shim } = await shimUnderTest([]);

  expect(await shim(connectEvent({ parameters: { passdata } }))).toEqual({
    status: 'failed',
    reason: 'No Numbers Available',
  });
});

it('answers the flow also where the pool fails, and logs nothing of the customer', async () => {
  const { shim, logged } = await shimUnderTest([], () => Promise.reject(new Error('no such function')));

  expect(await shim(connectEvent({ parameters: { passdata } }))).toEqual({
    status: 'failed',
    reason: 'The pool did not answer',
  });
  expect(logged.join()).not.toMatch(/Ada|40711|2065550111/);
});

it.each([[null], [{}], [{ Details: { ContactData: null, Parameters: null } }]])(
  'reserves a number without a context for an event without one: %j',
  async (event) => {
    const { shim } = await shimUnderTest(['+12025550142']);

    expect(await shim(event)).toMatchObject({ status: 'Success' });
  },
);
