import { version } from '@aws-sdk/client-chime-sdk-voice/package.json';
import { faultsFor, oneFault } from './one-fault';
import { officeAccount } from './office-account';
import { application, nothingLeft, type Scenario, scenarios } from './scenarios';
import type { Watch } from './virtual-account';

/** The account before an action. */
const prepared = async ({ before }: Scenario, options: Parameters<typeof officeAccount>[0] = {}) => {
  const account = await officeAccount(options);
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
    `Ended whole: ${counts.crashes} crashes, ${counts.errors} errors (${counts.errorsSurvivedAtOnce} in the same invocation), ${counts.halfCreatesDeleted} deletes after a half create`,
  ),
);

/**
 * Ends every action before and after every request to Chime and every access to a table, and fails its requests with every
 * error that is documented for them. Then the same action comes again, as with the next apply; or, after a create that was
 * cut short, a delete. Everything must end whole.
 */
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
