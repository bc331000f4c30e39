import { type ProvisionerUnderTest, reception, spare } from './provisioner-under-test';

/** A request by Terraform, and the state that it has to reach. */
export type ProvisioningScenario = {
  readonly title: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly input: (account: ProvisionerUnderTest) => object;
  /** Prepares the account. */
  readonly before?: (account: ProvisionerUnderTest) => Promise<unknown>;
  /** Expects the wanted state. */
  readonly expectDone: (account: ProvisionerUnderTest) => Promise<void>;
};

const adopted = ({ connectors }: ProvisionerUnderTest) => ({
  kind: 'phone-number',
  name: 'sales',
  adopt: reception,
  connectorId: connectors.branch,
  onDestroy: 'release',
});
const ordered = ({ connectors }: ProvisionerUnderTest) => ({
  kind: 'phone-number',
  name: 'sales',
  order: { areaCode: '425' },
  connectorId: connectors.branch,
  onDestroy: 'release',
});
const kept = (account: ProvisionerUnderTest) => ({ ...ordered(account), onDestroy: 'keep' });
const toOffice = (account: ProvisionerUnderTest) => ({
  ...ordered(account),
  connectorId: account.connectors.office,
});
export const application = ({ application: { id, region } }: ProvisionerUnderTest) => ({
  kind: 'application',
  sipMediaApplicationId: id,
  region,
});
const messageLog = (account: ProvisionerUnderTest) => ({ ...application(account), kind: 'message-log' });

/** The account's numbers before any request. */
const atFirst = ({ connectors }: ProvisionerUnderTest) => [
  {
    number: reception,
    status: 'Assigned',
    productType: 'VoiceConnector',
    name: 'Reception',
    attachedTo: [connectors.office],
  },
  { number: spare, status: 'Unassigned', productType: 'VoiceConnector', attachedTo: [] },
];

/** The numbers that were ordered: all but the first two. */
const extra = async (account: ProvisionerUnderTest) =>
  (await account.numbers()).filter(({ number }) => number !== reception && number !== spare);

const orderedIs = async (account: ProvisionerUnderTest, expected: object) => {
  expect(await extra(account)).toEqual([expect.objectContaining(expected)]);
  const { number } = (await account.stores.provided.find('sales')) ?? {};
  expect((await extra(account))[0]?.number).toBe(number);
  expect(await account.stores.provided.find('sales')).toMatchObject({ status: 'ready' });
};

/** Expects the account as it was before, and no ordered number that costs money. */
export const nothingLeft = async (account: ProvisionerUnderTest) => {
  expect(await account.numbers()).toEqual(expect.arrayContaining(atFirst(account)));
  expect((await extra(account)).filter(({ status }) => status !== 'ReleaseInProgress')).toEqual([]);
  expect(await account.stores.provided.find('sales')).toBeUndefined();
};

/** Every action on every kind of request. */
export const provisioningScenarios: readonly ProvisioningScenario[] = [
  {
    title: 'adopt a number',
    action: 'create',
    input: adopted,
    expectDone: async (account) => {
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
    expectDone: (account) => orderedIs(account, { name: 'sales', attachedTo: [account.connectors.branch] }),
  },
  {
    title: 'move a number to another connector',
    action: 'update',
    input: toOffice,
    before: (account) => account.invoke(ordered(account), 'create'),
    expectDone: (account) => orderedIs(account, { attachedTo: [account.connectors.office] }),
  },
  {
    title: 'put an adopted number back',
    action: 'delete',
    input: adopted,
    before: (account) => account.invoke(adopted(account), 'create'),
    expectDone: nothingLeft,
  },
  {
    title: 'release an ordered number',
    action: 'delete',
    input: ordered,
    before: (account) => account.invoke(ordered(account), 'create'),
    expectDone: async (account) => {
      await nothingLeft(account);
      expect(await extra(account)).toEqual([expect.objectContaining({ status: 'ReleaseInProgress' })]);
    },
  },
  {
    title: 'keep an ordered number',
    action: 'delete',
    input: kept,
    before: (account) => account.invoke(kept(account), 'create'),
    expectDone: async (account) => {
      expect(await extra(account)).toEqual([
        expect.objectContaining({ status: 'Unassigned', attachedTo: [] }),
      ]);
      expect(await account.stores.provided.find('sales')).toBeUndefined();
    },
  },
  {
    title: 'log the messages of an application',
    action: 'create',
    input: messageLog,
    expectDone: async ({ chime }) => expect(chime.save().applications).toMatchObject([{ messageLogs: true }]),
  },
  {
    title: 'stop logging the messages of an application',
    action: 'delete',
    input: messageLog,
    before: (account) => account.invoke(messageLog(account), 'create'),
    expectDone: async ({ chime }) =>
      expect(chime.save().applications).toMatchObject([{ messageLogs: false }]),
  },
  {
    title: 'return the numbers of an application',
    action: 'delete',
    input: application,
    before: async (account) => {
      await account.invoke(application(account), 'create');
      await account.forward(reception);
      await account.addRule(spare, account.application);
    },
    expectDone: async (account) => {
      account.later(3); // until the provider shows the numbers as detached
      expect(await account.rules()).toEqual([]);
      expect(await account.stores.forwards.find(reception)).toBeUndefined();
      expect(await account.numbers()).toEqual([
        expect.objectContaining(atFirst(account)[0]),
        expect.objectContaining({ number: spare, status: 'Unassigned', attachedTo: [] }),
      ]);
    },
  },
];
