import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  CreateSipRuleCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { version } from '@aws-sdk/client-chime-sdk-voice/package.json';
import { putForward } from '@dialplane/forwarding-control';
import type { EpochSeconds } from '@dialplane/kernel';
import type { E164 } from '@dialplane/phone-numbers';
import type { ErrorName, Fault } from '@dialplane/virtual-chime';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type VirtualAccount, virtualAccount, type Watch } from './virtual-account';

/**
 * Ends every action before and after every request to Chime and every access to a table, and fails every request with
 * every error that is documented for it. Then the same action comes again, as with the next apply; or, after a create that
 * was cut short, a delete. Everything must end whole.
 */
const main = '+12065550100' as E164;
const spare = '+12065550101' as E164;

type Scenario = {
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
  adopt: main,
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
const application = ({ application: { id, region } }: VirtualAccount) => ({
  kind: 'application',
  sipMediaApplicationId: id,
  region,
  logging: true,
});

/** How the account is before anything was asked for. */
const atFirst = ({ connectors }: VirtualAccount) => [
  {
    number: main,
    status: 'Assigned',
    productType: 'VoiceConnector',
    name: 'Reception',
    attachedTo: [connectors.office],
  },
  { number: spare, status: 'Unassigned', productType: 'VoiceConnector', attachedTo: [] },
];

/** The numbers that were ordered, with the two of the beginning left out. */
const extra = async (account: VirtualAccount) =>
  (await account.numbers()).filter(({ number }) => number !== main && number !== spare);

const orderedIs = async (account: VirtualAccount, expected: object) => {
  expect(await extra(account)).toEqual([expect.objectContaining(expected)]);
  const { number } = (await account.stores.provided.find('sales')) ?? {};
  expect((await extra(account))[0]?.number).toBe(number);
  expect(await account.stores.provided.find('sales')).toMatchObject({ status: 'ready' });
};

/** Nothing is left: what was there is as it was, and of what was ordered nothing costs money. */
const nothingLeft = async (account: VirtualAccount) => {
  expect(await account.numbers()).toEqual(expect.arrayContaining(atFirst(account)));
  expect((await extra(account)).filter(({ status }) => status !== 'ReleaseInProgress')).toEqual([]);
  expect(await account.stores.provided.find('sales')).toBeUndefined();
};

const scenarios: readonly Scenario[] = [
  {
    title: 'adopt a number',
    action: 'create',
    input: adopted,
    whole: async (account) => {
      expect(await account.numbers()).toContainEqual(
        expect.objectContaining({ number: main, name: 'sales', attachedTo: [account.connectors.branch] }),
      );
      expect(await account.stores.provided.find('sales')).toMatchObject({
        status: 'ready',
        before: { wiring: { connectorId: account.connectors.office }, name: 'Reception' },
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
      await forwarded(account, main);
      await ruledByHand(account, spare);
    },
    whole: async (account) => {
      account.wait(3); // until the provider shows what it has let go
      expect(await account.rules()).toEqual([]);
      expect(await account.stores.forwards.find(main)).toBeUndefined();
      expect(account.chime.save().applications).toMatchObject([{ messageLogs: false }]);
      expect(await account.numbers()).toEqual([
        expect.objectContaining(atFirst(account)[0]),
        expect.objectContaining({ number: spare, status: 'Unassigned', attachedTo: [] }),
      ]);
    },
  },
];

const forwarded = async (account: VirtualAccount, number: E164) => {
  const target = { kind: 'phone' as const, number: '+12065550142' as E164 };
  const forward = { number, targets: [target], callerId: 'dialled' as const, atEnd: 'apology' as const };
  const until = (account.control.now() + 600) as EpochSeconds;
  for (let kind = ''; kind !== 'stored'; account.wait(5))
    ({ kind } = await putForward(account.control, forward, 'new', { by: 'ann', until }));
};

const ruledByHand = async ({ client, application: { id, region } }: VirtualAccount, number: E164) => {
  await client.send(
    new UpdatePhoneNumberCommand({ PhoneNumberId: number, ProductType: 'SipMediaApplicationDialIn' }),
  );
  await client.send(
    new CreateSipRuleCommand({
      Name: 'by hand',
      TriggerType: 'ToPhoneNumber',
      TriggerValue: number,
      TargetApplications: [{ SipMediaApplicationId: id, AwsRegion: region, Priority: 1 }],
    }),
  );
};

/** What may be told about a request: the errors that the SDK's own documentation has for it. */
const documentedErrors = (operation: string): readonly ErrorName[] => {
  const folder = dirname(require.resolve('@aws-sdk/client-chime-sdk-voice/package.json'));
  const text = readFileSync(join(folder, `dist-types/commands/${operation}.d.ts`), 'utf8');
  const names = [...text.matchAll(/@throws \{@link (\w+Exception)\}/g)].map(([, name]) => name as ErrorName);
  return names.filter((name) => (name as string) !== 'ChimeSDKVoiceServiceException');
};

type Planned = { readonly fault: Fault; readonly when: 'before' | 'after' };

/** What happens to each request in its turn. */
const anywhere: readonly Planned[] = [
  { fault: { error: 'NotFoundException' }, when: 'before' },
  { fault: { lost: true }, when: 'before' },
  // Done, and not known to be done.
  { fault: { lost: true }, when: 'after' },
  { fault: { error: 'ServiceFailureException' }, when: 'after' },
];

/** Faults for the nth of some requests: all that are documented where an operation comes first, and where it comes last. */
const faultsFor = (requests: readonly string[], at: number): readonly Planned[] => {
  const operation = requests[at] ?? '';
  const atAnEnd = requests.indexOf(operation) === at || requests.lastIndexOf(operation) === at;
  const documented = atAnEnd ? documentedErrors(operation) : [];
  return [...anywhere, ...documented.map((error) => ({ fault: { error }, when: 'before' as const }))];
};

/** One fault, at the nth request from now on. */
const oneFault = () => {
  let left = -1;
  let planned: Planned | undefined;
  return {
    plan: (at: number, it: Planned) => {
      left = at;
      planned = it;
    },
    fault: (_operation: string, when: 'before' | 'after'): Fault | undefined => {
      if (when === 'before') left -= 1;
      return left === -1 && when === planned?.when ? planned.fault : undefined;
    },
  };
};

/** The account before an action. */
const prepared = async ({ before }: Scenario, options: Parameters<typeof virtualAccount>[0] = {}) => {
  const account = await virtualAccount({
    numbers: [{ number: main, name: 'Reception' }, { number: spare }],
    delays: { order: 20_000, release: 3_000 },
    ...options,
  });
  await account.client.send(
    new AssociatePhoneNumbersWithVoiceConnectorCommand({
      VoiceConnectorId: account.connectors.office,
      E164PhoneNumbers: [main],
    }),
  );
  await before?.(account);
  return account;
};

/** What an undisturbed run of an action asks for, in turn. */
const watched = async (scenario: Scenario) => {
  const account = await prepared(scenario);
  const seen: { readonly what: string; readonly when: string }[] = [];
  account.watch((what, when) => void seen.push({ what, when }));
  await account.invoke(scenario.input(account), scenario.action);
  account.watch(() => {});
  await scenario.whole(account);
  return seen;
};

class Crash extends Error {}

/** Crashes at the nth point, and never again. */
const crashingAt = (point: number): Watch => {
  let left = point;
  return (what, when) => {
    if (left-- === 0) throw new Crash(`crashed ${when} ${what}`);
  };
};

const isRequest = (what: string) => !what.includes('.');

const counts = { crashes: 0, errors: 0, errorsSurvivedAtOnce: 0, halfCreatesDeleted: 0 };

afterAll(() =>
  console.log(
    `${counts.crashes} crashes and ${counts.errors} errors, and ${counts.halfCreatesDeleted} deletes after a half create: all ended whole (${counts.errorsSurvivedAtOnce} of the errors within the same invocation)`,
  ),
);

describe(`whatever happens [real: @aws-sdk/client-chime-sdk-voice ${version}]`, () => {
  it.each(scenarios)(
    'to $title ends whole after a crash at any point',
    async (scenario) => {
      const points = (await watched(scenario)).length;
      for (let point = 0; point < points; point++) {
        const account = await prepared(scenario);
        account.watch(crashingAt(point));
        await expect(account.invoke(scenario.input(account), scenario.action)).rejects.toThrow('crashed');
        await account.invoke(scenario.input(account), scenario.action);
        await scenario.whole(account);
        counts.crashes += 1;
      }
      expect(points).toBeGreaterThan(1);
    },
    120_000,
  );

  it.each(scenarios)(
    'to $title ends whole after any error',
    async (scenario) => {
      const requests = (await watched(scenario))
        .filter(({ what, when }) => when === 'before' && isRequest(what))
        .map(({ what }) => what);
      for (const at of requests.keys())
        for (const planned of faultsFor(requests, at)) {
          const { plan, fault } = oneFault();
          const account = await prepared(scenario, { fault });
          plan(at, planned);
          await account
            .invoke(scenario.input(account), scenario.action)
            .then(() => (counts.errorsSurvivedAtOnce += 1))
            .catch(() => account.invoke(scenario.input(account), scenario.action));
          await scenario.whole(account);
          counts.errors += 1;
        }
      expect(requests.length).toBeGreaterThan(0);
    },
    120_000,
  );

  it.each(scenarios.filter(({ action, input }) => action === 'create' && input !== application))(
    'to $title leaves nothing when it crashes at any point and is deleted',
    async (scenario) => {
      const points = (await watched(scenario)).length;
      for (let point = 0; point < points; point++) {
        const account = await prepared(scenario);
        account.watch(crashingAt(point));
        await expect(account.invoke(scenario.input(account), 'create')).rejects.toThrow('crashed');
        await account.invoke(scenario.input(account), 'delete');
        await nothingLeft(account);
        counts.halfCreatesDeleted += 1;
      }
      expect(points).toBeGreaterThan(1);
    },
    120_000,
  );
});
