import { forward, reception, makeRule, spare } from './office-account';
import type { VirtualAccount } from './virtual-account';

/** Something that Terraform asks for, and how it is when that is done. */
export type Scenario = {
  readonly title: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly input: (account: VirtualAccount) => object;
  /** What has been before. */
  readonly before?: (account: VirtualAccount) => Promise<unknown>;
  /** Expects that what was asked for is so. */
  readonly whole: (account: VirtualAccount) => Promise<void>;
};

const adopted = ({ connectors }: VirtualAccount) => ({
  kind: 'phone-number',
  name: 'sales',
  adopt: reception,
  connectorId: connectors.branch,
  onDestroy: 'release',
});
const ordered = ({ connectors }: VirtualAccount) => ({
  kind: 'phone-number',
  name: 'sales',
  order: { areaCode: '425' },
  connectorId: connectors.branch,
  onDestroy: 'release',
});
const kept = (account: VirtualAccount) => ({ ...ordered(account), onDestroy: 'keep' });
const toOffice = (account: VirtualAccount) => ({
  ...ordered(account),
  connectorId: account.connectors.office,
});
export const application = ({ application: { id, region } }: VirtualAccount) => ({
  kind: 'application',
  sipMediaApplicationId: id,
  region,
  logging: true,
});

/** How the account is before anything was asked for. */
const atFirst = ({ connectors }: VirtualAccount) => [
  {
    number: reception,
    status: 'Assigned',
    productType: 'VoiceConnector',
    name: 'Reception',
    attachedTo: [connectors.office],
  },
  { number: spare, status: 'Unassigned', productType: 'VoiceConnector', attachedTo: [] },
];

/** The numbers that were ordered, with the two of the beginning left out. */
const extra = async (account: VirtualAccount) =>
  (await account.numbers()).filter(({ number }) => number !== reception && number !== spare);

const orderedIs = async (account: VirtualAccount, expected: object) => {
  expect(await extra(account)).toEqual([expect.objectContaining(expected)]);
  const { number } = (await account.stores.provided.find('sales')) ?? {};
  expect((await extra(account))[0]?.number).toBe(number);
  expect(await account.stores.provided.find('sales')).toMatchObject({ status: 'ready' });
};

/** Nothing is left: what was there is as it was, and of what was ordered nothing costs money. */
export const nothingLeft = async (account: VirtualAccount) => {
  expect(await account.numbers()).toEqual(expect.arrayContaining(atFirst(account)));
  expect((await extra(account)).filter(({ status }) => status !== 'ReleaseInProgress')).toEqual([]);
  expect(await account.stores.provided.find('sales')).toBeUndefined();
};

/** Every action on every kind. */
export const scenarios: readonly Scenario[] = [
  {
    title: 'adopt a number',
    action: 'create',
    input: adopted,
    whole: async (account) => {
      expect(await account.numbers()).toContainEqual(
        expect.objectContaining({
          number: reception,
          name: 'sales',
          attachedTo: [account.connectors.branch],
        }),
      );
      expect(await account.stores.provided.find('sales')).toMatchObject({
        status: 'ready',
        before: { routing: { connectorId: account.connectors.office }, name: 'Reception' },
      });
    },
  },
  {
    title: 'order a number',
    action: 'create',
    input: ordered,
    whole: (account) => orderedIs(account, { name: 'sales', attachedTo: [account.connectors.branch] }),
  },
  {
    title: 'bring a number to another connector',
    action: 'update',
    input: toOffice,
    before: (account) => account.invoke(ordered(account), 'create'),
    whole: (account) => orderedIs(account, { attachedTo: [account.connectors.office] }),
  },
  {
    title: 'put an adopted number back',
    action: 'delete',
    input: adopted,
    before: (account) => account.invoke(adopted(account), 'create'),
    whole: nothingLeft,
  },
  {
    title: 'release an ordered number',
    action: 'delete',
    input: ordered,
    before: (account) => account.invoke(ordered(account), 'create'),
    whole: async (account) => {
      await nothingLeft(account);
      expect(await extra(account)).toEqual([expect.objectContaining({ status: 'ReleaseInProgress' })]);
    },
  },
  {
    title: 'keep an ordered number',
    action: 'delete',
    input: kept,
    before: (account) => account.invoke(kept(account), 'create'),
    whole: async (account) => {
      expect(await extra(account)).toEqual([
        expect.objectContaining({ status: 'Unassigned', attachedTo: [] }),
      ]);
      expect(await account.stores.provided.find('sales')).toBeUndefined();
    },
  },
  {
    title: 'log the messages of an application',
    action: 'create',
    input: application,
    whole: async ({ chime }) => expect(chime.save().applications).toMatchObject([{ messageLogs: true }]),
  },
  {
    title: 'return the numbers of an application',
    action: 'delete',
    input: application,
    before: async (account) => {
      await account.invoke(application(account), 'create');
      await forward(account, reception);
      await makeRule(account, spare);
    },
    whole: async (account) => {
      account.wait(3); // until the provider shows what it has let go
      expect(await account.rules()).toEqual([]);
      expect(await account.stores.forwards.find(reception)).toBeUndefined();
      expect(account.chime.save().applications).toMatchObject([{ messageLogs: false }]);
      expect(await account.numbers()).toEqual([
        expect.objectContaining(atFirst(account)[0]),
        expect.objectContaining({ number: spare, status: 'Unassigned', attachedTo: [] }),
      ]);
    },
  },
];
