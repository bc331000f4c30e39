import { checkOut, type Pool } from '@dialplane/dnis-pool';
import { connectEvent, dnisUnderTest, exclusivePool } from '@dialplane/dnis-pool/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { dnisLookup } from './dnis-lookup';

const number = '+12025550142';
const context = { fname: 'Ada', accountnum: '40711' };

/** A look-up over one number that is reserved, for Ada unless told otherwise. */
const reservedNumber = async ({
  caller = '+12065550111' as string | null,
  reserved = number as string,
  pool = exclusivePool as Pool,
} = {}) => {
  const { dnis, setTime } = await dnisUnderTest({ pools: [pool], numbers: [reserved] });
  await checkOut(dnis, pool, { context, ...(caller && { caller: caller as never }) });
  setTime(10);
  const counted: unknown[] = [];
  const logged: string[] = [];
  const log = (message: string, fields?: object) => void logged.push(message + JSON.stringify(fields));
  const ask = dnisLookup({
    dnis,
    log: { info: log, warn: log, error: log },
    count: (_name, dimensions) => void counted.push(dimensions?.['outcome']),
  });
  const isReserved = async () => {
    const slot = await dnis.store.find({ pool: pool.name, number: reserved as never });
    return slot?.reservation?.sealed !== undefined && slot.reservation.contact === undefined;
  };
  return { ask, counted, logged, isReserved, setTime, dnis };
};

const answer = { ...context, status: 'Success', target: 'development' };
const nothing = { status: 'Failed', message: 'DNIS not present.' };

describe('a call that was reserved for', () => {
  it.each`
    event                                                                                               | because
    ${connectEvent()}                                                                                   | ${'it is plain'}
    ${connectEvent({ parameters: {} })}                                                                 | ${'the dialled number is in SystemEndpoint'}
    ${connectEvent({ parameters: null })}                                                               | ${'a flow may pass no parameters'}
    ${connectEvent({ parameters: { dnis: '2025550142' } })}                                             | ${'ten digits are read in the country of the number'}
    ${connectEvent({ over: { Queue: { ARN: 'arn', Name: 'q', Extra: 1 }, SomethingNew: { a: [1] } } })} | ${'fields that are not known are ignored'}
    ${connectEvent({ over: { Queue: 'a plain string' } })}                                              | ${'an older page shows the queue as text'}
    ${connectEvent({ caller: '12065550111' })}                                                          | ${'carriers leave out the plus'}
    ${connectEvent({ caller: '0012065550111' })}                                                        | ${'carriers write 00'}
    ${connectEvent({ caller: 'tel:+12065550111' })}                                                     | ${'carriers write tel addresses'}
    ${connectEvent({ caller: '(206) 555-0111' })}                                                       | ${'carriers write national numbers'}
  `('gets its context, because $because', async ({ event }) => {
    const { ask, counted } = await reservedNumber();

    expect(await ask(event)).toEqual(answer);
    expect(counted).toEqual(['delivered']);
  });

  it('is recognised by a national number of the United Kingdom', async () => {
    const { ask } = await reservedNumber({ caller: '+442079460123', reserved: '+442079460142' });

    expect(await ask(connectEvent({ dialled: '+442079460142', caller: '02079460123' }))).toEqual(answer);
  });

  it('gets the same answer each time Connect repeats the invocation', async () => {
    const { ask, counted, setTime } = await reservedNumber();
    const answers = [];
    for (const later of [10, 13, 16, 18]) {
      setTime(later);
      answers.push(await ask(connectEvent()));
    }

    expect(answers).toEqual([answer, answer, answer, answer]);
    expect(counted).toEqual(['delivered', 'delivered-again', 'delivered-again', 'delivered-again']);
  });

  it('may hide its number where the reservation names no caller', async () => {
    const { ask } = await reservedNumber({ caller: null });

    expect(await ask(connectEvent({ caller: 'anonymous' }))).toEqual(answer);
  });
});

