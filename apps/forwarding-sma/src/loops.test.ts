import { epochSeconds } from '@dialplane/basics';
import { type Forward, forwardingApp, memoryForwards } from '@dialplane/forwarding';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { phoneNetwork, randomFrom, virtualTime } from '@dialplane/phone-network';
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

it.each(['dialled', 'caller'] as const)(
  'a phone outside that forwards back to us is noticed by the repeated calls, with caller ID %s',
  async (callerId) => {
    const { network, time } = networkWith([forward(0, [mobile], callerId)]);
    network.addPhone(mobile, { kind: 'forwards', to: numbered(0) });
    network.dial({ from: caller, to: numbered(0), ringsForSeconds: 100 });
    await time.run();

    expect(network.counts().calls).toBeLessThanOrEqual(8);
    expect(network.counts().legsAlive).toBe(0);
  },
);

const graphs = 300;

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
});
