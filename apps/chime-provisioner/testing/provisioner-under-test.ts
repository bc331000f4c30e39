import { secondsAfter } from '@dialplane/basics';
import { type Forward, memoryForwards } from '@dialplane/forwarding';
import {
  type ControlPlane,
  memoryChanges,
  memoryOperations,
  putForward,
} from '@dialplane/forwarding-control';
import { controlOf } from '@dialplane/forwarding-control/testing';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { chimeNumbers, noApplication } from '@dialplane/number-routing';
import { numberAt, testAccount } from '@dialplane/number-routing/testing';
import type { E164 } from '@dialplane/phone-numbers';
import { chimeApplicationService } from '../src/chime-application-service';
import { chimeNumberMarket } from '../src/chime-number-market';
import { chimeProvisioner } from '../src/chime-provisioner';
import { memoryProvidedNumbers } from '../src/memory-provided-numbers';
import type { ProvidedNumbers } from '../src/provided-numbers';

/** A number that is called Reception and attached to the office's connector. */
export const reception = numberAt(0);

/** A number that is attached to nothing. */
export const spare = numberAt(1);

/** Called before and after each request to Chime and each access to a table. If it throws, the app crashes there. */
export type Watch = (what: string, when: 'before' | 'after') => void;

type Stores = Pick<ControlPlane, 'forwards' | 'operations' | 'changes'> & {
  readonly provided: ProvidedNumbers;
};

/**
 * The app, with an account at the virtual Chime and stores in memory (or given ones), in virtual time. An order takes 20 seconds, and
 * detaching a number takes 3.
 */
export const provisionerUnderTest = async (given: Partial<Stores> = {}) => {
  const account = await testAccount({
    numbers: [{ number: reception, name: 'Reception' }, { number: spare }],
    delays: { order: 20_000, release: 3_000 },
  });
  await account.attachToConnector(account.connectors.office, reception);

  let watch: Watch = () => {};
  // Outside the SDK's error handling, so that what is thrown here is like the end of the process.
  account.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (input) => {
        watch(commandName, 'before');
        const answer = await next(input);
        watch(commandName, 'after');
        return answer;
      },
    { step: 'initialize' },
  );
  const watched = <T extends object>(name: string, store: T): T =>
    Object.fromEntries(
      Object.entries(store).map(([method, run]: [string, (...args: unknown[]) => Promise<unknown>]) => [
        method,
        async (...args: unknown[]) => {
          watch(`${name}.${method}`, 'before');
          const answer = await run(...args);
          watch(`${name}.${method}`, 'after');
          return answer;
        },
      ]),
    ) as T;

  const stores = {
    provided: watched('provided', given.provided ?? memoryProvidedNumbers()),
    forwards: watched('forwards', given.forwards ?? memoryForwards()),
    operations: watched('operations', given.operations ?? memoryOperations()),
    changes: watched('changes', given.changes ?? memoryChanges()),
  };
  const { homeConnectorId: _, ...control } = controlOf(account, { ...stores, newId: () => 'change-1' });

  const logged: string[] = [];
  const app = chimeProvisioner({
    provided: stores.provided,
    numbers: chimeNumbers(account.client, noApplication),
    market: chimeNumberMarket(account.client),
    application: (application) => ({
      service: chimeApplicationService(account.client),
      control: { ...control, application, provider: chimeNumbers(account.client, application) },
    }),
    now: account.now,
    sleep: async (seconds) => account.later(seconds),
    log: jsonLogger((line) => logged.push(line)),
  });

  return {
    ...account,
    stores,
    control,
    logged,
    /** Invokes the app as Terraform does, with a time limit of 15 minutes by default. */
    invoke: (input: object, action: string, seconds = 900) =>
      app({ ...input, tf: { action, prev_input: input } }, seconds * 1000),
    watch: (by: Watch) => void (watch = by),
    /** Forwards a number to the account's application, as the control API does. */
    forward: async (number: E164) => {
      const wanted: Forward = {
        number,
        targets: [{ kind: 'phone', number: '+12065550142' as E164 }],
        callerId: 'dialled',
        atEnd: 'apology',
      };
      const until = secondsAfter(control.now(), 600);
      for (let kind = ''; kind !== 'stored'; account.later(5))
        ({ kind } = await putForward(control, wanted, 'new', { by: 'ann', until }));
    },
  };
};

export type ProvisionerUnderTest = Awaited<ReturnType<typeof provisionerUnderTest>>;
