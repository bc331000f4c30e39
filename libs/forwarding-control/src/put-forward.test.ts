import type { Forward } from '@dialplane/forwarding';
import type { E164 } from '@dialplane/phone-numbers';
import { ann, controlUnderTest, office, officeForward, sweepUntilFinished } from '../testing';
import { putForward } from './put-forward';
import { removeForward } from './remove-forward';

const desk = officeForward;
const mobile: Forward = { ...desk, targets: [{ kind: 'phone', number: '+12065550143' as E164 }] };

/** The office's number, forwarded to the desk: its calls reach our application. */
const forwarded = async () => {
  const world = await controlUnderTest('nothing');
  await putForward(world.control, desk, 'new', ann(world.control));
  return world;
};
const changesOf = async ({ control }: Awaited<ReturnType<typeof forwarded>>) =>
  (await control.changes.list(office, 10)).changes;

describe('a number whose calls go elsewhere', () => {
  it('is moved, and its forward stored, as soon as the provider allows it', async () => {
    const world = await controlUnderTest('nothing');

    expect(await putForward(world.control, desk, 'new', ann(world.control))).toEqual({
      kind: 'stored',
      forward: { ...desk, version: 1 },
      created: true,
    });
    expect(await changesOf(world)).toEqual([
      {
        number: office,
        at: expect.stringMatching(/^2026-01-05T17:00:00\.000Z#id-\d+$/),
        by: 'ann',
        action: 'put',
        outcome: 'done',
        forward: desk,
        version: 1,
      },
    ]);
  });

  it('is still moving when the provider takes longer', async () => {
    const world = await controlUnderTest('connector');
    const outcome = await putForward(world.control, desk, 'new', ann(world.control));

    expect(outcome).toMatchObject({
      kind: 'moving',
      operation: { id: '12065550100-1', status: 'moving', wanted: { kind: 'forwarded', forward: desk } },
    });
    expect(await changesOf(world)).toMatchObject([{ action: 'put', outcome: 'asked', forward: desk }]);
  });

  it('gets a version that no removed forward had', async () => {
    const world = await controlUnderTest('nothing');
    await world.control.forwards.put(mobile, 'new');
    await world.control.forwards.remove(office, 1);

    expect(await putForward(world.control, desk, 'new', ann(world.control))).toMatchObject({
      kind: 'stored',
      forward: { version: 2 },
      created: true,
    });
    expect(await changesOf(world)).toMatchObject([{ outcome: 'done', version: 2 }]);
  });

  it('replaces the forward that the number had before', async () => {
    const world = await controlUnderTest('nothing');
    await world.control.forwards.put(desk, 'new');

    expect(await putForward(world.control, mobile, 1, ann(world.control))).toEqual({
      kind: 'stored',
      forward: { ...mobile, version: 2 },
      created: false,
    });
    expect(await changesOf(world)).toMatchObject([{ outcome: 'done', version: 2 }]);
  });
});

describe('a number whose calls reach us', () => {
  it('gets the next version at once, without an operation', async () => {
    const world = await forwarded();
    world.later(60);

    expect(await putForward(world.control, mobile, 1, ann(world.control))).toEqual({
      kind: 'stored',
      forward: { ...mobile, version: 2 },
      created: false,
    });
    expect((await world.control.operations.find(office))?.id).toBe('12065550100-1');
    expect(await changesOf(world)).toMatchObject([
      { action: 'put', outcome: 'done', forward: mobile, version: 2 },
      { version: 1 },
    ]);
  });

  it('gets a version that no removed forward had, so that an old If-Match does not fit', async () => {
    const world = await forwarded();
    await world.control.forwards.remove(office, 1);

    expect(await putForward(world.control, mobile, 'new', ann(world.control))).toEqual({
      kind: 'stored',
      forward: { ...mobile, version: 2 },
      created: true,
    });
    expect(await putForward(world.control, desk, 1, ann(world.control))).toMatchObject({
      kind: 'version-conflict',
    });
  });

  it('keeps the forward that another request stores at the same moment', async () => {
    const world = await forwarded();
    const { control } = world;
    const forwards = { ...control.forwards, put: async () => 'conflict' as const };

    expect(await putForward({ ...control, forwards }, mobile, 1, ann(control))).toEqual({
      kind: 'version-conflict',
    });
    expect(await changesOf(world)).toContainEqual(
      expect.objectContaining({ outcome: 'conflict', forward: mobile }),
    );
  });
});

it.each`
  expected    | outcome
  ${'new'}    | ${{ kind: 'version-conflict', forward: { ...desk, version: 1 } }}
  ${2}        | ${{ kind: 'version-conflict', forward: { ...desk, version: 1 } }}
  ${'unsaid'} | ${{ kind: 'version-required', forward: { ...desk, version: 1 } }}
`('rejects a change of version 1 by a client that expects $expected', async ({ expected, outcome }) => {
  const world = await forwarded();

  expect(await putForward(world.control, mobile, expected, ann(world.control))).toEqual(outcome);
  expect(await world.control.forwards.find(office)).toEqual({ ...desk, version: 1 });
});

it.each(['new', 'unsaid', 'any'] as const)(
  'stores a first forward for a client that expects "%s"',
  async (expected) => {
    const { control } = await controlUnderTest('nothing');

    expect(await putForward(control, desk, expected, ann(control))).toMatchObject({ kind: 'stored' });
  },
);

it('rejects a change of a forward that does not exist', async () => {
  const { control } = await controlUnderTest('nothing');

  expect(await putForward(control, desk, 1, ann(control))).toEqual({ kind: 'version-conflict' });
});

it('rejects a forward that breaks rules, also by a loop through other forwards', async () => {
  const { control } = await controlUnderTest('nothing');
  const second = '+12065550143' as E164;
  await control.forwards.put(
    { ...desk, number: second, targets: [{ kind: 'phone', number: office }] },
    'new',
  );

  expect(await putForward(control, { ...desk, targets: [] }, 'new', ann(control))).toMatchObject({
    kind: 'breaks-rules',
    issues: [{ path: expect.stringContaining('targets') }],
  });
  expect(await putForward(control, mobile, 'new', ann(control))).toMatchObject({
    kind: 'breaks-rules',
    issues: [{ message: expect.stringContaining('loop') }],
  });
});

it('rejects a number that the account does not have', async () => {
  const { control } = await controlUnderTest('nothing');
  const number = '+12065550188' as E164;

  expect(await putForward(control, { ...desk, number }, 'new', ann(control))).toEqual({
    kind: 'no-such-number',
  });
});

it('rejects a number that another application answers, and writes nothing', async () => {
  const world = await controlUnderTest('nothing');
  await world.addRule(office, await world.addApplication('theirs'));

  expect(await putForward(world.control, desk, 'new', ann(world.control))).toEqual({
    kind: 'not-possible',
    because: 'another SIP media application answers it',
  });
  expect(await changesOf(world)).toEqual([]);
});

it('says what failed at the provider, and writes nothing', async () => {
  const world = await controlUnderTest('nothing');
  world.failWith(() => ({ error: 'ServiceUnavailableException' }));

  expect(await putForward(world.control, desk, 'new', ann(world.control))).toMatchObject({
    kind: 'provider-failed',
    failure: { kind: 'temporary', error: 'ServiceUnavailableException' },
  });
  expect(await changesOf(world)).toEqual([]);
});

describe('while an operation is in progress', () => {
  it('advances it for a client that repeats its request', async () => {
    const world = await controlUnderTest('connector');
    await putForward(world.control, desk, 'new', ann(world.control));
    world.later(10);

    expect(await putForward(world.control, desk, 'new', ann(world.control))).toMatchObject({
      kind: 'stored',
      created: true,
    });
    expect(await changesOf(world)).toHaveLength(1);
  });

  it('rejects another forward', async () => {
    const { control } = await controlUnderTest('connector');
    await putForward(control, desk, 'new', ann(control));

    expect(await putForward(control, mobile, 'any', ann(control))).toMatchObject({
      kind: 'operation-in-progress',
      operation: { id: '12065550100-1', wanted: { forward: desk } },
    });
  });

  it('rejects the same forward while it is rolled back', async () => {
    const world = await controlUnderTest('connector');
    await putForward(world.control, desk, 'new', ann(world.control));
    world.later(10);
    world.failWith((operation) => {
      if (operation === 'CreateSipRule') return { error: 'BadRequestException' };
      return operation === 'AssociatePhoneNumbersWithVoiceConnector'
        ? { error: 'ServiceUnavailableException' }
        : undefined;
    });
    await putForward(world.control, desk, 'new', ann(world.control));

    expect(await putForward(world.control, desk, 'new', ann(world.control))).toMatchObject({
      kind: 'operation-in-progress',
      operation: { status: 'restoring' },
    });
  });

  it('rejects a forward while the last one is removed', async () => {
    const world = await controlUnderTest('connector');
    const { control } = world;
    await putForward(control, desk, 'new', ann(control));
    await sweepUntilFinished(world);
    world.failWith((operation) =>
      operation === 'DeleteSipRule' ? { error: 'ServiceUnavailableException' } : undefined,
    );
    await removeForward(control, { number: office, to: { kind: 'origin' }, expected: 1 }, ann(control));

    expect(await putForward(control, desk, 'any', ann(control))).toMatchObject({
      kind: 'operation-in-progress',
      operation: { status: 'moving', wanted: { kind: 'removed' } },
    });
  });
});
