import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  ChimeSDKVoiceClient,
  CreateSipMediaApplicationCommand,
  CreateSipRuleCommand,
  CreateVoiceConnectorCommand,
  PutVoiceConnectorOriginationCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { memoryForwards } from '@dialplane/forwarding';
import { type ControlPlane, memoryChanges, memoryOperations, sweep } from '@dialplane/forwarding-control';
import { type EpochSeconds, epochSeconds } from '@dialplane/basics';
import { chimeInventory, chimeNumbers } from '@dialplane/number-routing';
import { type Fault, inProcess, virtualChime } from '@dialplane/virtual-chime';
import { forwardingApi } from './forwarding-api';
import type { Operator } from './operator';

/** Numbers of the account: three at the office, one free, and one that somebody else's application answers. */
export const [office, second, third, free, theirs] = [
  '+12065550100',
  '+12065550101',
  '+12065550102',
  '+12065550103',
  '+12065550104',
] as const;
export const desk = '+12065550142';
export const forward = { targets: [{ kind: 'phone', number: desk }], callerId: 'caller', atEnd: 'apology' };

const region = 'us-east-1';
const start = Date.UTC(2026, 0, 5, 17);

/** The API over a simulated account, in memory, with a clock that stands until it is moved. */
export const apiUnderTest = async ({ releaseDelay = 0, homeConnector = true } = {}) => {
  let now = start;
  let fault: (operation: string) => Fault | undefined = () => undefined;
  let operator: Operator | undefined = { name: 'ann', mayChange: true };
  const logged: string[] = [];
  const chime = virtualChime({
    region,
    accountId: '111122223333',
    now: () => now,
    numbers: [office, second, third, free, theirs].map((number) => ({
      number,
      productType: 'VoiceConnector',
    })),
    delays: { release: releaseDelay },
    fault: (operation, when) => (when === 'before' ? fault(operation) : undefined),
  });
  const client = new ChimeSDKVoiceClient({
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: inProcess(chime),
  });
  const { VoiceConnector } = await client.send(
    new CreateVoiceConnectorCommand({ Name: 'office', AwsRegion: region, RequireEncryption: true }),
  );
  const connectorId = VoiceConnector?.VoiceConnectorId ?? '';
  await client.send(
    new PutVoiceConnectorOriginationCommand({
      VoiceConnectorId: connectorId,
      Origination: {
        Routes: [{ Host: 'pbx.office.example', Port: 5061, Protocol: 'TCP', Priority: 1, Weight: 1 }],
      },
    }),
  );
  await client.send(
    new AssociatePhoneNumbersWithVoiceConnectorCommand({
      VoiceConnectorId: connectorId,
      E164PhoneNumbers: [office, second, third],
    }),
  );
  const ours = await addApplication(client, 'ours');
  const other = await addApplication(client, 'theirs');
  await client.send(
    new UpdatePhoneNumberCommand({ PhoneNumberId: theirs, ProductType: 'SipMediaApplicationDialIn' }),
  );
  await client.send(
    new CreateSipRuleCommand({
      Name: 'theirs',
      TriggerType: 'ToPhoneNumber',
      TriggerValue: theirs,
      TargetApplications: [{ SipMediaApplicationId: other, AwsRegion: region, Priority: 1 }],
    }),
  );

  const application = { id: ours, region };
  const control: ControlPlane = {
    forwards: memoryForwards(),
    operations: memoryOperations(),
    changes: memoryChanges(),
    provider: chimeNumbers(client, application),
    inventory: chimeInventory(client),
    application,
    ...(homeConnector && { homeConnectorId: connectorId }),
    now: () => epochSeconds(new Date(now)),
    newId: () => crypto.randomUUID().slice(0, 8),
  };
  const log = (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const api = forwardingApi({
    control,
    whoAsks: () => operator,
    log: { info: log, warn: log, error: log },
    pause: async (seconds) => void (now += seconds * 1000),
  });
  return {
    api,
    control,
    connectorId,
    logged,
    route: (number: string) => chime.routeOf(number)?.kind,
    later: (seconds: number) => void (now += seconds * 1000),
    failWith: (next: typeof fault) => void (fault = next),
    as: (next: Operator | undefined) => void (operator = next),
    sweep: () => sweep(control, (control.now() + 45) as EpochSeconds),
    /** Asks the API. A body that is no text is sent as JSON. */
    ask: async (
      method: string,
      path: string,
      body?: unknown,
      headers: Readonly<Record<string, string>> = {},
    ) => {
      const response = await api.request(path, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        json: text ? JSON.parse(text) : undefined,
      };
    },
  };
};

export type ApiUnderTest = Awaited<ReturnType<typeof apiUnderTest>>;

const addApplication = async (client: ChimeSDKVoiceClient, Name: string): Promise<string> => {
  const { SipMediaApplication } = await client.send(
    new CreateSipMediaApplicationCommand({
      Name,
      AwsRegion: region,
      Endpoints: [{ LambdaArn: `arn:aws:lambda:${region}:111122223333:function:${Name}` }],
    }),
  );
  return SipMediaApplication?.SipMediaApplicationId ?? '';
};
