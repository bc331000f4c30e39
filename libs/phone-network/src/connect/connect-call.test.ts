import {
  askForDigits,
  compare,
  disconnect,
  flow,
  type FlowDocument,
  invokeLambda,
  menu,
  receiveFlow,
  say,
  sendFlow,
  setAttributes,
  transferToNumber,
} from '@dialplane/connect-flows';
import type { Delivery, Handler } from '../invoke';
import { type Dialling, phoneNetwork } from '../phone-network';
import { type PhoneBehaviour } from '../phone';
import type { TranscriptEntry } from '../transcript';
import { virtualTime } from '../virtual-time';
import type { SimulatedConnectInstance } from './connect-instance';
import type { ConnectQueue } from './connect-queue';

const caller = '+14155550199';
const pool = '+12025550142';
const main = '+12025550100';
const lookupArn = 'arn:aws:lambda:us-east-1:111122223333:function:dnis-lookup';
const queue: ConnectQueue = { arn: 'arn:q-1', name: 'Transfers', hoursId: 'h-1' };

const receive = receiveFlow({
  lookupArn,
  queueId: 'q-1',
  hoursId: 'h-1',
  attributes: ['fname', 'accountnum'],
  greeting: 'Hello, $.Attributes.fname.',
});

type Around = {
  readonly flows?: Readonly<Record<string, FlowDocument>>;
  readonly handler?: Handler;
  readonly instance?: Partial<SimulatedConnectInstance>;
  readonly phones?: Readonly<Record<string, PhoneBehaviour>>;
  readonly fate?: Delivery;
  readonly diallings?: readonly Partial<Dialling>[];
};

/** Rings the pool's number, whose flow is ours, and plays the call to its end. */
const played = async ({
  flows = { [pool]: receive },
  handler = async () => ({ status: 'Success', fname: 'Ada', accountnum: '40711' }),
  instance: changes = {},
  phones = {},
  fate,
  diallings = [{}],
}: Around = {}) => {
  const time = virtualTime(Date.UTC(2026, 0, 5, 12));
  const transcript: TranscriptEntry[] = [];
  const events: unknown[] = [];
  const errors: unknown[] = [];
  const instance: SimulatedConnectInstance = {
    arn: 'arn:aws:connect:us-east-1:111122223333:instance/i-1',
    region: 'us-east-1',
    flow: (id) => flows[id],
    flowModule: (id) => flows[id],
    functionBehind: (arn) =>
      arn === lookupArn
        ? async (event) => {
            events.push(event);
            return handler(event);
          }
        : undefined,
    isOpen: (id) => (id === 'h-1' ? true : undefined),
    queue: (id) => (id === 'q-1' ? queue : undefined),
    agentOf: () => ({ answersAfterSeconds: 10, hangsUpAfterSeconds: 60 }),
    ...changes,
  };
  const network = phoneNetwork({
    time,
    transcript: (entry) => transcript.push(entry),
    failed: (error) => errors.push(error),
    routeOf: (number) => {
      const found = flows[number];
      return found && { kind: 'connect', instance, flow: found };
    },
    ...(fate && { deliveryPlanFor: () => () => fate }),
  });
  for (const [number, phone] of Object.entries(phones)) network.addPhone(number, phone);
  for (const dialling of diallings) network.dial({ from: caller, to: pool, ...dialling });
  await time.run();
  const heard = transcript.map(({ what }) => what).filter((what) => what.startsWith('"'));
  const contacts = network.contacts();
  const [contact] = contacts;
  if (!contact) throw new Error('No contact was made');
  return {
    contact,
    contacts,
    transcript,
    events,
    errors,
    heard,
    attributes: Object.fromEntries(contact.attributes),
  };
};

