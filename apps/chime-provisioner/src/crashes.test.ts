import { version } from '@aws-sdk/client-chime-sdk-voice/package.json';
import { provisionerUnderTest, type ProvisioningScenario, provisioningScenarios } from '../testing';
import { faultsFor, oneFault } from '../testing/one-fault';
import type { Watch } from '../testing/provisioner-under-test';
import { application, nothingLeft } from '../testing/scenarios';

/** The account before an action. */
const prepared = async ({ before }: ProvisioningScenario) => {
  const account = await provisionerUnderTest();
  await before?.(account);
  return account;
};

/** The accesses of an undisturbed run, in order. */
const watched = async (scenario: ProvisioningScenario) => {
  const account = await prepared(scenario);
  const seen: { readonly what: string; readonly when: string }[] = [];
  account.watch((what, when) => void seen.push({ what, when }));
  await account.invoke(scenario.input(account), scenario.action);
  account.watch(() => {});
  await scenario.expectDone(account);
  return seen;
};

class Crash extends Error {}

/** Crashes at the nth access, once. */
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
    `None ended half way: ${counts.crashes} crashes, ${counts.errors} errors (${counts.errorsSurvivedAtOnce} in the same invocation), ${counts.halfCreatesDeleted} deletes of unfinished creates`,
  ),
);

/**
 * Crashes every action before and after every request to Chime and every access to a table, and fails its requests with every
 * documented error. Then the action is repeated, as the next apply does, or an unfinished create is deleted. Nothing may end
 * half way.
 */
describe(`crashes and errors [real: @aws-sdk/client-chime-sdk-voice ${version}]`, () => {
  it.each(provisioningScenarios)(
    'do not leave "$title" half way: a crash at any access',
    async (scenario) => {
      const points = (await watched(scenario)).length;
      for (let point = 0; point < points; point++) {
        const account = await prepared(scenario);
        account.watch(crashingAt(point));
        await expect(account.invoke(scenario.input(account), scenario.action)).rejects.toThrow('crashed');
        await account.invoke(scenario.input(account), scenario.action);
        await scenario.expectDone(account);
        counts.crashes += 1;
      }
      expect(points).toBeGreaterThan(1);
    },
    120_000,
  );

  it.each(provisioningScenarios)(
    'do not leave "$title" half way: any error of any request',
    async (scenario) => {
      const requests = (await watched(scenario))
        .filter(({ what, when }) => when === 'before' && isRequest(what))
        .map(({ what }) => what);
      let failed = 0;
      for (const at of requests.keys())
        for (const planned of faultsFor(requests, at)) {
          const { plan, fault } = oneFault();
          const account = await prepared(scenario);
          account.failWith(fault);
          plan(at, planned);
          await account
            .invoke(scenario.input(account), scenario.action)
            .then(() => (counts.errorsSurvivedAtOnce += 1))
            .catch(() => account.invoke(scenario.input(account), scenario.action));
          await scenario.expectDone(account);
          failed += 1;
        }
      expect(failed).toBeGreaterThanOrEqual(4 * requests.length);
      expect(requests.length).toBeGreaterThan(0);
      counts.errors += failed;
    },
    120_000,
  );

  it.each(provisioningScenarios.filter(({ action, input }) => action === 'create' && input !== application))(
    'leave nothing of "$title" after a crash at any access and a delete',
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
