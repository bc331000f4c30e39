import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EpochSeconds } from '@dialplane/basics';
import type { Fault } from '@dialplane/virtual-chime';
import { advance } from './advance';
import type { ControlPlane } from './control-plane';
import {
  ann,
  controlUnderTest,
  type ControlUnderTest,
  forward,
  number,
  sweepUntilFinished,
} from './control-under-test';
import { isFinished } from './operation';
import { putForward } from './put-forward';
import { removeForward } from './remove-forward';

/**
 * Crashes the move of a number before and after every call that it makes, and fails every call to Chime with every error
 * that is documented for it, in all directions. Each time somebody comes by later, and the number must end either
 * fully as wanted or fully as before.
 */
jest.setTimeout(120_000); // hundreds of moves a test

/** What a person does; each begins where the one before ended. */
const forwardIt = (control: ControlPlane) => putForward(control, forward, 'any', ann(control));
const takeItBack = (control: ControlPlane) =>
  removeForward(control, { number, to: { kind: 'back' }, expected: 'any' }, ann(control));

/** The same control plane, in a process that dies at its nth call, before it is made or after. */
const dyingAt = (control: ControlPlane, nth: number, when: 'before' | 'after') => {
  let calls = 0;
  const dying = <Port extends object>(port: Port): Port =>
    Object.fromEntries(
      Object.entries(port).map(([name, call]) => [
        name,
        async (...args: unknown[]) => {
          calls += 1;
          if (calls > nth) throw new Crash(); // the dead do nothing more
          if (calls === nth && when === 'before') throw new Crash();
          const result = await call(...args);
          if (calls === nth) throw new Crash();
          return result;
        },
      ]),
    ) as Port;
  const { forwards, operations, changes, provider, inventory } = control;
  return {
    control: {
      ...control,
      forwards: dying(forwards),
      operations: dying(operations),
      changes: dying(changes),
      provider: dying(provider),
      inventory: dying(inventory),
    },
    calls: () => calls,
  };
};

class Crash extends Error {}

const directions = [
  { name: 'from a connector to us', at: 'connector', before: [], act: forwardIt },
  { name: 'from a connector group to us', at: 'group', before: [], act: forwardIt },
  { name: 'from nothing to us', at: 'nothing', before: [], act: forwardIt },
  { name: 'from us back to the connector', at: 'connector', before: [forwardIt], act: takeItBack },
  { name: 'from us back to the connector group', at: 'group', before: [forwardIt], act: takeItBack },
  { name: 'from us to the home connector', at: 'nothing', before: [forwardIt], act: takeItBack },
] as const;

type Direction = (typeof directions)[number];

/** A world that is about to move. */
const ready = async ({ at, before }: Direction): Promise<ControlUnderTest> => {
  const fresh = await controlUnderTest(at);
  for (const step of before) {
    await step(fresh.control);
    await sweepUntilFinished(fresh);
  }
  return fresh;
};

/** How things stand before a move, and after it, when nothing happens. */
const endsOf = async (direction: Direction) => {
  const good = await ready(direction);
  const asBefore = await good.state();
  await direction.act(good.control);
  await sweepUntilFinished(good);
  return { asBefore, asWanted: await good.state() };
};

type Ends = Awaited<ReturnType<typeof endsOf>>;

const counts = { crashes: 0, errors: 0, forwarded: 0, restored: 0 };
afterAll(() =>
  console.log(
    `${counts.crashes} crashes and ${counts.errors} errors of Chime: ${counts.forwarded} ended as wanted, ${counts.restored} as before, 0 in between`,
  ),
);

/** Ends whole, or says how it stands instead. */
const expectWhole = async (
  fresh: ControlUnderTest,
  { asBefore, asWanted }: Ends,
  what: string,
): Promise<void> => {
  await sweepUntilFinished(fresh);
  const operation = await fresh.control.operations.find(number);
  const state = await fresh.state();
  const wanted = isDeepStrictEqual(state, asWanted);
  if (!wanted) expect({ what, operation, state }).toEqual({ what, operation, state: asBefore });
  if (operation) expect({ what, finished: isFinished(operation) }).toEqual({ what, finished: true });
  counts[wanted ? 'forwarded' : 'restored'] += 1;
};