describe('the receive flow', () => {
  it('looks the context up, greets the caller and shows the attributes to an agent', async () => {
    const { heard, attributes, transcript, contact } = await played();

    expect(heard).toEqual(['"Hello, Ada."']);
    expect(attributes).toEqual({ fname: 'Ada', accountnum: '40711' });
    expect(transcript.filter(({ to }) => to === 'agent').map(({ what }) => what)).toEqual([
      'contact',
      'fname=Ada',
      'accountnum=40711',
    ]);
    expect(contact.state).toBe('ended');
  });

  it('asks with the event that is documented', async () => {
    const { events, contact } = await played();

    expect(events).toEqual([
      {
        Name: 'ContactFlowEvent',
        Details: {
          ContactData: expect.objectContaining({
            ContactId: contact.contactId,
            Channel: 'VOICE',
            InitiationMethod: 'INBOUND',
            CustomerEndpoint: { Address: caller, Type: 'TELEPHONE_NUMBER' },
            SystemEndpoint: { Address: pool, Type: 'TELEPHONE_NUMBER' },
            Queue: null,
          }),
          Parameters: { function: 'getcall', dnis: pool },
        },
      },
    ]);
  });

  const big = (bytes: number) => ({ status: 'Success', fname: 'x'.repeat(bytes - 31) });

  it.each`
    what                           | answer
    ${'says unknown'}              | ${{ status: 'Failed', message: 'DNIS not present.' }}
    ${'answers nothing'}           | ${undefined}
    ${'answers a list'}            | ${['Success']}
    ${'answers a number in a map'} | ${{ status: 'Success', age: 42 }}
    ${'answers 32 KB'}             | ${big(32_768)}
  `('goes to the queue without a greeting by name when the look-up $what', async ({ answer }) => {
    const { heard, attributes, contact } = await played({ handler: async () => answer });

    expect(heard).toEqual(['"Welcome. We will connect you to an agent."']);
    expect(attributes).toEqual({});
    expect(contact.queue).toBe(queue);
  });

  it('takes an answer just below 32 KB', async () => {
    const { attributes } = await played({ handler: async () => big(32_767) });

    expect(attributes['fname']).toHaveLength(32_736);
  });

  it('invokes the look-up again when it throws, up to four times in all', async () => {
    let attempts = 0;
    const throwing = (times: number) => async () => {
      attempts += 1;
      if (attempts <= times) throw new Error('no table');
      return { status: 'Success', fname: 'Ada' };
    };

    const twice = await played({ handler: throwing(2) });
    expect(twice.events).toHaveLength(3);
    expect(twice.attributes).toMatchObject({ fname: 'Ada' });

    attempts = 0;
    const always = await played({ handler: throwing(9) });
    expect(always.events).toHaveLength(4);
    expect(always.attributes).toEqual({});
    expect(always.errors).toHaveLength(4);
  });

  it('does not wait longer than the block allows', async () => {
    const { attributes, transcript } = await played({ fate: { deliverAfter: 5, answerAfter: 3_000 } });

    expect(attributes).toEqual({});
    expect(transcript.map(({ what }) => what)).toContain('no answer within 3 s');
  });

  it('takes the error branch when the function is not associated with the instance', async () => {
    const { attributes, contact } = await played({ instance: { functionBehind: () => undefined } });

    expect(attributes).toEqual({});
    expect(contact.queue).toBe(queue);
  });

  it.each`
    isOpen       | said
    ${true}      | ${'"Hello, Ada."'}
    ${undefined} | ${'"Hello, Ada."'}
    ${false}     | ${'"Hello, Ada.","We are closed. Please call again during our opening hours."'}
  `(
    'says so when the hours are closed, and lets the call in when they are unknown: $isOpen',
    async ({ isOpen, said }) => {
      const { heard } = await played({ instance: { isOpen: () => isOpen } });

      expect(heard.join()).toBe(said);
    },
  );

  it('says so when the queue is full', async () => {
    const { heard, contacts } = await played({
      instance: { queue: () => ({ ...queue, maxContacts: 1 }), agentOf: () => undefined },
      diallings: [{ hangsUpAfterSeconds: 30 }, { hangsUpAfterSeconds: 40 }],
    });

    expect(heard).toContain('"All our agents are busy. Please call again later."');
    expect(contacts.map(({ state }) => state)).toEqual(['ended', 'ended']);
  });

  it('gives the place in the queue back when the caller leaves', async () => {
    const { heard } = await played({
      instance: { queue: () => ({ ...queue, maxContacts: 1 }), agentOf: () => undefined },
      diallings: [{ hangsUpAfterSeconds: 30 }],
    });

    expect(heard).toEqual(['"Hello, Ada."']);
  });

  it('ends when the caller hangs up in the middle of the flow', async () => {
    const changes: string[] = [];
    const { contact } = await played({
      diallings: [{ hangsUpAfterSeconds: 0.002 }],
      instance: { contactChanged: ({ state }) => changes.push(state) },
    });

    expect(contact.state).toBe('ended');
    expect(contact.path.length).toBeLessThan(5);
    expect(changes.at(-1)).toBe('ended');
  });
});

