import {
  ChimeSDKVoiceClient,
  CreateSipMediaApplicationCommand,
  CreateVoiceConnectorCommand,
  CreateVoiceConnectorGroupCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import type { E164 } from '@dialplane/phone-numbers';
import { type Fault, inProcess, virtualChime } from '@dialplane/virtual-chime';
import type { SipMediaApplication } from './provider-number';

export const numbered = (last: number) => `+120655501${String(last).padStart(2, '0')}` as E164;
export const number = numbered(0);
const region = 'us-east-1';

/** An account with numbers, two connectors, a group and an application; Chime takes 3 s to set a number free. */
export const accountUnderTest = async ({ numbers = 3 } = {}) => {
  let now = Date.UTC(2026, 0, 5);
  let ids = 0;
  let fault: (operation: string) => Fault | undefined = () => undefined;
  const chime = virtualChime({
    region,
    accountId: '111122223333',
    now: () => now,
    newId: () => `id-${(ids += 1)}`,
    numbers: Array.from({ length: numbers }, (_, at) => ({ number: numbered(at) })),
    delays: { release: 3_000 },
    fault: (operation, when) => (when === 'before' ? fault(operation) : undefined),
  });
  const client = new ChimeSDKVoiceClient({
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: inProcess(chime),
  });
  const connector = async (Name: string) => {
    const made = await client.send(new CreateVoiceConnectorCommand({ Name, RequireEncryption: true }));
    return made.VoiceConnector?.VoiceConnectorId ?? '';
  };
  const [first, second] = [await connector('first'), await connector('second')];
  const group = await client.send(
    new CreateVoiceConnectorGroupCommand({
      Name: 'group',
      VoiceConnectorItems: [{ VoiceConnectorId: first, Priority: 1 }],
    }),
  );
  const made = await client.send(
    new CreateSipMediaApplicationCommand({
      Name: 'ours',
      AwsRegion: region,
      Endpoints: [{ LambdaArn: `arn:aws:lambda:${region}:111122223333:function:ours` }],
    }),
  );
  const application: SipMediaApplication = {
    id: made.SipMediaApplication?.SipMediaApplicationId ?? '',
    region,
  };
  return {
    client,
    application,
    connectors: { first, second },
    groupId: group.VoiceConnectorGroup?.VoiceConnectorGroupId ?? '',
    later: (seconds: number) => void (now += seconds * 1000),
    failWith: (next: typeof fault) => void (fault = next),
  };
};