/** Does something that may crash. @returns whether it did */
const crashes = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
    return false;
  } catch (error) {
    if (error instanceof Crash) return true;
    throw error;
  }
};

const moments = ['before', 'after'] as const;

describe.each(directions)('$name', (direction) => {
  let ends: Ends;
  beforeAll(async () => {
    ends = await endsOf(direction);
  });

  it('is a move', () => {
    expect(ends.asWanted).not.toEqual(ends.asBefore);
  });

  it.each(moments)('ends whole after a crash %s any call', async (when) => {
    for (let nth = 1; ; nth += 1) {
      const fresh = await ready(direction);
      const { control } = dyingAt(fresh.control, nth, when);
      if (!(await crashes(direction.act(control)))) break;
      counts.crashes += 1;
      await expectWhole(fresh, ends, `crashed ${when} call ${nth}`);
    }
  });

  it.each(moments)('ends whole after a crash %s any call of whoever went on with it', async (when) => {
    for (let nth = 1; ; nth += 1) {
      const fresh = await ready(direction);
      await direction.act(fresh.control); // as far as it goes without waiting
      fresh.later(60);
      const { control } = dyingAt(fresh.control, nth, when);
      if (!(await crashes(advance(control, number, (control.now() + 60) as EpochSeconds)))) break;
      counts.crashes += 1;
      await expectWhole(fresh, ends, `crashed ${when} call ${nth} of the sweep`);
    }
  });

  it.each(moments)('ends whole after any documented error %s any call to Chime, once', async (when) => {
    for (const { operation, times } of await callsOf(direction))
      for (const fault of faultsOf(operation))
        for (let nth = 1; nth <= times; nth += 1) {
          const fresh = await ready(direction);
          let calls = 0;
          fresh.failWith((name, moment) => {
            if (name === operation && moment === when) calls += 1;
            return name === operation && moment === when && calls === nth ? fault : undefined;
          });
          await direction.act(fresh.control);
          await sweepUntilFinished(fresh);
          fresh.failWith(() => undefined);
          counts.errors += 1;
          await expectWhole(fresh, ends, `${JSON.stringify(fault)} ${when} ${operation} ${nth}`);
        }
  });

  it('ends whole after twenty minutes of any documented error of any operation', async () => {
    for (const { operation } of await callsOf(direction))
      for (const fault of faultsOf(operation)) {
        const fresh = await ready(direction);
        const healed = fresh.control.now() + 20 * 60;
        fresh.failWith((name, when) =>
          name === operation && when === 'before' && fresh.control.now() < healed ? fault : undefined,
        );
        await direction.act(fresh.control);
        await sweepUntilFinished(fresh);
        fresh.failWith(() => undefined);
        counts.errors += 1;
        await expectWhole(fresh, ends, `${JSON.stringify(fault)} of ${operation} for twenty minutes`);
      }
  });
});

/** Which operations of Chime a move needs, and how often. */
const callsOf = async (direction: Direction) => {
  const fresh = await ready(direction);
  const times = new Map<string, number>();
  fresh.failWith((operation, when) => {
    if (when === 'before') times.set(operation, (times.get(operation) ?? 0) + 1);
    return undefined;
  });
  await direction.act(fresh.control);
  await sweepUntilFinished(fresh);
  fresh.failWith(() => undefined);
  return [...times].map(([operation, n]) => ({ operation, times: n }));
};

/** The errors that the SDK documents for an operation, and an answer that never comes. */
const faultsOf = (operation: string): readonly Fault[] => {
  const sdk = dirname(dirname(require.resolve('@aws-sdk/client-chime-sdk-voice')));
  const text = readFileSync(join(sdk, `dist-types/commands/${operation}Command.d.ts`), 'utf8');
  const errors = [...text.matchAll(/@throws \{@link (\w+Exception)\} \(/g)].map(
    ([, error]) => ({ error }) as Fault,
  );
  return [...errors, { lost: true }];
};
