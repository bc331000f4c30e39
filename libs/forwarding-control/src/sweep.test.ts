import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import { numberAt } from '@dialplane/number-routing/testing';
import { controlUnderTest, office, operationWith } from '../testing';
import type { Operation } from './operation';
import type { OperationStore } from './operation-store';
import { sweep } from './sweep';

/** An account with these operations, each of them due now. */
const accountWith = async (...operations: readonly Partial<Operation>[]) => {
  const world = await controlUnderTest('connector');
  const { control } = world;
  for (const over of operations) {
    const { claimedUntil: _, ...operation } = operationWith({ nextAt: control.now(), ...over });
    await control.operations.put({ ...operation, phaseSince: control.now() });
  }
  return world;
};
const soon = (now: EpochSeconds) => secondsAfter(now, 45);
/** The account does not have the number, so the rollback of its operation fails. */
const gone = (n: number): Partial<Operation> => ({
  number: numberAt(n),
  status: 'restoring',
  failedAttempts: 7,
});

it('counts what it examined, what finished, and what is stuck', async () => {
  const { control, connectors } = await accountWith(gone(1), gone(2), { ...gone(3), failedAttempts: 0 });
  const { claimedUntil: _, ...back } = operationWith({
    status: 'restoring',
    origin: { kind: 'connector', connectorId: connectors.office },
    nextAt: control.now(),
  });
  await control.operations.put(back);

  expect(await sweep(control, soon(control.now()))).toEqual({ examined: 4, finished: 1, stuck: 2 });
});

it('examines all operations that are due, also when they fill more than one page', async () => {
  const { control } = await accountWith(...Array.from({ length: 60 }, (_, n) => gone(n + 1)));

  expect(await sweep(control, soon(control.now()))).toEqual({ examined: 60, finished: 0, stuck: 60 });
});

it('examines nothing when time is up or nothing is due', async () => {
  const { control } = await accountWith({ nextAt: 1 as EpochSeconds });
  expect(await sweep(control, control.now())).toEqual({ examined: 0, finished: 0, stuck: 0 });

  const empty = await controlUnderTest('nothing');
  expect(await sweep(empty.control, soon(empty.control.now()))).toEqual({
    examined: 0,
    finished: 0,
    stuck: 0,
  });
});

it('goes on after an operation that throws, and names how many did at the end', async () => {
  const { control } = await accountWith(gone(1), gone(2), gone(3));
  const operations: OperationStore = {
    ...control.operations,
    find: async (number) => {
      if (number !== numberAt(3)) throw new Error(`no answer for ${number}`);
      return control.operations.find(number);
    },
  };
  const sweeping = sweep({ ...control, operations }, soon(control.now()));

  await expect(sweeping).rejects.toMatchObject({
    message: 'Cannot advance 2 of 3 operations',
    errors: [new Error(`no answer for ${numberAt(1)}`), new Error(`no answer for ${numberAt(2)}`)],
  });
  expect(await control.operations.find(numberAt(3))).toMatchObject({ failedAttempts: 8 });
  expect(await control.operations.find(office)).toBeUndefined();
});
