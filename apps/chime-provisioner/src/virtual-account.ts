import {
  ChimeSDKVoiceClient,
  CreateSipMediaApplicationCommand,
  CreateVoiceConnectorCommand,
  ListPhoneNumberOrdersCommand,
  ListPhoneNumbersCommand,
  ListSipRulesCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { memoryForwards } from '@dialplane/forwarding';
import { type ControlPlane, memoryChanges, memoryOperations } from '@dialplane/forwarding-control';
import type { EpochSeconds } from '@dialplane/basics';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { chimeInventory, chimeNumbers, noApplication } from '@dialplane/number-routing';
import { inProcess, virtualChime, type VirtualChimeOptions } from '@dialplane/virtual-chime';
import { chimeApplicationService } from './chime-application-service';
import { chimeProvisioner } from './chime-provisioner';
import { memoryProvidedNumbers } from './memory-provided-numbers';
import { chimeNumberMarket } from './chime-number-market';

const region = 'us-east-1';

/** Asked before and after each request to Chime and each access to a table. What it throws is a crash there. */
export type Watch = (what: string, when: 'before' | 'after') => void;

/** An account at the virtual Chime, with two connectors and an application; and the app, in virtual time. For tests. */
export const virtualAccount = async (
  options: Pick<VirtualChimeOptions, 'numbers' | 'delays' | 'fault'> = {},
) => {
  let now = Date.UTC(2026, 10, 21);
  let watch: Watch = () => {};
  const clock = () => Math.floor(now / 1000) as EpochSeconds;

  const chime = virtualChime({ region, accountId: '111122223333', now: () => now, ...options });
  const client = new ChimeSDKVoiceClient({
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: inProcess(chime),
    maxAttempts: 1,
  });
  // Outside the SDK's own error handling, like the end of the process.
  client.middlewareStack.add(
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
    provided: watched('provided', memoryProvidedNumbers()),
    forwards: watched('forwards', memoryForwards()),
    operations: watched('operations', memoryOperations()),
    changes: watched('changes', memoryChanges()),
  };
  const { VoiceConnector: office } = await client.send(
    new CreateVoiceConnectorCommand({ Name: 'office', RequireEncryption: false }),
  );
  const { VoiceConnector: branch } = await client.send(
    new CreateVoiceConnectorCommand({ Name: 'branch', RequireEncryption: false }),
  );
  const { SipMediaApplication: forwarding } = await client.send(
    new CreateSipMediaApplicationCommand({
      Name: 'forwarding',
      AwsRegion: region,
      Endpoints: [{ LambdaArn: `arn:aws:lambda:${region}:111122223333:function:forwarding-sma` }],
    }),
  );
  const application = { id: forwarding?.SipMediaApplicationId ?? '', region };
  const controlOf = (it: typeof application): ControlPlane => ({
    ...stores,
    provider: chimeNumbers(client, it),
    inventory: chimeInventory(client),
    application: it,
    now: clock,
    newId: () => 'change-1',
  });

  const logged: string[] = [];
  const app = chimeProvisioner({
    provided: stores.provided,
    numbers: chimeNumbers(client, noApplication),
    market: chimeNumberMarket(client),
    application: (it) => ({ service: chimeApplicationService(client), control: controlOf(it) }),
    now: clock,
    sleep: async (seconds) => void (now += seconds * 1000),
    log: jsonLogger((line) => logged.push(line)),
  });

  return {
    client,
    chime,
    stores,
    application,
    control: controlOf(application),
    connectors: { office: office?.VoiceConnectorId ?? '', branch: branch?.VoiceConnectorId ?? '' },
    logged,
    /** What Terraform does: 15 minutes, unless told otherwise. */
    invoke: (input: object, action: string, seconds = 900) =>
      app({ ...input, tf: { action, prev_input: input } }, seconds * 1000),
    /** Time goes on by so many seconds. */
    wait: (seconds: number) => void (now += seconds * 1000),
    watch: (by: Watch) => void (watch = by),
    /** The account's numbers, as the provider shows them. */
    numbers: async () => {
      const { PhoneNumbers = [] } = await client.send(new ListPhoneNumbersCommand({}));
      return PhoneNumbers.map((it) => ({
        number: it.E164PhoneNumber ?? '',
        status: it.Status,
        productType: it.ProductType,
        ...(it.Name && { name: it.Name }),
        attachedTo: (it.Associations ?? []).map(({ Value }) => Value),
      }));
    },
    orders: async () => (await client.send(new ListPhoneNumberOrdersCommand({}))).PhoneNumberOrders ?? [],
    rules: async () => (await client.send(new ListSipRulesCommand({}))).SipRules ?? [],
  };
};

/** An account for a test, as `virtualAccount` makes it. */
export type VirtualAccount = Awaited<ReturnType<typeof virtualAccount>>;
