import { DeleteVoiceConnectorCommand } from '@aws-sdk/client-chime-sdk-voice';
import { provisionerUnderTest, reception, spare } from '../testing';
import { adopted } from '../testing/number-inputs';

describe('an adopted number', () => {
  it('gets its name and connector, and goes back to where it was on delete', async () => {
    const account = await provisionerUnderTest();
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

  it('can be changed to a SIP media application number, and back to a connector', async () => {
    const account = await provisionerUnderTest();
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

  it('is left unassigned on delete if its former connector no longer exists', async () => {
    const account = await provisionerUnderTest();
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

  it('can have only one name', async () => {
    const account = await provisionerUnderTest();
    await account.invoke(adopted(reception), 'create');

    await expect(account.invoke({ ...adopted(reception), name: 'support' }, 'create')).rejects.toThrow(
      'Cannot adopt the number of "support": it is provided under another name: expected one name for each number',
    );
  });

  it('leaves no record if it cannot be adopted', async () => {
    const account = await provisionerUnderTest();

    await expect(account.invoke(adopted('+12065550199'), 'create')).rejects.toThrow(
      'Cannot adopt the number of "sales": the account does not have it: order it first',
    );
    await expect(
      account.invoke({ ...adopted(reception), connectorId: 'no-such-connector' }, 'create'),
    ).rejects.toThrow('Cannot provide the number "sales": there is no Voice Connector "no-such-connector"');
    expect(await account.stores.provided.find('sales')).toBeUndefined();
  });

  it('is not taken from a SIP media application', async () => {
    const account = await provisionerUnderTest();
    await account.forward(spare);

    await expect(account.invoke(adopted(spare), 'create')).rejects.toThrow(
      'Cannot adopt the number of "sales": another SIP media application answers it',
    );
  });

  it('is not moved while it is forwarded, and the error says what to do', async () => {
    const account = await provisionerUnderTest();
    const input = { ...adopted(reception), connectorId: account.connectors.office };
    await account.invoke(input, 'create');
    await account.forward(reception);

    expect(await account.invoke({ ...input, onDestroy: 'keep' }, 'update')).toEqual({ number: reception });
    await expect(account.invoke(input, 'delete')).rejects.toThrow(
      'Cannot move the number "sales": a SIP media application answers it: remove its forward first',
    );
  });
});
