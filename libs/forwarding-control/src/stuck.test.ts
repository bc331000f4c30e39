import { secondsAfter } from '@dialplane/basics';
import { ann, controlUnderTest, office, officeForward, sweepUntilFinished } from '../testing';
import { isStuck } from './operation';
import { operationStatus } from './operation-status';
import { putForward } from './put-forward';
import { removeForward } from './remove-forward';

/**
 * A forwarded number that came from a connector group. Its forward is being removed, and Chime refuses to attach it to
 * anything, so it can reach neither the group nor our application.
 */
const stuck = async () => {
  const world = await controlUnderTest('group');
  await putForward(world.control, officeForward, 'new', ann(world.control));
  await sweepUntilFinished(world);
  const refused = new Set(['AssociatePhoneNumbersWithVoiceConnectorGroup', 'CreateSipRule']);
  world.failWith((operation, when) =>
    when === 'before' && refused.has(operation) ? { error: 'ServiceFailureException' } : undefined,
  );
  await removeForward(
    world.control,
    { number: office, to: { kind: 'origin' }, expected: 1 },
    ann(world.control),
  );
  await sweepUntilFinished(world);
  return world;
};

const find = async ({ control }: Awaited<ReturnType<typeof stuck>>) => {
  const operation = await control.operations.find(office);
  if (!operation) throw new Error('no operation');
  return operation;
};

it('counts as stuck, with the reason, and is still retried', async () => {
  const world = await stuck();
  const operation = await find(world);

  expect(isStuck(operation)).toBe(true);
  expect(operation).toMatchObject({
    status: 'restoring',
    lastError: expect.stringContaining('ServiceFailure'),
  });
  expect(operation.nextAt).toBeGreaterThan(world.control.now());
});

it('ends by itself once Chime works again', async () => {
  const world = await stuck();
  world.failWith(() => undefined);
  await sweepUntilFinished(world);

  expect(await world.state()).toMatchObject({
    answered: true,
    forward: { targets: officeForward.targets },
  });
});

it('may be replaced by a new request, and goes back to the group that it came from', async () => {
  const world = await stuck();
  world.failWith(() => undefined);
  const removed = await removeForward(
    world.control,
    { number: office, to: { kind: 'origin' }, expected: 'any' },
    ann(world.control),
  );
  await sweepUntilFinished(world);

  expect(removed.kind).toMatch(/removed|moving/);
  expect(await find(world)).toMatchObject({
    id: '12065550100-3',
    status: 'done',
    origin: { kind: 'connector-group', groupId: world.groupId },
  });
  expect((await world.state()).place).toMatchObject({ groupId: world.groupId });
});

it('is found by its id until the next operation starts', async () => {
  const world = await stuck();
  const { id } = await find(world);
  const until = secondsAfter(world.control.now(), 8);

  expect(await operationStatus(world.control, id, until)).toMatchObject({ id });
  expect(await operationStatus(world.control, '12065550100-1', until)).toBeUndefined();
  expect(await operationStatus(world.control, 'nonsense', until)).toBeUndefined();
});
