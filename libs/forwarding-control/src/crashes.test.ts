import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { secondsAfter } from '@dialplane/basics';
import type { ChimeFault } from '@dialplane/virtual-chime';
import {
  ann,
  controlUnderTest,
  type ControlUnderTest,
  office,
  officeForward,
  sweepUntilFinished,
} from '../testing';
import { advance } from './advance';
import type { ControlPlane } from './control-plane';
import { isFinished } from './operation';
import { putForward } from './put-forward';
import { removeForward } from './remove-forward';

/**
 * Crashes an operation before and after every call that it makes, and fails every call to Chime with every error that is
 * documented for it, in every direction. Sweeps follow, and the number must end either as wanted or as it was before.
 */
jest.setTimeout(120_000); // hundreds of operations in each test

/** What a person asks for. Each starts from the result of the one before. */
const forwardIt = (control: ControlPlane) => putForward(control, officeForward, 'any', ann(control));
const removeIt = (control: ControlPlane) =>
  removeForward(control, { number: office, to: { kind: 'origin' }, expected: 'any' }, ann(control));

/** The same control plane in a process that crashes at its nth call, before or after the call is made. */
const crashingAt = (control: ControlPlane, nth: number, when: 'before' | 'after') => {
  let calls = 0;
  const crashing = <Port extends object>(port: Port): Port =>
    Object.fromEntries(
      Object.entries(port).map(([name, call]) => [
        name,
        async (...args: unknown[]) => {
          calls += 1;
          if (calls > nth) throw new Crash(); // a crashed process makes no more calls
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
      forwards: crashing(forwards),
      operations: crashing(operations),
      changes: crashing(changes),
      provider: crashing(provider),
      inventory: crashing(inventory),
    },
    calls: () => calls,
  };
};

class Crash extends Error {}

const directions = [
  { name: 'from a connector to us', at: 'connector', before: [], act: forwardIt },
  { name: 'from a connector group to us', at: 'group', before: [], act: forwardIt },
  { name: 'from nothing to us', at: 'nothing', before: [], act: forwardIt },
  { name: 'from us back to the connector', at: 'connector', before: [forwardIt], act: removeIt },
  { name: 'from us back to the connector group', at: 'group', before: [forwardIt], act: removeIt },
  { name: 'from us to the home connector', at: 'nothing', before: [forwardIt], act: removeIt },
] as const;

type Direction = (typeof directions)[number];

/** An account in which the operation is about to start. */
const ready = async ({ at, before }: Direction): Promise<ControlUnderTest> => {
  const fresh = await controlUnderTest(at);
  for (const step of before) {
    await step(fresh.control);
    await sweepUntilFinished(fresh);
  }
  return fresh;
};

/** The state of the number. A forward that was removed and is stored again has a later version, which does not matter here. */
const stateOf = async (fresh: ControlUnderTest) => {
  const { forward, ...state } = await fresh.state();
  return { ...state, forward: forward && { ...forward, version: 'any' } };
};

/** The states before and after an undisturbed operation. */
const endsOf = async (direction: Direction) => {
  const fresh = await ready(direction);
  const asBefore = await stateOf(fresh);
  await direction.act(fresh.control);
  await sweepUntilFinished(fresh);
  return { asBefore, asWanted: await stateOf(fresh) };
};

type Ends = Awaited<ReturnType<typeof endsOf>>;

const counts = { crashes: 0, errors: 0, asWanted: 0, asBefore: 0 };
afterAll(() =>
  console.log(
    `${counts.crashes} crashes and ${counts.errors} errors of Chime: ${counts.asWanted} ended as wanted, ${counts.asBefore} as before, 0 half way`,
  ),
);

/** Expects one of the two end states. */
const expectNotHalfWay = async (
  fresh: ControlUnderTest,
  { asBefore, asWanted }: Ends,
  what: string,
): Promise<void> => {
  await sweepUntilFinished(fresh);
  const operation = await fresh.control.operations.find(office);
  const state = await stateOf(fresh);
  const wanted = isDeepStrictEqual(state, asWanted);
  if (!wanted) expect({ what, operation, state }).toEqual({ what, operation, state: asBefore });
  if (operation) expect({ what, finished: isFinished(operation) }).toEqual({ what, finished: true });
  counts[wanted ? 'asWanted' : 'asBefore'] += 1;
};

/** @returns whether the work crashed */
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

/** Advances the operation in another process, a minute later. */
const advanceLater = async (fresh: ControlUnderTest, direction: Direction) => {
  await direction.act(fresh.control); // as far as it goes without waiting
  fresh.later(60);
  return (control: ControlPlane) => advance(control, office, secondsAfter(control.now(), 60));
};

describe.each(directions)('$name', (direction) => {
  let ends: Ends;
  beforeAll(async () => {
    ends = await endsOf(direction);
  });

  it('changes the state of the number', () => {
    expect(ends.asWanted).not.toEqual(ends.asBefore);
  });

  const processes = [
    { of: 'the request', start: async () => direction.act },
    { of: 'the process that resumes it', start: (fresh: ControlUnderTest) => advanceLater(fresh, direction) },
  ];

  it.each(processes.flatMap((each) => moments.map((when) => ({ ...each, when }))))(
    'does not end half way after a crash $when any call of $of',
    async ({ of, start, when }) => {
      const undisturbed = await ready(direction);
      const counting = crashingAt(undisturbed.control, Infinity, when);
      await (
        await start(undisturbed)
      )(counting.control);

      let crashed = 0;
      for (let nth = 1; ; nth += 1) {
        const fresh = await ready(direction);
        const act = await start(fresh);
        if (!(await crashes(act(crashingAt(fresh.control, nth, when).control)))) break;
        crashed += 1;
        await expectNotHalfWay(fresh, ends, `crashed ${when} call ${nth} of ${of}`);
      }
      expect(crashed).toBe(counting.calls());
      expect(crashed).toBeGreaterThan(0);
      counts.crashes += crashed;
    },
  );

  it.each(moments)('does not end half way after any documented error %s any call to Chime', async (when) => {
    const calls = await callsOf(direction);
    let failed = 0;
    for (const { operation, times } of calls)
      for (const fault of faultsOf(operation))
        for (let nth = 1; nth <= times; nth += 1) {
          const fresh = await ready(direction);
          let seen = 0;
          fresh.failWith((name, moment) => {
            if (name !== operation || moment !== when) return undefined;
            seen += 1;
            if (seen !== nth) return undefined;
            failed += 1;
            return fault;
          });
          await direction.act(fresh.control);
          await sweepUntilFinished(fresh);
          fresh.failWith(() => undefined);
          await expectNotHalfWay(fresh, ends, `${JSON.stringify(fault)} ${when} ${operation} ${nth}`);
        }
    expect(failed).toBe(calls.reduce((sum, it) => sum + it.times * faultsOf(it.operation).length, 0));
    expect(failed).toBeGreaterThan(50);
    counts.errors += failed;
  });

  it('does not end half way after twenty minutes of any documented error of any operation', async () => {
    let outages = 0;
    for (const { operation } of await callsOf(direction))
      for (const fault of faultsOf(operation)) {
        const fresh = await ready(direction);
        const recovered = fresh.control.now() + 20 * 60;
        let failed = 0;
        fresh.failWith((name, when) => {
          if (name !== operation || when !== 'before' || fresh.control.now() >= recovered) return undefined;
          failed += 1;
          return fault;
        });
        await direction.act(fresh.control);
        await sweepUntilFinished(fresh);
        fresh.failWith(() => undefined);
        expect(failed).toBeGreaterThan(0);
        outages += 1;
        await expectNotHalfWay(fresh, ends, `${JSON.stringify(fault)} of ${operation} for twenty minutes`);
      }
    expect(outages).toBeGreaterThan(20);
    counts.errors += outages;
  });
});

/** Which operations of Chime the change needs, and how often. */
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

/** The errors that the SDK documents for an operation, and an answer that is lost. */
const faultsOf = (operation: string): readonly ChimeFault[] => {
  const sdk = dirname(dirname(require.resolve('@aws-sdk/client-chime-sdk-voice')));
  const text = readFileSync(join(sdk, `dist-types/commands/${operation}Command.d.ts`), 'utf8');
  const errors = [...text.matchAll(/@throws \{@link (\w+Exception)\} \(/g)].map(
    ([, error]) => ({ error }) as ChimeFault,
  );
  return [...errors, { lost: true }];
};
