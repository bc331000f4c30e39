import type { CallEvent } from '@dialplane/call-control';
import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { StoredForward } from './forward';
import { forwardingApp } from './forwarding-app';

const now = 1_772_000_000 as EpochSeconds;
const [office, branch, mobile] = ['+12065550100', '+12065550101', '+12065550188'] as [E164, E164, E164];
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

const forward = (number: E164, ...targets: readonly E164[]): StoredForward => ({
  number,
  targets: targets.map((target) => ({ kind: 'phone', number: target })),
  callerId: 'dialled',
  atEnd: 'apology',
  version: 1,
});

/** The app over these forwards, whose store answers each look-up in the next of its rounds. */
const appWith = (...forwards: readonly StoredForward[]) => {
  const stored = new Map(forwards.map((it) => [it.number, it]));
  const rounds: E164[][] = [];
  let next: { readonly numbers: E164[]; readonly answered: Promise<void> } | undefined;
  const find = async (number: E164) => {
    if (!next) {
      const numbers: E164[] = [];
      rounds.push(numbers);
      next = {
        numbers,
        answered: new Promise((answer) => setImmediate(() => ((next = undefined), answer()))),
      };
    }
    next.numbers.push(number);
    await next.answered;
    return stored.get(number);
  };
  const app = forwardingApp({ find, now: () => now, log: quiet });
  let calls = 0;
  const arrive = async () => {
    rounds.length = 0;
    calls += 1;
    const event: CallEvent = {
      kind: 'arrival',
      sequence: 1,
      dialled: office,
      from: '+12065550199' as E164,
      diversions: [],
      call: { id: `call-${calls}`, legs: [{ id: 'a', role: 'caller', up: true }], memory: {} },
    };
    const { steps } = await app(event);
    const rung = steps === 'carry-on' ? [] : steps.flatMap((it) => (it.kind === 'bridge' ? it.target : []));
    return { rung, rounds: [...rounds] };
  };
  return { arrive, stored };
};

it('looks up the targets after the forward at the first call, and at the same time from then on', async () => {
  const { arrive } = appWith(forward(office, mobile));

  expect((await arrive()).rounds).toEqual([[office], [mobile]]);
  const again = await arrive();
  expect(again.rounds.map((numbers) => [...numbers].sort())).toEqual([[office, mobile]]);
  expect(again.rung).toMatchObject([{ number: mobile }]);
});

it('looks up the new targets of a forward that has changed, and stops a loop among them', async () => {
  const { arrive, stored } = appWith(forward(office, mobile), forward(branch, office));
  await arrive();
  stored.set(office, { ...forward(office, branch, mobile), version: 2 });

  const { rung, rounds } = await arrive();
  expect(rounds.flat()).toContain(branch);
  expect(rung).toMatchObject([{ number: mobile }]);
});
