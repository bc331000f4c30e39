import {
  DeleteVoiceConnectorCommand,
  GetSipMediaApplicationLoggingConfigurationCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { forward, reception, makeRule, officeAccount, spare } from './office-account';
import type { VirtualAccount } from './virtual-account';

describe('an application', () => {
  const inputFor = (account: VirtualAccount, logging = true) => ({
    kind: 'application',
    sipMediaApplicationId: account.application.id,
    region: account.application.region,
    logging,
  });
  const isLogging = async ({ client, application }: VirtualAccount) => {
    const { SipMediaApplicationLoggingConfiguration: found } = await client.send(
      new GetSipMediaApplicationLoggingConfigurationCommand({ SipMediaApplicationId: application.id }),
    );
    return found?.EnableSipMediaApplicationMessageLogs ?? false;
  };

  it('logs as it is told, and no more after its end', async () => {
    const account = await officeAccount();

    expect(await account.invoke(inputFor(account), 'create')).toEqual({ logging: true });
    expect(await isLogging(account)).toBe(true);
    expect(await account.invoke(inputFor(account, false), 'update')).toEqual({ logging: false });
    expect(await isLogging(account)).toBe(false);
    await account.invoke(inputFor(account), 'update');
    await account.invoke(inputFor(account), 'delete');
    expect(await isLogging(account)).toBe(false);
  });

  it('sends forwarded numbers back to where they came from', async () => {
    const account = await officeAccount();
    const before = await account.numbers();
    await forward(account, reception);

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({
      returned: [reception],
      unassigned: [],
    });
    expect(await account.rules()).toEqual([]);
    expect(await account.numbers()).toEqual(before);
    expect(await account.stores.forwards.find(reception)).toBeUndefined();
  });

  it('leaves a number that came from nothing with nothing', async () => {
    const account = await officeAccount();
    await forward(account, spare);

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({ returned: [spare], unassigned: [] });
    expect(await account.rules()).toEqual([]);
  });

  it('says which numbers nobody knows the origin of, and leaves them unassigned', async () => {
    const account = await officeAccount();
    await makeRule(account, spare);

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({ returned: [], unassigned: [spare] });
    expect(await account.rules()).toEqual([]);
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number: spare, status: 'Unassigned' }),
    );
  });

  it('says which numbers came from a connector that is gone', async () => {
    const account = await officeAccount();
    await forward(account, reception);
    await account.client.send(
      new DeleteVoiceConnectorCommand({ VoiceConnectorId: account.connectors.office }),
    );

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({
      returned: [],
      unassigned: [reception],
    });
    expect(await account.rules()).toEqual([]);
  });

  it('that is not there can be deleted, and not created', async () => {
    const account = await officeAccount();
    const input = { ...inputFor(account), sipMediaApplicationId: 'gone' };

    expect(await account.invoke(input, 'delete')).toEqual({ returned: [], unassigned: [] });
    await expect(account.invoke(input, 'create')).rejects.toThrow(
      'Cannot set the logging of the application "gone": there is none in us-east-1',
    );
  });
});
