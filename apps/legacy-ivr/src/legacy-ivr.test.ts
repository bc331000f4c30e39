import { checkOut, connectArrival, isWaiting, lookUpContext } from '@dialplane/dnis-pool';
import { connectEvent, dnisUnderTest } from '@dialplane/dnis-pool/testing';
import type { E164 } from '@dialplane/phone-numbers';
import { type AskPool, legacyIvr } from './legacy-ivr';

const passdata =
  'fname|Ada|lname|Lovelace|reason|Account lookup failed|accountnum|40711|customerphone|+12065550111';

/** The shim over a pool in memory, behind the one route that it uses. */
const shimUnderTest = async (numbers: readonly string[], broken?: AskPool) => {
  const { dnis, pool, setTime } = await dnisUnderTest({ numbers });
  const askPool: AskPool = async ({ path, body, headers }) => {
    expect(path).toBe('/pools/development/reservations');
    const key = headers['idempotency-key'];
    const outcome = await checkOut(dnis, pool, {
      ...(body as object),
      ...(key && { idempotencyKey: key }),
    } as never);
    return outcome.kind === 'granted'
      ? {
          status: 201,
          body: {
            reservation: outcome.reservation.token,
            number: outcome.slot.number,
            state: isWaiting(outcome.reservation, dnis.now()) ? 'reserved' : 'over',
          },
        }
      : { status: 503, body: { why: 'all-busy' } };
  };
  const logged: string[] = [];
  const log = (message: string, fields?: object) => void logged.push(message + JSON.stringify(fields));
  return {
    logged,
    setTime,
    shim: legacyIvr({
      askPool: broken ?? askPool,
      patience: 200,
      pool: 'development',
      log: { info: log, warn: log, error: log },
    }),
    reserved: async () =>
      (await dnis.store.list(pool.name, dnis.now())).numbers.filter(({ slots }) => slots[0]?.reservation)
        .length,
    /** Whether a number is reserved for a call that has not come. */
    waits: async (number: string) =>
      (await dnis.store.waitsUntil(pool.name, number as E164, dnis.now())) !== undefined,
    /** The context that a call gets which the legacy platform has transferred. */
    transferred: async () => {
      const arrival = connectArrival(connectEvent({ contact: 'the-transfer' }));
      const found = arrival.ok ? await lookUpContext(dnis, arrival.value) : undefined;
      return found?.kind === 'context' ? found.context : undefined;
    },
  };
};

it('reserves a number with what the flow has collected, for the caller of the contact', async () => {
  const { transferred, shim } = await shimUnderTest(['+12025550142']);

  expect(await shim(connectEvent({ parameters: { passdata } }))).toEqual({
    status: 'Success',
    dnis: '+12025550142',
  });
  expect(await transferred()).toMatchObject({ fname: 'Ada', reason: 'Account lookup failed' });
});

it('takes parameters of a flow that uses no passdata', async () => {
  const { transferred, shim } = await shimUnderTest(['+12025550142']);
  await shim(connectEvent({ parameters: { fname: 'Ada', environ: 'development' } }));

  expect(await transferred()).toEqual({ fname: 'Ada' });
});

it('gets one number for an invocation that Amazon Connect repeats', async () => {
  const { reserved, shim } = await shimUnderTest(['+12025550142', '+12025550143']);
  const event = connectEvent({ parameters: { passdata } });

  const answers = await Promise.all([shim(event), shim(event), shim(event)]);

  expect(new Set(answers.map(({ dnis }) => dnis)).size).toBe(1);
  expect(await reserved()).toBe(1);
});

it('reserves a number again for a contact whose transfer is over, and the same one for its repeats', async () => {
  const { shim, setTime, waits } = await shimUnderTest(['+12025550142']);
  const event = connectEvent({ parameters: { passdata } });
  await shim(event);

  for (const later of [600, 1_200]) {
    setTime(later - 1);
    await shim(connectEvent({ parameters: { fname: 'Grace' }, contact: 'another' }));
    setTime(later + 300);
    for (let repeat = 0; repeat < 2; repeat += 1) {
      expect(await shim(event)).toMatchObject({ status: 'Success' });
      expect(await waits('+12025550142')).toBe(true);
    }
  }
});

it('answers the flow in time where the pool does not answer', async () => {
  const never: AskPool = (_request, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const { shim } = await shimUnderTest([], never);
  const begun = Date.now();

  expect(await shim(connectEvent({ parameters: { passdata } }))).toEqual({
    status: 'failed',
    reason: 'The pool did not answer',
  });
  expect(Date.now() - begun).toBeLessThan(1_000);
});

it('names no caller where the number is withheld', async () => {
  const { shim, transferred } = await shimUnderTest(['+12025550142']);
  await shim(connectEvent({ caller: '+17378742833', parameters: { fname: 'Ada' } }));

  expect(await transferred()).toEqual({ fname: 'Ada' });
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