describe('the send flow', () => {
  const flows = {
    [main]: sendFlow({
      checkOutArn: lookupArn,
      parameters: { accountnum: '$.Attributes.accountnum', caller: '$.CustomerEndpoint.Address' },
      mainNumber: '+12025550199',
    }),
    [pool]: receive,
  };
  const call = { to: main, keys: [{ afterSeconds: 3, digits: '40711' }] };
  const checkOut: Handler = async (event) => {
    const { Parameters: parameters } = (event as { Details: { Parameters: Record<string, string> } }).Details;
    return parameters['function'] === 'getcall'
      ? { status: 'Success', fname: 'Ada', accountnum: '40711' }
      : { status: 'Success', dnis: pool };
  };

  it('checks a number out with what the caller entered, and transfers the call there', async () => {
    const { events, contacts, transcript } = await played({ flows, handler: checkOut, diallings: [call] });

    expect(events[0]).toMatchObject({ Details: { Parameters: { accountnum: '40711', caller } } });
    expect(contacts).toHaveLength(2);
    expect(contacts[1]).toMatchObject({ customer: caller, system: pool, state: 'ended' });
    expect(transcript).toContainEqual(expect.objectContaining({ to: 'agent' }));
    expect(contacts[0]?.state).toBe('ended');
  });

  it.each`
    what              | handler
    ${'none is free'} | ${async () => ({ status: 'failed', reason: 'No Numbers Available' })}
    ${'it throws'}    | ${async () => Promise.reject(new Error('down'))}
  `('calls the main number without context when $what', async ({ handler }) => {
    const { transcript } = await played({
      flows,
      handler,
      diallings: [call],
      phones: { '+12025550199': { kind: 'answers', afterSeconds: 2, hangsUpAfterSeconds: 20 } },
    });

    expect(transcript).toContainEqual(expect.objectContaining({ to: '+12025550199', what: 'INVITE' }));
  });

  it.each`
    phone                      | why
    ${{ kind: 'busy' }}        | ${'486 Busy Here'}
    ${{ kind: 'no-answer' }}   | ${'CANCEL'}
    ${{ kind: 'unreachable' }} | ${'404 Not Found'}
  `('apologises when the transfer fails: $why', async ({ phone, why }) => {
    const { heard, transcript } = await played({
      flows,
      handler: async () => ({ status: 'failed' }),
      diallings: [call],
      phones: { '+12025550199': phone },
    });

    expect(transcript.map(({ what }) => what)).toContain(why);
    expect(heard.at(-1)).toMatch(/cannot transfer your call/);
  });

  it('uses the default account number when the caller enters nothing', async () => {
    const { events } = await played({ flows, handler: checkOut, diallings: [{ to: main }] });

    expect(events[0]).toMatchObject({ Details: { Parameters: { accountnum: '99999' } } });
  });
});

