import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  AssociatePhoneNumbersWithVoiceConnectorGroupCommand,
  ChimeSDKVoiceClient,
  CreateSipMediaApplicationCommand,
  CreateVoiceConnectorCommand,
  CreateVoiceConnectorGroupCommand,
  ListSipRulesCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { type Forward, memoryForwards } from '@dialplane/forwarding';
import { type EpochSeconds, epochSeconds } from '@dialplane/basics';
import { chimeInventory, chimeNumbers } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';
import { type Fault, inProcess, virtualChime } from '@dialplane/virtual-chime';
import type { ControlPlane } from './control-plane';
import { memoryChanges } from './memory-changes';
import { memoryOperations } from './memory-operations';
import { isFinished } from './operation';
import { sweep } from './sweep';

export const number = '+12065550100' as E164;
export const forward: Forward = {
  number,
  targets: [{ kind: 'phone', number: '+12065550142' as E164 }],
  callerId: 'caller',
  atEnd: 'apology',
};
const start = Date.UTC(2026, 0, 5, 17);
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** An account with our number at a connector, in a group, or at nothing; and everything that controls it. */
export const controlUnderTest = async (at: 'connector' | 'group' | 'nothing') => {
  let now = start;
  let ids = 0;
  let fault: (operation: string, when: 'before' | 'after') => Fault | undefined = () => undefined;
  const chime = virtualChime({
    region: 'us-east-1',
    accountId: '111122223333',
    now: () => now,
    newId: () => `id-${(ids += 1)}`, // the same in every run, so that states can be compared
    numbers: [{ number, productType: 'VoiceConnector' }],
    delays: { release: 3_000 },
    fault: (operation, when) => fault(operation, when),
  });
  const client = new ChimeSDKVoiceClient({
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    requestHandler: inProcess(chime),
  });
  const connector = await client.send(
    new CreateVoiceConnectorCommand({ Name: 'office', AwsRegion: 'us-east-1', RequireEncryption: true }),
  );
  const connectorId = connector.VoiceConnector?.VoiceConnectorId ?? '';
  if (at === 'connector')
    await client.send(
      new AssociatePhoneNumbersWithVoiceConnectorCommand({
        VoiceConnectorId: connectorId,
        E164PhoneNumbers: [number],
      }),
    );
  if (at === 'group') {
    const group = await client.send(
      new CreateVoiceConnectorGroupCommand({
        Name: 'offices',
        VoiceConnectorItems: [{ VoiceConnectorId: connectorId, Priority: 1 }],
      }),
    );
    await client.send(
      new AssociatePhoneNumbersWithVoiceConnectorGroupCommand({
        VoiceConnectorGroupId: group.VoiceConnectorGroup?.VoiceConnectorGroupId ?? '',
        E164PhoneNumbers: [number],
      }),
    );
  }
  const made = await client.send(
    new CreateSipMediaApplicationCommand({
      Name: 'forwarding',
      AwsRegion: 'us-east-1',
      Endpoints: [{ LambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:forwarding-sma' }],
    }),
  );
  const application = { id: made.SipMediaApplication?.SipMediaApplicationId ?? '', region: 'us-east-1' };
  const control: ControlPlane = {
    forwards: memoryForwards(),
    operations: memoryOperations(),
    changes: memoryChanges(),
    provider: chimeNumbers(client, application),
    inventory: chimeInventory(client),
    application,
    homeConnectorId: connectorId,
    now: () => epochSeconds(new Date(now)),
    newId: () => String((ids += 1)),
  };
  return {
    control,
    later: (seconds: number) => void (now += seconds * 1000),
    failWith: (next: typeof fault) => void (fault = next),
    /** Where the number is, its forward, and how many rules there are: all that must not be half. */
    state: async () => {
      const current = await control.provider.find(number);
      if (!current.ok) throw new Error(current.error.message);
      const { rule, ...place } = current.value ?? {};
      return {
        place,
        answered: rule && !rule.disabled && rule.firstTarget?.applicationId === application.id,
        forward: await control.forwards.find(number),
        rules: (await client.send(new ListSipRulesCommand({}))).SipRules?.length,
      };
    },
  };
};

export type ControlUnderTest = Awaited<ReturnType<typeof controlUnderTest>>;

/** Ann asks, and has a minute. */
export const ann = ({ now }: ControlPlane) => ({ by: 'ann', until: (now() + 60) as EpochSeconds });

/** Lets time go by, with a sweep a minute, until the operation has ended; at most for two hours. */
export const sweepUntilFinished = async ({ control, later }: ControlUnderTest): Promise<void> => {
  for (let minute = 0; minute < 120; minute += 1) {
    const operation = await control.operations.find(number);
    if (!operation || isFinished(operation)) return;
    later(60);
    await sweep(control, (control.now() + 45) as EpochSeconds);
  }
};