describe('any other event gets nothing, and leaves the reservation to its own call', () => {
  it.each`
    event                                                                | reason               | because
    ${connectEvent({ over: { Channel: 'CHAT', SystemEndpoint: null } })} | ${'not-voice'}       | ${'it is a chat'}
    ${connectEvent({ parameters: { dnis: '+12025550143' } })}            | ${'numbers-differ'}  | ${'the flow asks for another number than was dialled'}
    ${{ Name: 'ContactFlowEvent', Details: null }}                       | ${'malformed'}       | ${'it has no details'}
    ${null}                                                              | ${'malformed'}       | ${'it is nothing'}
    ${connectEvent({ over: { InitiationMethod: 'TRANSFER' } })}          | ${'not-inbound'}     | ${'an agent transferred it'}
    ${connectEvent({ over: { InitiationMethod: 'QUEUE_TRANSFER' } })}    | ${'not-inbound'}     | ${'it moved between queues'}
    ${connectEvent({ over: { InitiationMethod: 'CALLBACK' } })}          | ${'not-inbound'}     | ${'Connect dialled the customer'}
    ${connectEvent({ over: { InitiationMethod: 'HOLOGRAM' } })}          | ${'not-inbound'}     | ${'the method is not known'}
    ${connectEvent({ caller: '+12065550112' })}                          | ${'caller-differs'}  | ${'it comes from a stranger'}
    ${connectEvent({ caller: null })}                                    | ${'caller-withheld'} | ${'the caller is hidden: null'}
    ${connectEvent({ caller: '' })}                                      | ${'caller-withheld'} | ${'the caller is hidden: empty'}
    ${connectEvent({ caller: 'Restricted' })}                            | ${'caller-withheld'} | ${'the caller is hidden: a word'}
    ${connectEvent({ caller: 'anonymous' })}                             | ${'caller-withheld'} | ${'the caller is hidden: another word'}
    ${connectEvent({ caller: '+7378742833' })}                           | ${'caller-withheld'} | ${'the caller is hidden: RESTRICTED in digits'}
    ${connectEvent({ caller: '7378742833' })}                            | ${'caller-withheld'} | ${'the caller is hidden: RESTRICTED in digits, without a plus'}
    ${connectEvent({ caller: '+1266696687' })}                           | ${'caller-withheld'} | ${'the caller is hidden: ANONYMOUS in digits, after a 1'}
    ${connectEvent({ caller: '+7748283' })}                              | ${'caller-withheld'} | ${'the caller is hidden: PRIVATE in digits'}
    ${connectEvent({ dialled: '+12025550199', parameters: {} })}         | ${'no-such-number'}  | ${'it dialled a number of no pool'}
    ${connectEvent({ dialled: null, parameters: {} })}                   | ${'no-number'}       | ${'it dialled no number'}
  `('$reason: $because', async ({ event, reason }) => {
    const { ask, counted, isReserved } = await reservedNumber();

    expect(await ask(event)).toEqual(nothing);
    expect(counted).toEqual([reason]);
    expect(await isReserved()).toBe(true);
  });

  it('a second contact, after the first has its answer', async () => {
    const { ask, counted } = await reservedNumber();
    await ask(connectEvent());

    expect(await ask(connectEvent({ contact: 'other' }))).toEqual(nothing);
    expect(counted).toEqual(['delivered', 'other-contact']);
  });

  it('a call to a number that nothing is reserved on', async () => {
    const { dnis } = await dnisUnderTest({ numbers: [number] });
    const counted: unknown[] = [];
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const ask = dnisLookup({ dnis, log, count: (_, by) => void counted.push(by?.['outcome']) });

    expect(await ask(connectEvent())).toEqual(nothing);
    expect(counted).toEqual(['not-reserved']);
  });
});

it('writes no number and nothing of the context to its log', async () => {
  const { ask, logged } = await reservedNumber();
  await ask(connectEvent({ caller: '+12065550112' }));
  await ask(connectEvent());

  expect(logged.join()).not.toMatch(/\+?1206555|Ada|40711/);
});

describe('a store that does not answer in time', () => {
  const slowBy = async (milliseconds: number) => {
    const { dnis } = await dnisUnderTest({ numbers: [number] });
    await checkOut(dnis, exclusivePool, { context });
    const counted: unknown[] = [];
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const store: typeof dnis.store = {
      ...dnis.store,
      lookUp: async (...asked) => {
        await sleep(milliseconds, undefined, { ref: false });
        return dnis.store.lookUp(...asked);
      },
    };
    return {
      counted,
      ask: dnisLookup({
        dnis: { ...dnis, store },
        log,
        count: (_, by) => void counted.push(by?.['outcome']),
      }),
    };
  };

  it('lets the call go on without a context, within a second', async () => {
    const { ask, counted } = await slowBy(3_000);
    const start = Date.now();

    expect(await ask(connectEvent())).toEqual(nothing);
    expect(Date.now() - start).toBeLessThan(1_000);
    expect(counted).toEqual(['slow']);
  });

  it('delivers the context where it is slow but in time', async () => {
    const { ask } = await slowBy(250);

    expect(await ask(connectEvent())).toEqual(answer);
  });

  it('lets the call go on where it fails', async () => {
    const { dnis } = await dnisUnderTest({ numbers: [number] });
    const counted: unknown[] = [];
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const store: typeof dnis.store = { ...dnis.store, lookUp: () => Promise.reject(new Error('no table')) };
    const ask = dnisLookup({
      dnis: { ...dnis, store },
      log,
      count: (_, by) => void counted.push(by?.['outcome']),
    });

    expect(await ask(connectEvent())).toEqual(nothing);
    expect(counted).toEqual(['failed']);
  });
});
