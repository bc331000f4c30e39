import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  type ChimeSDKVoiceClient,
  CreateSipMediaApplicationCommand,
  CreateVoiceConnectorCommand,
  ListSipMediaApplicationsCommand,
  ListVoiceConnectorsCommand,
  PutVoiceConnectorOriginationCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { ownNumbers } from './numbers';

/** Loopback's account at the simulated provider. */
export const loopbackAccountId = '111122223333';
export const loopbackRegion = 'us-east-1';

/** The name of the Lambda function of the account's SIP media application, and of its app. */
export const callApp = 'forwarding-sma';

/** The contents of loopback's account, besides its numbers. */
export type LoopbackAccount = { readonly applicationId: string; readonly connectorId: string };

/** How many of the numbers belong to the office's connector. The others are not attached to anything. */
const atOffice = 8;

/** Sets up the account of a typical company: an office with a Voice Connector, and an application that forwards calls. */
export const setUpAccount = async (chime: ChimeSDKVoiceClient): Promise<LoopbackAccount> => {
  const [applications, connectors] = await Promise.all([
    chime.send(new ListSipMediaApplicationsCommand({})),
    chime.send(new ListVoiceConnectorsCommand({})),
  ]);
  const name = 'loopback';
  const application = applications.SipMediaApplications?.find(({ Name }) => Name === name);
  const connector = connectors.VoiceConnectors?.find(({ Name }) => Name === name);
  return {
    connectorId: connector?.VoiceConnectorId ?? (await openOffice(chime, name)),
    applicationId: application?.SipMediaApplicationId ?? (await addApplication(chime, name)),
  };
};

const openOffice = async (chime: ChimeSDKVoiceClient, Name: string): Promise<string> => {
  const { VoiceConnector } = await chime.send(
    new CreateVoiceConnectorCommand({ Name, AwsRegion: loopbackRegion, RequireEncryption: true }),
  );
  const VoiceConnectorId = VoiceConnector?.VoiceConnectorId ?? '';
  await chime.send(
    new PutVoiceConnectorOriginationCommand({
      VoiceConnectorId,
      Origination: {
        Routes: [{ Host: 'pbx.office.example', Port: 5061, Protocol: 'TCP', Priority: 1, Weight: 1 }],
      },
    }),
  );
  await chime.send(
    new AssociatePhoneNumbersWithVoiceConnectorCommand({
      VoiceConnectorId,
      E164PhoneNumbers: ownNumbers.slice(0, atOffice),
    }),
  );
  return VoiceConnectorId;
};

const addApplication = async (chime: ChimeSDKVoiceClient, Name: string): Promise<string> => {
  const { SipMediaApplication } = await chime.send(
    new CreateSipMediaApplicationCommand({
      Name,
      AwsRegion: loopbackRegion,
      Endpoints: [{ LambdaArn: `arn:aws:lambda:${loopbackRegion}:${loopbackAccountId}:function:${callApp}` }],
    }),
  );
  return SipMediaApplication?.SipMediaApplicationId ?? '';
};
