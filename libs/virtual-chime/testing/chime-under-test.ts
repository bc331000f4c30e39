import {
  ChimeSDKVoice,
  type ChimeSDKVoiceClient,
  CreateSipMediaApplicationCommand,
  CreateSipRuleCommand,
  CreateVoiceConnectorCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { inProcess } from '@dialplane/virtual-aws';
import { documented } from './documented-errors';
import { virtualChime, type VirtualChimeOptions } from '../src/virtual-chime';

/** Numbers of the account under test: the first two for Voice Connectors, the third for applications. */
export const [first, second, dialIn] = ['+12065550100', '+12065550101', '+12065550102'] as const;

/** Virtual time, in epoch milliseconds. */
export const clockAt = (start: number) => {
  let at = start;
  return { now: () => at, pass: (milliseconds: number) => void (at += milliseconds) };
};

/** A virtual Chime with three numbers, ids `id-001` and so on, and a client of the real SDK. */
export const chimeUnderTest = (options: Partial<VirtualChimeOptions> = {}) => {
  const clock = clockAt(Date.UTC(2026, 0, 5, 9));
  let ids = 0;
  const chime = virtualChime({
    region: 'us-east-1',
    accountId: '111122223333',
    now: clock.now,
    newId: () => `id-${String((ids += 1)).padStart(3, '0')}`,
    numbers: [
      { number: first },
      { number: second },
      { number: dialIn, productType: 'SipMediaApplicationDialIn' },
    ],
    ...options,
  });
  return { chime, clock, client: clientOf(chime) };
};

/** A client of the real SDK, without a socket. An error that is not documented for its operation fails the test. */
export const clientOf = (chime: Parameters<typeof inProcess>[0]) =>
  new ChimeSDKVoice({
    requestHandler: inProcess({ fetch: documented(chime.fetch) }),
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  });

export const lambdaIn = (region: string) => `arn:aws:lambda:${region}:111122223333:function:forwarding-sma`;

/** Makes an application. @returns its id */
export const anApplication = async (client: ChimeSDKVoiceClient, AwsRegion = 'us-east-1') => {
  const made = await client.send(
    new CreateSipMediaApplicationCommand({
      AwsRegion,
      Name: 'forwarding',
      Endpoints: [{ LambdaArn: lambdaIn(AwsRegion) }],
    }),
  );
  return made.SipMediaApplication?.SipMediaApplicationId ?? '';
};

/** Makes a rule from the dial-in number to an application. @returns its id */
export const aRule = async (
  client: ChimeSDKVoiceClient,
  SipMediaApplicationId: string,
  change: { readonly Name?: string; readonly TriggerValue?: string; readonly Disabled?: boolean } = {},
) => {
  const made = await client.send(
    new CreateSipRuleCommand({
      Name: 'main line',
      TriggerType: 'ToPhoneNumber',
      TriggerValue: dialIn,
      TargetApplications: [{ SipMediaApplicationId, AwsRegion: 'us-east-1', Priority: 1 }],
      ...change,
    }),
  );
  return made.SipRule?.SipRuleId ?? '';
};

/** Makes a Voice Connector. @returns its id */
export const aConnector = async (client: ChimeSDKVoiceClient, Name = 'office') => {
  const made = await client.send(new CreateVoiceConnectorCommand({ Name, RequireEncryption: false }));
  return made.VoiceConnector?.VoiceConnectorId ?? '';
};
