import type { E164 } from '@dialplane/phone-numbers';
import { ann, controlUnderTest, office, officeForward, operationWith, sweepUntilFinished } from '../testing';
import type { ControlPlane } from './control-plane';
import type { RemovalDestination } from './operation';
import type { ExpectedVersion } from './outcome';
import { putForward } from './put-forward';
import { removeForward } from './remove-forward';

const origin: RemovalDestination = { kind: 'origin' };
const version1 = { ...officeForward, version: 1 };

const remove = (control: ControlPlane, to: RemovalDestination, expected: ExpectedVersion = 1) =>
  removeForward(control, { number: office, to, expected }, ann(control));

/** The office's number, forwarded to the desk. */
const forwarded = async (from: 'connector' | 'group' | 'nothing' = 'connector') => {
  const world = await controlUnderTest(from);
  await putForward(world.control, officeForward, 'new', ann(world.control));
  await sweepUntilFinished(world);
  world.later(60); // so that the removal has a later entry in the audit trail
  return world;
};
type World = Awaited<ReturnType<typeof forwarded>>;

const latestChange = async ({ control }: World) => (await control.changes.list(office, 1)).changes[0];

describe('a number whose calls reach us goes', () => {
  it.each`
    from           | to                     | place
    ${'connector'} | ${origin}              | ${({ connectors }: World) => ({ connectorId: connectors.office })}
    ${'group'}     | ${origin}              | ${({ groupId }: World) => ({ groupId })}
    ${'nothing'}   | ${origin}              | ${({ connectors }: World) => ({ connectorId: connectors.branch })}
    ${'connector'} | ${{ kind: 'nowhere' }} | ${() => ({ status: 'Unassigned', productType: 'VoiceConnector' })}
    ${'nothing'}   | ${{ kind: 'nowhere' }} | ${() => ({ status: 'Unassigned', productType: 'VoiceConnector' })}
  `('from $from to $to', async ({ from, to, place }) => {
    const world = await forwarded(from);
    const control = { ...world.control, homeConnectorId: world.connectors.branch };

    await remove(control, to);
    await sweepUntilFinished(world);
    expect(await world.state()).toMatchObject({ place: place(world), rules: 0, forward: undefined });
    expect(await latestChange(world)).toEqual({
      number: office,
      at: expect.stringMatching(/^2026-01-05T17:\d\d:\d\d\.000Z#id-\d+$/),
      by: 'ann',
      action: 'remove',
      outcome: 'done',
    });
  });

  it('to the connector that the client names', async () => {
    const world = await forwarded();
    const connectorId = world.connectors.branch;

    await remove(world.control, { kind: 'connector', connectorId });
    await sweepUntilFinished(world);
    expect((await world.state()).place).toMatchObject({ connectorId });
  });
});

it('goes back to nothing with the product type that it had', async () => {
  const world = await controlUnderTest('nothing');
  const { control } = world;
  await world.addRule(office, control.application);
  await control.forwards.put(officeForward, 'new');
  await control.operations.put(
    operationWith({
      status: 'done',
      origin: { kind: 'nothing', productType: 'SipMediaApplicationDialIn' },
    }),
  );
  await remove(control, { kind: 'nowhere' });
  await sweepUntilFinished(world);

  expect((await world.state()).place).toMatchObject({ productType: 'SipMediaApplicationDialIn' });
});

it('goes to the home connector if no operation ever moved it', async () => {
  const world = await controlUnderTest('nothing');
  const { control, connectors } = world;
  await world.addRule(office, control.application);
  await control.forwards.put(officeForward, 'new');
  await remove(control, origin);
  await sweepUntilFinished(world);

  expect((await world.state()).place).toMatchObject({ connectorId: connectors.office });
});

it('is rejected for a number that cannot be attached to its destination', async () => {
  const world = await forwarded();
  const { control } = world;
  const provider: ControlPlane['provider'] = {
    ...control.provider,
    find: async (number) => {
      const seen = await control.provider.find(number);
      return seen.ok && seen.value ? { ok: true, value: { ...seen.value, country: 'GB' } } : seen;
    },
  };

  expect(await remove({ ...control, provider }, origin)).toEqual({
    kind: 'not-possible',
    because: 'a number of GB cannot be attached to a Voice Connector: only numbers of the US can',
  });
  expect(await latestChange(world)).toMatchObject({ action: 'put' });
});

it('is rejected when another request starts an operation at the same moment', async () => {
  const world = await forwarded();
  const { control } = world;
  const operations = { ...control.operations, put: async () => 'conflict' as const };

  expect(await remove({ ...control, operations }, origin)).toEqual({ kind: 'version-conflict' });
  expect(await latestChange(world)).toMatchObject({ action: 'remove', outcome: 'conflict' });
});

it('asks for a destination if neither the origin nor a home connector is known', async () => {
  const world = await forwarded('nothing');
  const { homeConnectorId: _, ...control } = world.control;

  expect(await remove(control, origin)).toEqual({ kind: 'destination-required' });
  expect(await latestChange(world)).toMatchObject({ action: 'put' });
});

it('rejects a connector that the account does not have', async () => {
  const { control } = await forwarded();

  expect(await remove(control, { kind: 'connector', connectorId: 'vc-9' })).toEqual({
    kind: 'no-such-connector',
    connectorId: 'vc-9',
  });
});

describe('a number whose calls no longer reach us', () => {
  it('stays where it is, and its forward is removed at once', async () => {
    const world = await controlUnderTest('connector');
    await world.control.forwards.put(officeForward, 'new');

    expect(await remove(world.control, origin)).toEqual({ kind: 'removed' });
    expect(await world.state()).toMatchObject({
      place: { connectorId: world.connectors.office },
      forward: undefined,
    });
    expect(await world.control.operations.find(office)).toBeUndefined();
    expect(await latestChange(world)).toMatchObject({ action: 'remove', outcome: 'done' });
  });

  it('keeps a forward that another request changes at the same moment', async () => {
    const world = await controlUnderTest('connector');
    const { control } = world;
    await control.forwards.put(officeForward, 'new');
    const forwards = { ...control.forwards, remove: async () => 'conflict' as const };

    expect(await remove({ ...control, forwards }, origin)).toEqual({ kind: 'version-conflict' });
    expect(await latestChange(world)).toMatchObject({ action: 'remove', outcome: 'conflict' });
  });

  it('is left to the other application that answers it', async () => {
    const world = await controlUnderTest('nothing');
    await world.control.forwards.put(officeForward, 'new');
    await world.addRule(office, await world.addApplication('theirs'));

    expect(await remove(world.control, origin)).toEqual({ kind: 'removed' });
    expect(await world.state()).toMatchObject({ rules: 1, forward: undefined });
  });

  it('may no longer be in the account', async () => {
    const { control } = await controlUnderTest('nothing');
    const number = '+12065550188' as E164;
    await control.forwards.put({ ...officeForward, number }, 'new');

    expect(await removeForward(control, { number, to: origin, expected: 1 }, ann(control))).toEqual({
      kind: 'removed',
    });
    expect(await control.forwards.find(number)).toBeUndefined();
  });
});

it.each`
  expected    | outcome
  ${'new'}    | ${{ kind: 'version-conflict', forward: version1 }}
  ${2}        | ${{ kind: 'version-conflict', forward: version1 }}
  ${'unsaid'} | ${{ kind: 'version-required', forward: version1 }}
`('rejects the removal of version 1 by a client that expects $expected', async ({ expected, outcome }) => {
  const { control } = await forwarded();

  expect(await remove(control, origin, expected)).toEqual(outcome);
  expect(await control.forwards.find(office)).toEqual(version1);
});

it('rejects a number without a forward', async () => {
  const { control } = await controlUnderTest('connector');

  expect(await remove(control, origin)).toEqual({ kind: 'no-such-forward' });
});

it.each`
  failing                  | to
  ${'GetPhoneNumber'}      | ${origin}
  ${'ListVoiceConnectors'} | ${{ kind: 'connector', connectorId: 'vc-9' }}
`('says what failed at the provider, and writes nothing: $failing', async ({ failing, to }) => {
  const world = await forwarded();
  world.failWith((operation) =>
    operation === failing ? { error: 'ServiceUnavailableException' } : undefined,
  );

  expect(await remove(world.control, to)).toMatchObject({
    kind: 'provider-failed',
    failure: { kind: 'temporary', error: 'ServiceUnavailableException' },
  });
  expect(await latestChange(world)).toMatchObject({ action: 'put' });
});

describe('while an operation is in progress', () => {
  /** A removal that Chime does not let finish. */
  const removing = async () => {
    const world = await forwarded();
    world.failWith((operation) =>
      operation === 'DeleteSipRule' ? { error: 'ServiceUnavailableException' } : undefined,
    );
    expect(await remove(world.control, origin)).toMatchObject({
      kind: 'moving',
      operation: { id: '12065550100-2', status: 'moving', failedAttempts: 1 },
    });
    expect(await latestChange(world)).toMatchObject({ action: 'remove', outcome: 'asked' });
    return world;
  };

  it('advances it for a client that repeats its request', async () => {
    const world = await removing();
    world.failWith(() => undefined);
    world.later(10);
    expect(await remove(world.control, origin)).toMatchObject({
      kind: 'moving',
      operation: { activity: { kind: 'waiting', until: 'the number is detached' } },
    });
    world.later(10);

    expect(await remove(world.control, origin)).toEqual({ kind: 'removed' });
    expect((await world.control.changes.list(office, 10)).changes).toHaveLength(2);
  });

  it.each`
    to                                            | expected    | outcome
    ${{ kind: 'nowhere' }}                        | ${1}        | ${{ kind: 'operation-in-progress' }}
    ${{ kind: 'connector', connectorId: 'vc-9' }} | ${1}        | ${{ kind: 'operation-in-progress' }}
    ${origin}                                     | ${2}        | ${{ kind: 'version-conflict', forward: version1 }}
    ${origin}                                     | ${'unsaid'} | ${{ kind: 'version-required', forward: version1 }}
    ${origin}                                     | ${'any'}    | ${{ kind: 'moving' }}
  `(
    'answers $outcome.kind to a removal to $to.kind of version $expected',
    async ({ to, expected, outcome }) => {
      const { control } = await removing();

      expect(await remove(control, to, expected)).toMatchObject(outcome);
    },
  );

  it.each([origin, { kind: 'nowhere' }] as const)(
    'is joined by the same request for a number that was attached to nothing: $kind',
    async (to) => {
      const world = await forwarded();
      const seen = await world.control.provider.find(office);
      if (!seen.ok || !seen.value?.rule) throw new Error('no rule');
      await world.control.provider.perform({ kind: 'disable-rule', rule: seen.value.rule }, office);
      world.failWith((operation) =>
        operation === 'DeleteSipRule' ? { error: 'ServiceUnavailableException' } : undefined,
      );
      expect(await remove(world.control, to)).toMatchObject({ kind: 'moving' });

      expect(await remove(world.control, to)).toMatchObject({
        kind: 'moving',
        operation: { id: '12065550100-2' },
      });
    },
  );

  it('rejects a removal that is rolled back', async () => {
    const world = await removing();
    world.failWith((operation) => {
      if (operation === 'DeleteSipRule') return { error: 'BadRequestException' };
      return operation === 'UpdateSipRule' ? { error: 'ServiceUnavailableException' } : undefined;
    });
    world.later(10);
    await remove(world.control, origin);

    expect(await remove(world.control, origin)).toMatchObject({
      kind: 'operation-in-progress',
      operation: { status: 'restoring' },
    });
  });

  it('rejects a removal while the number is being forwarded', async () => {
    const { control } = await controlUnderTest('connector');
    await putForward(control, officeForward, 'new', ann(control));

    expect(await remove(control, origin, 'any')).toMatchObject({
      kind: 'operation-in-progress',
      operation: { wanted: { kind: 'forwarded' } },
    });
  });
});
