import { hangup } from './actions/hangup';
import { pause } from './actions/pause';
import { events } from '../testing';
import type { SmaEvent } from './sma-event';
import { type SmaApp, smaHandler } from './sma-handler';

const hangsUp: SmaApp = async () => ({ actions: [hangup()] });
const never: SmaApp = () => new Promise(() => {});

/** A promise, and the function that resolves it. */
const settledByHand = <T>() => {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => (settle = resolve));
  return { promise, settle };
};

it('sends the decision of the app', async () => {
  expect(await smaHandler(hangsUp)(events.newCall)).toEqual({
    SchemaVersion: '1.0',
    Actions: [{ Type: 'Hangup', Parameters: {} }],
    TransactionAttributes: { k: 'v' },
  });
});

it.each`
  said          | sent    | so
  ${'carry-on'} | ${null} | ${'what is queued stays'}
  ${[]}         | ${[]}   | ${'what is queued is dropped'}
`('sends Actions $sent for $said: $so', async ({ said, sent }) => {
  expect(await smaHandler(async () => ({ actions: said }))(events.bridged)).toMatchObject({ Actions: sent });
});

it('sends everything that is remembered each time, because the service replaces it all', async () => {
  const app: SmaApp = async () => ({ actions: [], remember: { k: 'new', other: 'o' } });
  const attributes = { k: 'v', kept: 'x' };
  const event = {
    ...events.bridged,
    CallDetails: { ...events.bridged.CallDetails, TransactionAttributes: attributes },
  };

  expect(await smaHandler(app)(event)).toMatchObject({
    TransactionAttributes: { k: 'new', kept: 'x', other: 'o' },
  });
});

it('does not send a response that the service would reject', async () => {
  const app: SmaApp = async () => ({ actions: [pause({ durationSeconds: 0 })] });

  await expect(smaHandler(app)(events.newCall)).rejects.toThrow(
    'Cannot send the response: Actions.0.Parameters.DurationInMilliseconds must be a whole number from 100 to 30000',
  );
});

it('logs the corrections of an event without phone numbers', async () => {
  const told: unknown[] = [];
  const log = (message: string, fields: object) => told.push({ message, ...fields });
  await smaHandler(hangsUp, { log })({ ...events.newCall, InvocationEventType: 'NEW_INCOMING_CALL' });

  expect(told).toEqual([
    {
      message: 'Corrected an event while decoding it',
      call: 't-1',
      sequence: 1,
      event: 'NEW_INBOUND_CALL',
      corrections: ['read the event NEW_INCOMING_CALL as NEW_INBOUND_CALL'],
    },
  ]);
});

it('logs a call with more events than the service allows', async () => {
  const told: string[] = [];
  const handler = smaHandler(hangsUp, { log: (message) => told.push(message) });
  await handler({ ...events.bridged, Sequence: 1000 });
  await handler({ ...events.bridged, Sequence: 1001 });

  expect(told).toEqual(['Sequence must be at most 1000: the service sends no more events in one call']);
});

describe('an app that takes too long', () => {
  it('fails, so that the service retries', async () => {
    await expect(smaHandler(never, { budgetMilliseconds: 5 })(events.newCall)).rejects.toThrow(
      'Cannot respond to NEW_INBOUND_CALL within 5 ms: the app is still running, so the service must retry',
    );
  });

  it('is replaced by the decision for late apps, if there is one', async () => {
    const whenLate = (event: SmaEvent) => ({ actions: [hangup()], remember: { late: event.type } });
    const handler = smaHandler(never, { budgetMilliseconds: 5, whenLate });

    expect(await handler(events.newCall)).toMatchObject({
      Actions: [{ Type: 'Hangup' }],
      TransactionAttributes: { k: 'v', late: 'NEW_INBOUND_CALL' },
    });
  });

  it('is logged if it fails later', async () => {
    const { promise: failing, settle: fail } = settledByHand<string>();
    const { promise: logged, settle: log } = settledByHand<unknown>();
    const app: SmaApp = async () => {
      await failing;
      throw new Error('too late');
    };
    const handler = smaHandler(app, { budgetMilliseconds: 5, log: (_message, { error }) => log(error) });
    await expect(handler(events.newCall)).rejects.toThrow('the app is still running');
    fail('now');

    expect(await logged).toEqual(new Error('too late'));
  });
});

it('keeps no state between calls', async () => {
  const app: SmaApp = async (event) => ({ actions: [hangup()], remember: { call: event.transactionId } });
  const handler = smaHandler(app);
  const callNamed = (TransactionId: string) => ({
    ...events.newCall,
    CallDetails: { ...events.newCall.CallDetails, TransactionId, TransactionAttributes: {} },
  });
  const given = await Promise.all(['t-1', 't-2', 't-3'].map((name) => handler(callNamed(name))));

  expect(given.map(({ TransactionAttributes }) => TransactionAttributes)).toEqual([
    { call: 't-1' },
    { call: 't-2' },
    { call: 't-3' },
  ]);
});
