import { ann, controlUnderTest, forward, number, sweepUntilFinished } from './control-under-test';
import { isStuck } from './operation';
import { operationStatus } from './operation-status';
import { putForward } from './put-forward';
import { removeForward } from './remove-forward';
import type { EpochSeconds } from '@dialplane/basics';

/** A number that was to be given back, could not be, and cannot come back either: Chime refuses every new attachment. */
const stuck = async () => {
  const world = await controlUnderTest('connector');
  await putForward(world.control, forward, 'new', ann(world.control));
  await sweepUntilFinished(world);
  const refused = new Set(['AssociatePhoneNumbersWithVoiceConnector', 'CreateSipRule']);
  world.failWith((operation, when) =>
    when === 'before' && refused.has(operation) ? { error: 'ServiceFailureException' } : undefined,
  );
  await removeForward(world.control, { number, to: { kind: 'back' }, expected: 1 }, ann(world.control));
  await sweepUntilFinished(world);
  return world;
};

const find = async ({ control }: Awaited<ReturnType<typeof stuck>>) => {
  const operation = await control.operations.find(number);
  if (!operation) throw new Error('no operation');
  return operation;
};

it('is said to be stuck, with the reason, and is tried again and again', async () => {
  const world = await stuck();
  const operation = await find(world);

  expect(isStuck(operation)).toBe(true);
  expect(operation).toMatchObject({
    status: 'restoring',
    lastError: expect.stringContaining('ServiceFailure'),
  });
});

it('ends by itself once Chime works again', async () => {
  const world = await stuck();
  world.failWith(() => undefined);
  await sweepUntilFinished(world);

  expect(await world.state()).toMatchObject({ answered: true, forward: { targets: forward.targets } });
});

it('may be replaced by what a person wants instead, and still knows where the number came from', async () => {
  const world = await stuck();
  const { origin } = await find(world);
  world.failWith(() => undefined);
  const removed = await removeForward(
    world.control,
    { number, to: { kind: 'back' }, expected: 'any' },
    ann(world.control),
  );
  await sweepUntilFinished(world);

  expect(removed.kind).toMatch(/removed|moving/);
  expect(await find(world)).toMatchObject({ id: '12065550100-3', status: 'done' });
  expect((await world.state()).place).toMatchObject(
    origin?.kind === 'connector' ? { connectorId: origin.connectorId } : {},
  );
});

it('is known by its id until the next one begins', async () => {
  const world = await stuck();
  const { id } = await find(world);
  const until = (world.control.now() + 8) as EpochSeconds;

  expect(await operationStatus(world.control, id, until)).toMatchObject({ id });
  expect(await operationStatus(world.control, '12065550100-1', until)).toBeUndefined();
  expect(await operationStatus(world.control, 'nonsense', until)).toBeUndefined();
});
