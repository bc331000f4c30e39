import {
  DeleteVoiceConnectorCommand,
  GetSipMediaApplicationLoggingConfigurationCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { provisionerUnderTest, type ProvisionerUnderTest, reception, spare } from '../testing';

describe('an application', () => {
  const inputFor = (account: ProvisionerUnderTest, kind = 'application') => ({
    kind,
    sipMediaApplicationId: account.application.id,
    region: account.application.region,
  });
  const isLogging = async ({ client, application }: ProvisionerUnderTest) => {
    const { SipMediaApplicationLoggingConfiguration: found } = await client.send(
      new GetSipMediaApplicationLoggingConfigurationCommand({ SipMediaApplicationId: application.id }),
    );
    return found?.EnableSipMediaApplicationMessageLogs ?? false;
  };

  it('has a message log from its create to its delete', async () => {
    const account = await provisionerUnderTest();
    const messageLog = inputFor(account, 'message-log');

    expect(await account.invoke(messageLog, 'create')).toEqual({ logging: true });
    expect(await isLogging(account)).toBe(true);
    expect(await account.invoke(messageLog, 'delete')).toEqual({ logging: false });
    expect(await isLogging(account)).toBe(false);
  });

  it('moves forwarded numbers back to where they were', async () => {
    const account = await provisionerUnderTest();
    const before = await account.numbers();
    await account.forward(reception);

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({
      returned: [reception],
      unassigned: [],
    });
    expect(await account.rules()).toEqual([]);
    expect(await account.numbers()).toEqual(before);
    expect(await account.stores.forwards.find(reception)).toBeUndefined();
  });

  it('detaches a number that was attached to nothing before', async () => {
    const account = await provisionerUnderTest();
    await account.forward(spare);

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({ returned: [spare], unassigned: [] });
    expect(await account.rules()).toEqual([]);
  });

  it('leaves numbers whose origin is not known unassigned, and lists them', async () => {
    const account = await provisionerUnderTest();
    await account.addRule(spare, account.application);

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({ returned: [], unassigned: [spare] });
    expect(await account.rules()).toEqual([]);
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number: spare, status: 'Unassigned' }),
    );
  });

  it('lists numbers whose former connector no longer exists', async () => {
    const account = await provisionerUnderTest();
    await account.forward(reception);
    await account.client.send(
      new DeleteVoiceConnectorCommand({ VoiceConnectorId: account.connectors.office }),
    );

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({
      returned: [],
      unassigned: [reception],
    });
    expect(await account.rules()).toEqual([]);
  });

  it('that does not exist can be deleted, but gets no message log', async () => {
    const account = await provisionerUnderTest();
    const input = { ...inputFor(account), sipMediaApplicationId: 'gone' };
    const messageLog = { ...input, kind: 'message-log' };

    expect(await account.invoke(input, 'delete')).toEqual({ returned: [], unassigned: [] });
    expect(await account.invoke(messageLog, 'delete')).toEqual({ logging: false });
    await expect(account.invoke(messageLog, 'create')).rejects.toThrow(
      'Cannot turn on the message log of the application "gone": there is none in us-east-1',
    );
  });
});
