import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  AssociatePhoneNumbersWithVoiceConnectorGroupCommand,
  ChimeSDKVoiceClient,
  CreateSipMediaApplicationCommand,
  CreateSipRuleCommand,
  CreateVoiceConnectorCommand,
  CreateVoiceConnectorGroupCommand,
  ListPhoneNumberOrdersCommand,
  ListPhoneNumbersCommand,
  ListSipRulesCommand,
  PutVoiceConnectorOriginationCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { epochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import {
  type ChimeFaults,
  inProcess,
  virtualChime,
  type VirtualChimeOptions,
} from '@dialplane/virtual-chime';
import type { ChimeApplication } from '../src/provider-number';

const region = 'us-east-1';
const accountId = '111122223333';

/** The nth number of the account: +12065550100, +12065550101, and so on. */
export const numberAt = (n: number) => `+120655501${String(n).padStart(2, '0')}` as E164;

const lambdaArn = (name: string) => `arn:aws:lambda:${region}:${accountId}:function:${name}`;

/**
 * An account at the virtual Chime, in virtual time: numbers that are attached to nothing, the Voice Connectors `office` and
 * `branch`, a connector group with the branch in it, and our SIP media application. Ids are the same in every run, so
 * states can be compared.
 */
export const testAccount = async ({
  numbers = [{ number: numberAt(0) }, { number: numberAt(1) }, { number: numberAt(2) }],
  delays = { release: 3_000 },
}: Pick<VirtualChimeOptions, 'numbers' | 'delays'> = {}) => {
  let now = Date.UTC(2026, 0, 5, 17);
  let ids = 0;
  let faults: ChimeFaults = () => undefined;
  const newId = () => `id-${(ids += 1)}`;
  const chime = virtualChime({
    region,
    accountId,
    now: () => now,
    newId,
    numbers,
    delays,
    fault: (operation, when) => faults(operation, when),
  });
  const client = new ChimeSDKVoiceClient({
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: inProcess(chime),
  });

  const addConnector = async (Name: string): Promise<string> => {
    const made = await client.send(
      new CreateVoiceConnectorCommand({ Name, AwsRegion: region, RequireEncryption: true }),
    );
    return made.VoiceConnector?.VoiceConnectorId ?? '';
  };
  const addApplication = async (Name: string): Promise<ChimeApplication> => {
    const made = await client.send(
      new CreateSipMediaApplicationCommand({
        Name,
        AwsRegion: region,
        Endpoints: [{ LambdaArn: lambdaArn(Name) }],
      }),
    );
    return { id: made.SipMediaApplication?.SipMediaApplicationId ?? '', region };
  };

  const connectors = { office: await addConnector('office'), branch: await addConnector('branch') };
  await client.send(
    new PutVoiceConnectorOriginationCommand({
      VoiceConnectorId: connectors.office,
      Origination: {
        Routes: [{ Host: 'pbx.office.example', Port: 5061, Protocol: 'TCP', Priority: 1, Weight: 1 }],
      },
    }),
  );
  const group = await client.send(
    new CreateVoiceConnectorGroupCommand({
      Name: 'group',
      VoiceConnectorItems: [{ VoiceConnectorId: connectors.branch, Priority: 1 }],
    }),
  );
  const groupId = group.VoiceConnectorGroup?.VoiceConnectorGroupId ?? '';

  return {
    chime,
    client,
    application: await addApplication('forwarding'),
    connectors,
    groupId,
    newId,
    now: () => epochSeconds(new Date(now)),
    /** Virtual time passes. */
    later: (seconds: number) => void (now += seconds * 1000),
    /** Makes operations of Chime fail, before or after they take effect. */
    failWith: (next: ChimeFaults) => void (faults = next),
    addApplication,
    attachToConnector: (VoiceConnectorId: string, ...E164PhoneNumbers: E164[]) =>
      client.send(new AssociatePhoneNumbersWithVoiceConnectorCommand({ VoiceConnectorId, E164PhoneNumbers })),
    attachToGroup: (...E164PhoneNumbers: E164[]) =>
      client.send(
        new AssociatePhoneNumbersWithVoiceConnectorGroupCommand({
          VoiceConnectorGroupId: groupId,
          E164PhoneNumbers,
        }),
      ),
    /** Sends a number's calls to an application by a SIP rule that this platform did not create. */
    addRule: async (number: E164, { id, region: AwsRegion }: ChimeApplication, Disabled = false) => {
      await client.send(
        new UpdatePhoneNumberCommand({ PhoneNumberId: number, ProductType: 'SipMediaApplicationDialIn' }),
      );
      await client.send(
        new CreateSipRuleCommand({
          Name: 'by hand',
          TriggerType: 'ToPhoneNumber',
          TriggerValue: number,
          Disabled,
          TargetApplications: [{ SipMediaApplicationId: id, AwsRegion, Priority: 1 }],
        }),
      );
    },
    /** The account's numbers, as Chime lists them. */
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
    rules: async () => (await client.send(new ListSipRulesCommand({}))).SipRules ?? [],
    orders: async () => (await client.send(new ListPhoneNumberOrdersCommand({}))).PhoneNumberOrders ?? [],
  };
};

export type TestAccount = Awaited<ReturnType<typeof testAccount>>;
