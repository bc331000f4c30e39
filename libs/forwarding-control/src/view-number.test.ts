import type { E164 } from '@dialplane/phone-numbers';
import { ann, controlUnderTest, office, officeForward, sweepUntilFinished } from '../testing';
import { putForward } from './put-forward';
import { viewNumber, viewNumbers } from './view-number';

it('shows a number alone while it has neither a forward nor an operation', async () => {
  const { control } = await controlUnderTest('nothing');
  const listed = await control.inventory.number(office);

  expect(await viewNumber(control, office)).toStrictEqual(listed);
  expect(await viewNumbers(control, { limit: 10 })).toStrictEqual(
    await control.inventory.numbers({ limit: 10 }),
  );
});

it('shows the forward of a number, and its operation until it ends', async () => {
  const world = await controlUnderTest('connector');
  const { control } = world;
  await putForward(control, officeForward, 'new', ann(control));
  const moving = {
    number: office,
    forward: { ...officeForward, version: 1 },
    operation: { id: '12065550100-1', status: 'moving' },
  };

  expect(await viewNumber(control, office)).toMatchObject({ ok: true, value: moving });
  expect(await viewNumbers(control, { limit: 10 })).toMatchObject({ ok: true, value: { items: [moving] } });

  await sweepUntilFinished(world);
  const shown = await viewNumber(control, office);
  expect(shown).toMatchObject({ ok: true, value: { forward: { version: 1 } } });
  expect(shown.ok && shown.value).not.toHaveProperty('operation');
});

it('shows a number that is not E.164 as the provider lists it, without asking the stores', async () => {
  const { control } = await controlUnderTest('nothing');
  const listed = { number: '800', status: 'Assigned' } as never;
  const refuse = async () => {
    throw new Error('asked for a number that is not E.164');
  };
  const strange = {
    ...control,
    inventory: { ...control.inventory, number: async () => ({ ok: true as const, value: listed }) },
    forwards: { ...control.forwards, find: refuse },
    operations: { ...control.operations, find: refuse },
  };

  expect(await viewNumber(strange, '800')).toEqual({ ok: true, value: listed });
});

it('does not find a number that the account does not have', async () => {
  const { control } = await controlUnderTest('nothing');

  expect(await viewNumber(control, '+12065550188' as E164)).toEqual({ ok: true, value: undefined });
});

it('says what failed at the provider', async () => {
  const { control, failWith } = await controlUnderTest('nothing');
  failWith(() => ({ error: 'ServiceUnavailableException' }));
  const failed = { ok: false, error: { kind: 'temporary', error: 'ServiceUnavailableException' } };

  expect(await viewNumber(control, office)).toMatchObject(failed);
  expect(await viewNumbers(control, { limit: 10 })).toMatchObject(failed);
});
