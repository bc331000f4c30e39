import { type Forward, memoryForwards } from '@dialplane/forwarding';
import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import { chimeInventory, chimeNumbers } from '@dialplane/number-routing';
import { numberAt, testAccount, type TestAccount } from '@dialplane/number-routing/testing';
import type { E164 } from '@dialplane/phone-numbers';
import type { ControlPlane } from '../src/control-plane';
import { memoryChanges } from '../src/memory-changes';
import { memoryOperations } from '../src/memory-operations';
import { isFinished } from '../src/operation';
import { sweep } from '../src/sweep';

/** The office's number, and a forward of it to a desk. */
export const office = numberAt(0);
export const officeForward: Forward = {
  number: office,
  targets: [{ kind: 'phone', number: '+12065550142' as E164 }],
  callerId: 'caller',
  atEnd: 'apology',
};

/** A control plane over an account: adapters for Chime, and stores in memory. */
export const controlOf = (account: TestAccount, over: Partial<ControlPlane> = {}): ControlPlane => ({
  forwards: memoryForwards(),
  operations: memoryOperations(),
  changes: memoryChanges(),
  provider: chimeNumbers(account.client, account.application),
  inventory: chimeInventory(account.client),
  application: account.application,
  homeConnectorId: account.connectors.office,
  now: account.now,
  newId: account.newId,
  ...over,
});

/** An account in which the office's number is at a connector, in a group, or at nothing; and its control plane. */
export const controlUnderTest = async (at: 'connector' | 'group' | 'nothing') => {
  const account = await testAccount({ numbers: [{ number: office, productType: 'VoiceConnector' }] });
  if (at === 'connector') await account.attachToConnector(account.connectors.office, office);
  if (at === 'group') await account.attachToGroup(office);
  const control = controlOf(account);
  return {
    ...account,
    control,
    /** Where the number is, its forward, and how many rules there are: what must never be left half done. */
    state: async () => {
      const current = await control.provider.find(office);
      if (!current.ok) throw new Error(current.error.message);
      const { rule, ...place } = current.value ?? {};
      return {
        place,
        answered: rule && !rule.disabled && rule.firstTarget?.applicationId === control.application.id,
        forward: await control.forwards.find(office),
        rules: (await account.rules()).length,
      };
    },
  };
};

export type ControlUnderTest = Awaited<ReturnType<typeof controlUnderTest>>;

/** A request by Ann, who waits for a minute. */
export const ann = ({ now }: ControlPlane) => ({ by: 'ann', until: secondsAfter(now(), 60) });

/** Sweeps once a minute, in virtual time, until the operation has finished; for two hours at most. */
export const sweepUntilFinished = async ({
  control,
  later,
}: Pick<ControlUnderTest, 'control' | 'later'>): Promise<void> => {
  for (let minute = 0; minute < 120; minute += 1) {
    const operation = await control.operations.find(office);
    if (!operation || isFinished(operation)) return;
    later(60);
    await sweep(control, (control.now() + 45) as EpochSeconds);
  }
};
