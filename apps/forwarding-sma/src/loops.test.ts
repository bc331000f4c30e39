import { epochSeconds, randomFrom } from '@dialplane/basics';
import { type Forward, forwardingApp, memoryForwards } from '@dialplane/forwarding';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { phoneNetwork, virtualTime } from '@dialplane/phone-network';
import type { E164 } from '@dialplane/phone-numbers';
import { onChime, smaHandler } from '@dialplane/telephony-actions';

const numbered = (n: number) => `+120655501${String(n).padStart(2, '0')}` as E164;
const mobile = '+12065550188' as E164;
const caller = '+12065550199' as E164;

const forward = (from: number, to: readonly E164[], callerId: Forward['callerId']): Forward => ({
  number: numbered(from),
  targets: to.map((number) => ({ kind: 'phone', number, ringSeconds: 20 })),
  callerId,
  atEnd: 'apology',
});

/** A network with these forwards. Its phones do not answer, except those that forward to one of our numbers. */
const networkWith = (forwards: readonly Forward[]) => {
  const time = virtualTime(Date.UTC(2026, 0, 5, 17));
  const now = () => epochSeconds(new Date(time.now()));
  const app = forwardingApp({
    find: memoryForwards(forwards).find,
    now,
    log: jsonLogger(() => {}),
    lookup: { wait: () => new Promise(() => {}) },
  });
  const network = phoneNetwork({ time, defaultBehaviour: () => ({ kind: 'no-answer' }) });
  network.addApplication({
    id: 'sma',
    region: 'us-east-1',
    accountId: '111122223333',
    handler: smaHandler(
      onChime(app, { prompts: { bucket: 'prompts' }, recordings: { bucket: 'recordings' } }),
    ),
  });
  for (let n = 0; n < 10; n += 1) network.addNumber(numbered(n), { applicationId: 'sma' });
  return { network, time };
};

it.each(['dialled', 'caller'] as const)(
  'two forwards to each other, with caller ID %s, ring only once',
  async (callerId) => {
    const { network, time } = networkWith([
      forward(0, [numbered(1)], callerId),
      forward(1, [numbered(0)], callerId),
    ]);
    network.dial({ from: caller, to: numbered(0), ringsForSeconds: 60 });
    await time.run();

    expect(network.counts()).toMatchObject({ calls: 1, legs: 1, legsAlive: 0 });
  },
);

it('a target in a loop is left out, and the next target rings', async () => {
  const { network, time } = networkWith([
    forward(0, [numbered(1), mobile], 'dialled'),
    forward(1, [numbered(0)], 'dialled'),
  ]);
  network.addPhone(mobile, { kind: 'answers', afterSeconds: 2, hangsUpAfterSeconds: 5 });
  network.dial({ from: caller, to: numbered(0) });
  await time.run();

  expect(network.counts()).toMatchObject({ calls: 1, legs: 2, legsAlive: 0 });
});

it.each`
  callerId     | from           | most
  ${'dialled'} | ${caller}      | ${2}
  ${'caller'}  | ${caller}      | ${6}
  ${'caller'}  | ${'anonymous'} | ${2}
`(
  'a phone outside that forwards back to us gets at most $most calls, with caller ID $callerId from $from',
  async ({ callerId, from, most }) => {
    const { network, time } = networkWith([forward(0, [mobile], callerId)]);
    network.addPhone(mobile, { kind: 'forwards', to: numbered(0) });
    network.dial({ from, to: numbered(0), ringsForSeconds: 100 });
    await time.run();

    expect(network.counts().calls).toBeLessThanOrEqual(most);
    expect(network.counts().legsAlive).toBe(0);
  },
);

const crowd = 100;

