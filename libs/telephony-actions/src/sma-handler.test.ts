import type { EpochSeconds } from '@dialplane/basics';
import { hangup } from './actions/hangup';
import { pause } from './actions/pause';
import type { AnswerStore } from './answer-store';
import { events } from './event-samples';
import { memoryAnswers } from './memory-answers';
import type { SmaEvent } from './sma-event';
import { type SmaApp, smaHandler } from './sma-handler';

const hangsUp: SmaApp = async () => ({ actions: [hangup()] });
const never: SmaApp = () => new Promise(() => {});

/** A promise, and the hand that settles it. */
const settledByHand = <T>() => {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => (settle = resolve));
  return { promise, settle };
};

/** An app that counts its runs and names each in what is remembered. */
const counting = () => {
  let runs = 0;
  const app: SmaApp = async () => ({ actions: [], remember: { run: String(++runs) } });
  return { app, runs: () => runs };
};

it('answers what the app says', async () => {
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

it('sends all that is remembered, each time: the service replaces the whole of it', async () => {
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

it('does not send what the service would refuse', async () => {
  const app: SmaApp = async () => ({ actions: [pause({ durationSeconds: 0 })] });

  await expect(smaHandler(app)(events.newCall)).rejects.toThrow(
    'Cannot send the answer: Actions.0.Parameters.DurationInMilliseconds must be a whole number of at least 1',
  );
});

it('tells the log what it read otherwise than it was written, and names no phone number', async () => {
  const told: unknown[] = [];
  const log = (message: string, fields: object) => told.push({ message, ...fields });
  await smaHandler(hangsUp, { log })({ ...events.newCall, InvocationEventType: 'NEW_INCOMING_CALL' });

  expect(told).toEqual([
    {
      message: 'Read an event otherwise than it was written',
      call: 't-1',
      sequence: 1,
      event: 'NEW_INBOUND_CALL',
      corrections: ['read the event NEW_INCOMING_CALL as NEW_INBOUND_CALL'],
    },
  ]);
});

it('tells the log of a call that goes round in circles', async () => {
  const told: string[] = [];
  const handler = smaHandler(hangsUp, { log: (message) => told.push(message) });
  await handler({ ...events.bridged, Sequence: 1000 });
  await handler({ ...events.bridged, Sequence: 1001 });

  expect(told).toEqual(['Sequence must be at most 1000: the service asks no oftener in one call']);
});

describe('an app that takes too long', () => {
  it('fails, so that the service asks again', async () => {
    await expect(smaHandler(never, { budgetMilliseconds: 5 })(events.newCall)).rejects.toThrow(
      'Cannot answer NEW_INBOUND_CALL in 5 ms: the app is late, so the service has to ask again',
    );
  });

  it('is spoken for, where there is something to say', async () => {
    const whenLate = (event: SmaEvent) => ({ actions: [hangup()], remember: { late: event.type } });
    const handler = smaHandler(never, { budgetMilliseconds: 5, whenLate });

    expect(await handler(events.newCall)).toMatchObject({
      Actions: [{ Type: 'Hangup' }],
      TransactionAttributes: { k: 'v', late: 'NEW_INBOUND_CALL' },
    });
  });

  it('is logged if it fails in the end', async () => {
    const { promise: failing, settle: fail } = settledByHand<string>();
    const { promise: logged, settle: log } = settledByHand<unknown>();
    const app: SmaApp = async () => {
      await failing;
      throw new Error('too late');
    };
    const handler = smaHandler(app, { budgetMilliseconds: 5, log: (_message, { error }) => log(error) });
    await expect(handler(events.newCall)).rejects.toThrow('the app is late');
    fail('now');

    expect(await logged).toEqual(new Error('too late'));
  });
});

describe('an event that is delivered again', () => {
  it('runs the app once, and is answered the same', async () => {
    const { app, runs } = counting();
    const handler = smaHandler(app, { answers: memoryAnswers() });
    const answers = [await handler(events.newCall), await handler(events.newCall)];

    expect(runs()).toBe(1);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('runs the app once, and is answered the same, if all deliveries come at once', async () => {
    const { app, runs } = counting();
    const answers = memoryAnswers();
    const given = await Promise.all(
      Array.from({ length: 8 }, () => smaHandler(app, { answers })(events.newCall)),
    );

    expect(runs()).toBe(1);
    expect(new Set(given.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('waits for the other delivery', async () => {
    const { promise, settle } = settledByHand<Awaited<ReturnType<SmaApp>>>();
    const answers = memoryAnswers();
    const { app, runs } = counting();
    const first = smaHandler(() => promise, { answers })(events.newCall);
    const second = smaHandler(app, { answers })(events.newCall);
    settle({ actions: [], remember: { run: 'first' } });

    expect(await second).toEqual(await first);
    expect(runs()).toBe(0);
  });

  it('comes back if the other delivery is not done in time', async () => {
    const answers = memoryAnswers();
    const options = { answers, budgetMilliseconds: 5, now: () => 0 as EpochSeconds };
    await expect(smaHandler(never, options)(events.newCall)).rejects.toThrow('the app is late');

    const again = smaHandler(hangsUp, { ...options, whenLate: () => ({ actions: [] }) })(events.newCall);
    await expect(again).rejects.toThrow('another delivery of it is at work');
  });

  it('is worked on anew when the first delivery failed', async () => {
    const answers = memoryAnswers();
    const fails: SmaApp = async () => {
      throw new Error('no luck');
    };
    await expect(smaHandler(fails, { answers })(events.newCall)).rejects.toThrow('no luck');

    expect(await smaHandler(hangsUp, { answers })(events.newCall)).toMatchObject({
      Actions: [{ Type: 'Hangup' }],
    });
  });

  it('is worked on anew 5 s later when the first delivery crashed', async () => {
    const answers = memoryAnswers();
    let second = 0;
    const now = () => second as EpochSeconds;
    await expect(
      smaHandler(never, { answers, now, budgetMilliseconds: 5 })(events.newCall),
    ).rejects.toThrow();
    second = 5;

    expect(await smaHandler(hangsUp, { answers, now })(events.newCall)).toMatchObject({
      Actions: [{ Type: 'Hangup' }],
    });
  });

  it('hears again what was said for a late app, though the app has ended since', async () => {
    const answers = memoryAnswers();
    const { promise, settle } = settledByHand<Awaited<ReturnType<SmaApp>>>();
    const whenLate = () => ({ actions: [], remember: { said: 'late' } });
    const first = await smaHandler(() => promise, { answers, whenLate, budgetMilliseconds: 5 })(
      events.newCall,
    );
    settle({ actions: [], remember: { said: 'by the app' } });

    expect(first.TransactionAttributes['said']).toBe('late');
    expect(await smaHandler(hangsUp, { answers })(events.newCall)).toEqual(first);
  });

  it('is told apart from the next event of the call, and from one without a sequence', async () => {
    const { app, runs } = counting();
    const handler = smaHandler(app, { answers: memoryAnswers() });
    const unnumbered = { ...events.ringing, Sequence: undefined };
    for (const event of [events.newCall, events.bridged, unnumbered, unnumbered]) await handler(event);

    expect(runs()).toBe(4);
  });

  it('says both errors when the app fails and the event cannot be given back', async () => {
    const answers: AnswerStore = {
      ...memoryAnswers(),
      release: async () => {
        throw new Error('no store');
      },
    };
    const fails: SmaApp = async () => {
      throw new Error('no luck');
    };

    await expect(smaHandler(fails, { answers })(events.newCall)).rejects.toMatchObject({
      errors: [new Error('no luck'), new Error('no store')],
    });
  });
});

it('remembers nothing from one call to the next', async () => {
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
