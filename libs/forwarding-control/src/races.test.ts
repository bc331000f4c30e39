import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import fc from 'fast-check';
import {
  ann,
  controlUnderTest,
  type ControlUnderTest,
  office,
  officeForward,
  sweepUntilFinished,
} from '../testing';
import { advance } from './advance';
import { isFinished } from './operation';
import { putForward } from './put-forward';
import { removeForward } from './remove-forward';
import { sweep } from './sweep';

/** A forward to the phone whose number ends in these digits. */
const to = (end: string) => ({
  ...officeForward,
  targets: [{ kind: 'phone' as const, number: `+120655501${end}` as E164 }],
});
const back = { number: office, to: { kind: 'origin' } } as const;

/** The same control plane, whose calls take random numbers of turns, so that callers overtake each other. */
const jittery = ({ control }: ControlUnderTest, random: () => number) => {
  const later = <Port extends object>(port: Port): Port =>
    Object.fromEntries(
      Object.entries(port).map(([name, call]) => [
        name,
        async (...args: unknown[]) => {
          for (let turns = random(); turns > 0; turns -= 1) await new Promise(setImmediate);
          return call(...args);
        },
      ]),
    ) as Port;
  const { forwards, operations, changes, provider, inventory } = control;
  return {
    ...control,
    forwards: later(forwards),
    operations: later(operations),
    changes: later(changes),
    provider: later(provider),
    inventory: later(inventory),
  };
};

it('lets exactly one of several concurrent requests forward a number', async () => {
  const world = await controlUnderTest('connector');
  const asked = ['42', '43', '44', '45', '46'].map((end) =>
    putForward(world.control, to(end), 'new', ann(world.control)),
  );
  const outcomes = (await Promise.all(asked)).map(({ kind }) => kind);
  await sweepUntilFinished(world);

  expect(outcomes.filter((kind) => kind === 'stored' || kind === 'moving')).toHaveLength(1);
  expect(await world.state()).toMatchObject({ answered: true, rules: 1, forward: { version: 1 } });
});

it('lets exactly one of several concurrent requests change a forward', async () => {
  const world = await controlUnderTest('connector');
  await putForward(world.control, officeForward, 'new', ann(world.control));
  await sweepUntilFinished(world);
  const asked = ['43', '44', '45', '46'].map((end) =>
    putForward(world.control, to(end), 1, ann(world.control)),
  );
  const outcomes = (await Promise.all(asked)).map(({ kind }) => kind);

  expect(outcomes.sort()).toEqual(['stored', 'version-conflict', 'version-conflict', 'version-conflict']);
});

it('gives the same answer to a repeated request', async () => {
  const world = await controlUnderTest('connector');
  const first = await putForward(world.control, officeForward, 'new', ann(world.control));
  const again = await putForward(world.control, officeForward, 'new', ann(world.control));

  expect(first.kind).toBe('moving'); // the number is not detached yet
  expect(again).toMatchObject({ kind: 'moving', operation: { id: '12065550100-1' } });
});

it('never ends half way while requests add, change and remove, and sweeps run, at the same time', async () => {
  const act = fc.constantFrom('add', 'change', 'remove', 'sweep', 'ask', 'wait');
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 12 }), fc.nat(), async (acts, seed) => {
      const world = await controlUnderTest('connector');
      const asBefore = await world.state();
      let state = seed + 1;
      const control = jittery(world, () => (state = (state * 48_271) % 2_147_483_647) % 4);
      await Promise.all(
        acts.map((each) => {
          switch (each) {
            case 'add':
              return putForward(control, to('42'), 'any', ann(control));
            case 'change':
              return putForward(control, to('43'), 'any', ann(control));
            case 'remove':
              return removeForward(control, { ...back, expected: 'any' }, ann(control));
            case 'sweep':
              return sweep(control, (control.now() + 45) as EpochSeconds);
            case 'ask':
              return advance(control, office, (control.now() + 8) as EpochSeconds);
            default:
              return world.later(2);
          }
        }),
      );
      await sweepUntilFinished(world);

      const operation = await world.control.operations.find(office);
      expect(operation === undefined || isFinished(operation)).toBe(true);
      const ended = await world.state();
      if (ended.forward) expect(ended).toMatchObject({ answered: true, rules: 1 });
      else expect(ended).toEqual(asBefore);
    }),
    { numRuns: 60 },
  );
}, 60_000);