describe('blocks', () => {
  const end = { 'hang-up': disconnect() };

  it.each`
    keys   | said
    ${'1'} | ${'"One"'}
    ${'7'} | ${'"Other"'}
    ${''}  | ${'"Other"'}
  `('a menu branches on the key "$keys"', async ({ keys, said }) => {
    const { heard } = await played({
      flows: {
        [pool]: flow({
          ask: menu('Press 1', { keys: { '1': 'one' }, withinSeconds: 5, otherwise: 'other' }),
          one: say('One', { next: 'hang-up' }),
          other: say('Other', { next: 'hang-up' }),
          ...end,
        }),
      },
      diallings: [{ keys: [{ afterSeconds: 2, digits: keys }] }],
    });

    expect(heard.at(-1)).toBe(said);
  });

  it.each`
    keys       | stored
    ${'12345'} | ${'123'}
    ${'12#'}   | ${'12'}
    ${'9*12#'} | ${'12'}
    ${'1'}     | ${'1'}
  `('input of "$keys" is stored as $stored', async ({ keys, stored }) => {
    const { heard } = await played({
      flows: {
        [pool]: flow({
          ask: askForDigits('Digits', { most: 3, withinSeconds: 9, next: 'tell', failed: 'hang-up' }),
          tell: say('Got $.StoredCustomerInput', { next: 'hang-up' }),
          ...end,
        }),
      },
      diallings: [{ keys: [{ afterSeconds: 2, digits: keys }] }],
    });

    expect(heard.at(-1)).toBe(`"Got ${stored}"`);
  });

  it('attributes that together exceed 32 KB take the error branch, and none is set', async () => {
    const { heard, attributes } = await played({
      flows: {
        [pool]: flow({
          first: setAttributes({ a: 'x'.repeat(20_000) }, { next: 'second', failed: 'hang-up' }),
          second: setAttributes({ b: 'y'.repeat(20_000), c: 'z' }, { next: 'hang-up', failed: 'too-large' }),
          'too-large': say('Too large', { next: 'hang-up' }),
          ...end,
        }),
      },
    });

    expect(heard).toEqual(['"Too large"']);
    expect(Object.keys(attributes)).toEqual(['a']);
  });

  it('a JSON answer may be nested, and a missing value is said as nothing', async () => {
    const { heard } = await played({
      handler: async () => ({ customer: { name: 'Ada', visits: 3 } }),
      flows: {
        [pool]: flow({
          'look-up': invokeLambda(
            { functionArn: lookupArn, parameters: {}, answer: 'JSON' },
            { next: 'tell', failed: 'hang-up' },
          ),
          tell: say("$.External.customer.name, $.External.customer['visits']$.External.missing.", {
            next: 'hang-up',
          }),
          ...end,
        }),
      },
    });

    expect(heard).toEqual(['"Ada, 3."']);
  });

  it('an earlier answer is not used after a later invocation has failed', async () => {
    let invocations = 0;
    const again = (next: string) =>
      invokeLambda({ functionArn: lookupArn, parameters: {} }, { next, failed: next });
    const { heard } = await played({
      handler: async () => {
        invocations += 1;
        return invocations === 1 ? { name: 'Ada' } : undefined;
      },
      flows: {
        [pool]: flow({
          one: again('two'),
          two: again('tell'),
          tell: say('Hello $.External.name!', { next: 'hang-up' }),
          ...end,
        }),
      },
    });

    expect(heard).toEqual(['"Hello !"']);
  });

  it('a flow that loops without waiting ends', async () => {
    const { contact } = await played({
      flows: {
        [pool]: flow({
          again: compare('a', { equals: { a: 'again' }, otherwise: 'hang-up' }),
          ...end,
        }),
      },
    });

    expect(contact.state).toBe('ended');
  });

  it('an unknown block is reported, and its error branch is taken', async () => {
    const { errors, contact } = await played({
      flows: {
        [pool]: {
          Version: '2019-10-30',
          StartAction: 'new',
          Actions: [
            {
              Identifier: 'new',
              Type: 'InventedTomorrow',
              Parameters: {},
              Transitions: { NextAction: 'end' },
            },
            { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
          ],
        },
      },
    });

    expect(String(errors[0])).toMatch(/InventedTomorrow is not simulated/);
    expect(contact.path).toEqual(['new', 'end']);
  });

  it('a module returns to the flow that invoked it, and another flow does not', async () => {
    const inModule: FlowDocument = {
      Version: '2019-10-30',
      StartAction: 'said',
      Actions: [
        {
          Identifier: 'said',
          Type: 'MessageParticipant',
          Parameters: { Text: 'In the module' },
          Transitions: { NextAction: 'back' },
        },
        { Identifier: 'back', Type: 'EndFlowModuleExecution', Parameters: {}, Transitions: {} },
      ],
    };
    const { heard } = await played({
      flows: {
        module: inModule,
        other: flow({ tell: say('In the other flow', { next: 'hang-up' }), ...end }),
        [pool]: flow({
          visit: {
            Type: 'InvokeFlowModule',
            Parameters: { FlowModuleId: 'module' },
            Transitions: {
              NextAction: 'leave',
              Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'leave' }],
            },
          },
          leave: {
            Type: 'TransferToFlow',
            Parameters: { ContactFlowId: 'other' },
            Transitions: { NextAction: 'end', Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'end' }] },
          },
          end: disconnect(),
        }),
      },
    });

    expect(heard).toEqual(['"In the module"', '"In the other flow"']);
  });

  it('a transfer passes keys both ways, and its end ends the call', async () => {
    const { contact, transcript } = await played({
      flows: {
        [pool]: flow({
          go: transferToNumber(main, { withinSeconds: 20, failed: 'hang-up' }),
          ...end,
        }),
      },
      phones: { [main]: { kind: 'answers', afterSeconds: 2, hangsUpAfterSeconds: 9 } },
    });

    expect(contact.state).toBe('ended');
    expect(transcript.at(-1)).toMatchObject({ from: 'Connect', to: caller, what: 'BYE' });
  });
});

it('a call that an application bridges reaches Connect with the caller ID of the bridge', async () => {
  const time = virtualTime(Date.UTC(2026, 0, 5, 12));
  const instance: SimulatedConnectInstance = {
    arn: 'arn:i',
    region: 'us-east-1',
    flow: () => undefined,
    flowModule: () => undefined,
    functionBehind: () => undefined,
    isOpen: () => true,
    queue: () => queue,
  };
  const forwarded = '+12065550100';
  const network = phoneNetwork({
    time,
    routeOf: (number) =>
      number === pool
        ? { kind: 'connect', instance, flow: receive }
        : number === forwarded
          ? { kind: 'application', applicationId: 'sma' }
          : undefined,
  });
  network.addApplication({
    id: 'sma',
    region: 'us-east-1',
    accountId: '111122223333',
    handler: async (event) => ({
      SchemaVersion: '1.0',
      Actions:
        (event as { InvocationEventType: string }).InvocationEventType === 'NEW_INBOUND_CALL'
          ? [
              {
                Type: 'CallAndBridge',
                Parameters: {
                  CallerIdNumber: caller,
                  Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: pool }],
                },
              },
            ]
          : [],
    }),
  });
  network.dial({ from: caller, to: forwarded, hangsUpAfterSeconds: 30 });
  await time.run(time.now() + 20_000);

  expect(network.contacts()).toMatchObject([{ customer: caller, system: pool, state: 'in-queue' }]);
});
