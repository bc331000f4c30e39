import type { Decision, CallEvent, CallEventBody } from '@dialplane/call-control';
import {
  type FindForward,
  type Forward,
  forwardingApp,
  type ForwardingPorts as Ports,
  memoryForwards,
} from '@dialplane/forwarding';
import type { EpochSeconds } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { virtualTime } from '@dialplane/phone-network';
import type { E164 } from '@dialplane/phone-numbers';
import { onChime, smaHandler } from '@dialplane/telephony-actions';
import fc from 'fast-check';

const office = '+12065550100' as E164;
const caller = '+12065550199' as E164;
const mobile = '+12065550111' as E164;
const operator = '+12065550122' as E164;
const forward: Forward = {
  number: office,
  targets: [{ kind: 'phone', number: mobile }],
  callerId: 'dialled',
  atEnd: 'apology',
};
const now = () => 1_772_000_000 as EpochSeconds;

const eventOf = (happening: CallEventBody, sequence = 1): CallEvent => ({
  ...happening,
  call: { id: 'call-1', legs: [{ id: 'a', role: 'caller', up: true }], memory: {} },
  sequence,
});
const arrival = (dialled: string = office) =>
  eventOf({ kind: 'arrival', dialled, from: caller, diversions: [] });

/** The app with the forward of `office` in its store, or with another store, and what it writes to its log. */
const app = (change: Partial<Ports> = {}) => {
  const lines: string[] = [];
  const ports: Ports = {
    find: memoryForwards([forward]).find,
    now,
    log: jsonLogger((line) => lines.push(line)),
    ...change,
  };
  return { answer: forwardingApp(ports), lines };
};

const whoRings = ({ steps }: Decision): readonly string[] =>
  steps === 'carry-on'
    ? []
    : steps.flatMap((step) =>
        step.kind === 'bridge' && step.target.kind === 'phone' ? step.target.number : [],
      );

const broken: FindForward = async () => {
  throw new Error(`Cannot reach the table while ${caller} waits`);
};

it.each`
  situation                      | dialled           | ports                                               | rings
  ${'a number with a forward'}   | ${office}         | ${{}}                                               | ${[mobile]}
  ${'a number without one'}      | ${'+12065550101'} | ${{}}                                               | ${[]}
  ${'a store that fails'}        | ${office}         | ${{ find: broken }}                                 | ${[]}
  ${'the same, with a fallback'} | ${office}         | ${{ find: broken, lookup: { fallback: operator } }} | ${[operator]}
  ${'an emergency number'}       | ${'911'}          | ${{ find: broken }}                                 | ${['+1911']}
  ${'a short number'}            | ${'4242'}         | ${{ find: broken, lookup: { fallback: operator } }} | ${[]}
`('for $situation, $rings rings', async ({ dialled, ports, rings }) => {
  expect(whoRings(await app(ports).answer(arrival(dialled)))).toEqual(rings);
});

it('an emergency call waits for no store', async () => {
  const never: FindForward = () => new Promise(() => {});

  expect(whoRings(await app({ find: never }).answer(arrival('911')))).toEqual(['+1911']);
});

it.each`
  dialled    | from           | shown
  ${'911'}   | ${caller}      | ${caller}
  ${'+1911'} | ${caller}      | ${caller}
  ${'+1911'} | ${'anonymous'} | ${'+1911'}
`('a call to $dialled from $from goes out through Chime', async ({ dialled, from, shown }) => {
  const handler = smaHandler(
    onChime(app({ find: broken }).answer, {
      prompts: { bucket: 'prompts' },
      recordings: { bucket: 'recordings' },
    }),
  );
  const leg = {
    CallId: 'a',
    ParticipantTag: 'LEG-A',
    To: dialled,
    From: from,
    Direction: 'Inbound',
    StartTimeInMilliseconds: '1700000000000',
  };

  const answer = await handler({
    SchemaVersion: '1.0',
    Sequence: 1,
    InvocationEventType: 'NEW_INBOUND_CALL',
    CallDetails: {
      TransactionId: 'call-1',
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      SipMediaApplicationId: 'sma-1',
      Participants: [leg],
    },
  });

  expect(answer.Actions).toEqual([
    {
      Type: 'CallAndBridge',
      Parameters: { CallerIdNumber: shown, Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+1911' }] },
    },
  ]);
});

it('only an arrival is looked up', async () => {
  const { answer } = app({ find: broken });

  expect(await answer(eventOf({ kind: 'steps-done', step: 'bridge' }, 2))).toMatchObject({ steps: [] });
});

it('logs the event and the kinds of steps, without full phone numbers', async () => {
  const { answer, lines } = app({ find: broken, lookup: { fallback: operator } });
  await answer(arrival());

  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: 'warn', source: 'fallback' },
    { level: 'info', message: 'Decided a call event', call: 'call-1', event: 'arrival', steps: ['bridge'] },
  ]);
  expect(lines.join()).not.toMatch(/\d{7}/);
});

it('logs digits as a kind of event only', async () => {
  const { answer, lines } = app();
  await answer(eventOf({ kind: 'digits', digits: '4711' }));

  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'digits', steps: 'carry-on' });
  expect(lines.join()).not.toContain('4711');
});

describe('when the store is slow and throttles', () => {
  /** A store in virtual time: each attempt takes some time, and may throw. */
  const brownOut = (tries: readonly { readonly takes: number; readonly throws: boolean }[]) => {
    const time = virtualTime(0);
    const sleep = (milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const cancel = time.after(milliseconds, async () => {
          resolve();
          await new Promise(setImmediate); // let the waiting code continue before time advances
        });
        signal?.addEventListener('abort', () => {
          cancel();
          reject(new Error('aborted'));
        });
      });
    let next = 0;
    const find: FindForward = async () => {
      const { takes, throws } = tries[next++ % tries.length] ?? { takes: 0, throws: false };
      await sleep(takes);
      if (throws) throw new Error('ThrottlingException');
      return { ...forward, version: 1 };
    };
    return { time, find, lookup: { fallback: operator, wait: sleep } };
  };

  const played = async (tries: Parameters<typeof brownOut>[0]) => {
    const { time, find, lookup } = brownOut(tries);
    let done: { rings: readonly string[]; took: number } | undefined;
    const answering = app({ find, lookup })
      .answer(arrival())
      .then((answer) => (done = { rings: whoRings(answer), took: time.now() }));
    await new Promise(setImmediate);
    await time.run();
    await answering;
    return done;
  };

  it('a look-up of 250 ms that was throttled once still rings the forward, in half a second', async () => {
    const tries = [
      { takes: 250, throws: true },
      { takes: 250, throws: false },
    ];

    expect(await played(tries)).toEqual({ rings: [mobile], took: 500 });
  });

  it('every call rings a target within a second, with any delays and failures', async () => {
    const tries = fc.array(fc.record({ takes: fc.nat(5_000), throws: fc.boolean() }), {
      minLength: 2,
      maxLength: 2,
    });
    await fc.assert(
      fc.asyncProperty(tries, async (tries) => {
        const { rings, took } = (await played(tries)) ?? {};
        expect(took).toBeLessThanOrEqual(1_000);
        expect([mobile, operator]).toContain(rings?.[0]);
      }),
    );
  });
});
