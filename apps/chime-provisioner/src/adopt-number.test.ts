import { DeleteVoiceConnectorCommand } from '@aws-sdk/client-chime-sdk-voice';
import { adopted } from './number-inputs';
import { forward, reception, officeAccount, spare } from './office-account';

describe('a number that is adopted', () => {
  it('gets its name, its connector, and goes back to where it was', async () => {
    const account = await officeAccount();
    const before = await account.numbers();
    const input = { ...adopted(reception), connectorId: account.connectors.branch };

    expect(await account.invoke(input, 'create')).toEqual({ number: reception });
    expect(await account.numbers()).toContainEqual({
      number: reception,
      status: 'Assigned',
      productType: 'VoiceConnector',
      name: 'sales',
      attachedTo: [account.connectors.branch],
    });

    expect(await account.invoke(input, 'delete')).toEqual({ outcome: 'returned' });
    expect(await account.numbers()).toEqual(before);
  });

  it('can become a number of a SIP media application, and of a connector again', async () => {
    const account = await officeAccount();
    const dialIn = { ...adopted(spare), productType: 'SipMediaApplicationDialIn' };

    await account.invoke(dialIn, 'create');
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number: spare, productType: 'SipMediaApplicationDialIn' }),
    );

    await account.invoke({ ...adopted(spare), connectorId: account.connectors.office }, 'update');
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number: spare, attachedTo: [account.connectors.office] }),
    );
  });

  it('is left unassigned when the connector that it came from is gone', async () => {
    const account = await officeAccount();
    const input = { ...adopted(reception), connectorId: account.connectors.branch };
    await account.invoke(input, 'create');
    await account.client.send(
      new DeleteVoiceConnectorCommand({ VoiceConnectorId: account.connectors.office }),
    );

    expect(await account.invoke(input, 'delete')).toEqual({ outcome: 'unassigned' });
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number: reception, status: 'Unassigned', name: 'Reception' }),
    );
  });

  it('is given to one name only', async () => {
    const account = await officeAccount();
    await account.invoke(adopted(reception), 'create');

    await expect(account.invoke({ ...adopted(reception), name: 'support' }, 'create')).rejects.toThrow(
      'Cannot adopt the number of "support": it is provided under another name: expected one name for a number',
    );
  });

  it('leaves nothing behind when it cannot be adopted', async () => {
    const account = await officeAccount();

    await expect(account.invoke(adopted('+12065550199'), 'create')).rejects.toThrow(
      'Cannot adopt the number of "sales": the account does not have it: order it first',
    );
    await expect(
      account.invoke({ ...adopted(reception), connectorId: 'no-such-connector' }, 'create'),
    ).rejects.toThrow('Cannot provide the number "sales": there is no Voice Connector "no-such-connector"');
    expect(await account.stores.provided.find('sales')).toBeUndefined();
  });

  it('is not taken from a SIP media application', async () => {
    const account = await officeAccount();
    await forward(account, spare);

    await expect(account.invoke(adopted(spare), 'create')).rejects.toThrow(
      'Cannot adopt the number of "sales": another SIP media application answers it',
    );
  });

  it('stays while it is forwarded, and says what would be right', async () => {
    const account = await officeAccount();
    const input = { ...adopted(reception), connectorId: account.connectors.office };
    await account.invoke(input, 'create');
    await forward(account, reception);

    expect(await account.invoke({ ...input, onDestroy: 'keep' }, 'update')).toEqual({ number: reception });
    await expect(account.invoke(input, 'delete')).rejects.toThrow(
      'Cannot move the number "sales": a SIP media application answers it: remove its forward first',
    );
  });
});