describe.each`
  shown                                 | from
  ${'a number of its own'}              | ${caller}
  ${'a number that we forward as well'} | ${numbered(1)}
`('a company whose callers all show $shown', ({ from }) => {
  it.each(['dialled', 'caller'] as const)(
    `gets ${crowd} calls at once through, with caller ID %s`,
    async (callerId) => {
      const { network, time } = networkWith([forward(0, [mobile], callerId), forward(1, [mobile], callerId)]);
      network.addPhone(mobile, { kind: 'answers', afterSeconds: 10, hangsUpAfterSeconds: 60 });
      for (let n = 0; n < crowd; n += 1)
        time.after(n * 20, () => void network.dial({ from, to: numbered(0), ringsForSeconds: 60 }));
      await time.run();

      const connected = network
        .calls()
        .filter(({ legs }) => legs.filter((leg) => leg.connectedAt).length === 2);
      expect(connected).toHaveLength(crowd);
      expect(network.counts().legsAlive).toBe(0);
    },
  );
});

it('shows the caller to three of four targets of a company whose callers show one number', async () => {
  const { network, time } = networkWith([forward(0, [mobile], 'caller')]);
  network.addPhone(mobile, { kind: 'answers', afterSeconds: 10, hangsUpAfterSeconds: 60 });
  for (let n = 0; n < crowd; n += 1) network.dial({ from: caller, to: numbered(0) });
  await time.run();

  const shown = network.calls().map(({ legs }) => legs.find(({ tag }) => tag === 'LEG-B')?.from);
  expect(shown.filter((from) => from === caller)).toHaveLength((crowd * 3) / 4);
});

// To run more: GRAPHS=10000 npx jest -c apps/forwarding-sma/jest.config.cjs loops
const graphs = Number(process.env.GRAPHS ?? 150);

it(`in ${graphs} random graphs of forwards, each call ends and rings each number a limited number of times`, async () => {
  const random = randomFrom(436);
  for (let graph = 0; graph < graphs; graph += 1) {
    const callerId = random.oneOf(['dialled', 'caller'] as const);
    const forwards = Array.from({ length: 6 }, (_, n) =>
      forward(
        n,
        Array.from({ length: random.between(1, 2) }, () => numbered(random.between(0, 7))),
        callerId,
      ),
    );
    const { network, time } = networkWith(forwards);
    network.dial({ from: caller, to: numbered(random.between(0, 5)), ringsForSeconds: 60 });
    await time.run();

    // Without loops at most two targets for each of six numbers are reached: 2 + 4 + ... calls one after the other.
    expect(network.counts().calls).toBeLessThanOrEqual(64);
    expect(network.counts().legsAlive).toBe(0);
  }
}, 3_600_000);

const external = (n: number) => `+120655502${String(n).padStart(2, '0')}`;

it.each`
  headers      | policy
  ${'with'}    | ${'dialled'}
  ${'with'}    | ${'caller'}
  ${'without'} | ${'dialled'}
  ${'without'} | ${'caller'}
  ${'mixed'}   | ${'mixed'}
`(
  `in ${graphs} random graphs through phones outside, $headers Diversion headers and with caller ID $policy, each call ends`,
  async ({ headers, policy }) => {
    const random = randomFrom(437);
    const most = { calls: 0 };
    for (let graph = 0; graph < graphs; graph += 1) {
      const size = random.between(1, 5);
      const forwards = Array.from({ length: size }, (_, n) =>
        forward(
          n,
          Array.from({ length: random.between(1, 2) }, () => external(random.between(0, 5)) as E164),
          policy === 'mixed' ? random.oneOf(['dialled', 'caller'] as const) : policy,
        ),
      );
      const { network, time } = networkWith(forwards);
      for (let n = 0; n <= 5; n += 1)
        network.addPhone(external(n), {
          kind: 'forwards',
          to: numbered(random.between(0, size - 1)),
          tellsDiversion: headers === 'mixed' ? random.chance(0.5) : headers === 'with',
        });
      network.dial({ from: caller, to: numbered(0), ringsForSeconds: 60 });
      await time.run();

      most.calls = Math.max(most.calls, network.counts().calls);
      expect(network.counts().legsAlive).toBe(0);
    }
    expect(most.calls).toBeLessThanOrEqual(60);
  },
  3_600_000,
);
