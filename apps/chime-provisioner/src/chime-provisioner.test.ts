import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  CreateSipRuleCommand,
  DeleteVoiceConnectorCommand,
  GetSipMediaApplicationLoggingConfigurationCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { advance, putForward } from '@dialplane/forwarding-control';
import type { EpochSeconds } from '@dialplane/kernel';
import type { E164 } from '@dialplane/phone-numbers';
import { type VirtualAccount, virtualAccount } from './virtual-account';

const main = '+12065550100' as E164;
const spare = '+12065550101' as E164;
const later = (account: VirtualAccount) => (account.control.now() + 600) as EpochSeconds;

/** An account with two numbers: `main` is called Reception and belongs to the office, `spare` belongs to nothing. */
const withNumbers = async () => {
  const account = await virtualAccount({
    numbers: [{ number: main, name: 'Reception' }, { number: spare }],
    delays: { order: 20_000, release: 3_000 },
  });
  await account.client.send(
    new AssociatePhoneNumbersWithVoiceConnectorCommand({
      VoiceConnectorId: account.connectors.office,
      E164PhoneNumbers: [main],
    }),
  );
  return account;
};

const adopted = (number: string) => ({
  kind: 'phone-number',
  name: 'sales',
  adopt: number,
  onDestroy: 'release',
});
const ordered = (onDestroy = 'release') => ({
  kind: 'phone-number',
  name: 'sales',
  order: { areaCode: '425' },
  onDestroy,
});

describe('a number that is adopted', () => {
  it('gets its name, its connector, and goes back to where it was', async () => {
    const account = await withNumbers();
    const before = await account.numbers();
    const input = { ...adopted(main), connectorId: account.connectors.branch };

    expect(await account.invoke(input, 'create')).toEqual({ number: main });
    expect(await account.numbers()).toContainEqual({
      number: main,
      status: 'Assigned',
      productType: 'VoiceConnector',
      name: 'sales',
      attachedTo: [account.connectors.branch],
    });

    expect(await account.invoke(input, 'delete')).toEqual({ outcome: 'returned' });
    expect(await account.numbers()).toEqual(before);
  });

  it('can become a number of a SIP media application, and of a connector again', async () => {
    const account = await withNumbers();
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
    const account = await withNumbers();
    const input = { ...adopted(main), connectorId: account.connectors.branch };
    await account.invoke(input, 'create');
    await account.client.send(
      new DeleteVoiceConnectorCommand({ VoiceConnectorId: account.connectors.office }),
    );

    expect(await account.invoke(input, 'delete')).toEqual({ outcome: 'unassigned' });
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number: main, status: 'Unassigned', name: 'Reception' }),
    );
  });

  it('is given to one name only', async () => {
    const account = await withNumbers();
    await account.invoke(adopted(main), 'create');

    await expect(account.invoke({ ...adopted(main), name: 'support' }, 'create')).rejects.toThrow(
      'Cannot adopt the number of "support": it is provided under another name: expected one name for a number',
    );
  });

  it('leaves nothing behind when it cannot be adopted', async () => {
    const account = await withNumbers();

    await expect(account.invoke(adopted('+12065550199'), 'create')).rejects.toThrow(
      'Cannot adopt the number of "sales": the account does not have it: order it first',
    );
    await expect(
      account.invoke({ ...adopted(main), connectorId: 'no-such-connector' }, 'create'),
    ).rejects.toThrow('Cannot provide the number "sales": there is no Voice Connector "no-such-connector"');
    expect(await account.stores.provided.find('sales')).toBeUndefined();
  });

  it('is not taken from a SIP media application', async () => {
    const account = await withNumbers();
    await forwarded(account, spare);

    await expect(account.invoke(adopted(spare), 'create')).rejects.toThrow(
      'Cannot adopt the number of "sales": another SIP media application answers it',
    );
  });

  it('stays while it is forwarded, and says what would be right', async () => {
    const account = await withNumbers();
    const input = { ...adopted(main), connectorId: account.connectors.office };
    await account.invoke(input, 'create');
    await forwarded(account, main);

    expect(await account.invoke({ ...input, onDestroy: 'keep' }, 'update')).toEqual({ number: main });
    await expect(account.invoke(input, 'delete')).rejects.toThrow(
      'Cannot move the number "sales": another SIP media application answers it: remove its forward first',
    );
  });
});

describe('a number that is ordered', () => {
  it('is ordered once, however often it is created', async () => {
    const account = await withNumbers();

    const first = await account.invoke(ordered(), 'create');
    const again = await account.invoke(ordered(), 'create');

    expect(first).toEqual({ number: expect.stringMatching(/^\+1425/) });
    expect(again).toEqual(first);
    expect(await account.orders()).toHaveLength(1);
    expect(await account.numbers()).toHaveLength(3);
  });

  it.each`
    order                        | begins
    ${{ areaCode: '425' }}       | ${/^\+1425/}
    ${{ state: 'WA' }}           | ${/^\+1/}
    ${{ tollFreePrefix: '833' }} | ${/^\+1833/}
  `('is one with $order', async ({ order, begins }) => {
    const account = await withNumbers();

    expect(await account.invoke({ ...ordered(), order }, 'create')).toEqual({
      number: expect.stringMatching(begins),
    });
  });

  it('says to apply again while its order takes longer than there is time, and the next apply picks it up', async () => {
    const account = await withNumbers();

    await expect(account.invoke(ordered(), 'create', 30)).rejects.toThrow(
      /^Cannot order a number with area code 425 for "sales" yet: .*: apply again$/,
    );
    expect(await account.orders()).toHaveLength(1);

    account.wait(60);
    expect(await account.invoke(ordered(), 'create', 30)).toMatchObject({ number: expect.any(String) });
    expect(await account.orders()).toHaveLength(1);
  });

  it.each`
    onDestroy    | outcome       | status
    ${'release'} | ${'released'} | ${'ReleaseInProgress'}
    ${'keep'}    | ${'kept'}     | ${'Unassigned'}
  `('is $outcome on destroy where that says $onDestroy', async ({ onDestroy, outcome, status }) => {
    const account = await withNumbers();
    const input = { ...ordered(onDestroy), connectorId: account.connectors.office };
    const { number } = (await account.invoke(input, 'create')) as { number: E164 };

    expect(await account.invoke(input, 'delete')).toEqual({ outcome });
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number, status, attachedTo: [] }),
    );
    expect(await account.stores.provided.find('sales')).toBeUndefined();
  });

  it('is given back by a delete that comes while its order is being processed', async () => {
    const account = await withNumbers();
    await expect(account.invoke(ordered(), 'create', 21)).rejects.toThrow('apply again');

    expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'released' });
  });

  it('of two that are created at once is another for each', async () => {
    const account = await withNumbers();
    const names = ['sales', 'support', 'press', 'lobby'];

    const created = await Promise.all(
      names.map((name) => account.invoke({ ...ordered(), name }, 'create') as Promise<{ number: E164 }>),
    );

    expect(new Set(created.map(({ number }) => number)).size).toBe(names.length);
    expect(await account.orders()).toHaveLength(names.length);
  });

  it('is tried five times where it cannot be had, each time another', async () => {
    const asked: string[] = [];
    const account = await virtualAccount({
      fault: (operation, when) => {
        if (operation !== 'CreatePhoneNumberOrder' || when === 'after') return undefined;
        asked.push(operation);
        return { error: 'ResourceLimitExceededException' };
      },
    });

    await expect(account.invoke(ordered(), 'create')).rejects.toThrow(
      /^Cannot order a number with area code 425 for "sales": the last 5 could not be had: ResourceLimit/,
    );
    expect(asked).toHaveLength(5);
    expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'gone' });
  });

  it('says what to try where none is available', async () => {
    const account = await withNumbers();

    const none = { ...ordered(), order: { state: 'ZZ' } };

    await expect(account.invoke(none, 'create')).rejects.toThrow(
      'Cannot find a number with state ZZ for "sales": none is available: try another area code or state, or later',
    );
  });
});

describe('a number that is another', () => {
  it('is no update', async () => {
    const account = await withNumbers();
    await account.invoke(adopted(main), 'create');

    await expect(account.invoke(adopted(spare), 'update')).rejects.toThrow(
      'Cannot update the number "sales": adopt and order must stay as they were: put them into the triggers too, so that Terraform replaces',
    );
  });

  it('has another name', async () => {
    const account = await withNumbers();
    await account.invoke(adopted(main), 'create');

    await expect(account.invoke(ordered(), 'create')).rejects.toThrow(
      'Cannot create the number "sales": the name stands for another number: choose another name',
    );
  });

  it('takes the place of one that was never finished', async () => {
    const account = await withNumbers();
    await expect(account.invoke(ordered(), 'create', 30)).rejects.toThrow('apply again');

    expect(await account.invoke(adopted(main), 'create')).toEqual({ number: main });
    expect(await account.numbers()).toContainEqual(expect.objectContaining({ status: 'ReleaseInProgress' }));
  });
});

it('refuses to update a number of which nothing is known', async () => {
  const account = await withNumbers();

  await expect(account.invoke(adopted(main), 'update')).rejects.toThrow(
    'Cannot update the number "sales": there is none of that name: replace the resource, so that it is created',
  );
});

it('deletes what does not exist, and deletes twice', async () => {
  const account = await withNumbers();
  expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'gone' });

  await account.invoke(ordered(), 'create');
  await account.invoke(ordered(), 'delete');

  expect(await account.invoke(ordered(), 'delete')).toEqual({ outcome: 'gone' });
});

/** Forwards a number to the account's application, as the control API does. */
const forwarded = async (account: VirtualAccount, number: E164) => {
  const target = '+12065550142' as E164;
  const forward = {
    number,
    targets: [{ kind: 'phone' as const, number: target }],
    callerId: 'dialled' as const,
    atEnd: 'apology' as const,
  };
  const ask = () => putForward(account.control, forward, 'new', { by: 'ann', until: later(account) });
  expect(await ask()).toMatchObject({ kind: expect.stringMatching(/moving|stored/) });
  for (let i = 0; (await account.rules()).every((it) => it.TriggerValue !== number); i++) {
    expect(i).toBeLessThan(10);
    account.wait(31);
    await advance(account.control, number, later(account));
  }
};

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
    const account = await withNumbers();

    expect(await account.invoke(inputFor(account), 'create')).toEqual({ logging: true });
    expect(await isLogging(account)).toBe(true);
    expect(await account.invoke(inputFor(account, false), 'update')).toEqual({ logging: false });
    expect(await isLogging(account)).toBe(false);
    await account.invoke(inputFor(account), 'update');
    await account.invoke(inputFor(account), 'delete');
    expect(await isLogging(account)).toBe(false);
  });

  it('sends forwarded numbers back to where they came from', async () => {
    const account = await withNumbers();
    const before = await account.numbers();
    await forwarded(account, main);

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({ returned: [main], unassigned: [] });
    expect(await account.rules()).toEqual([]);
    expect(await account.numbers()).toEqual(before);
    expect(await account.stores.forwards.find(main)).toBeUndefined();
  });

  it('leaves a number that came from nothing with nothing', async () => {
    const account = await withNumbers();
    await forwarded(account, spare);

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({ returned: [spare], unassigned: [] });
    expect(await account.rules()).toEqual([]);
  });

  it('says which numbers nobody knows the origin of, and leaves them unassigned', async () => {
    const account = await withNumbers();
    await ruledByHand(account, spare);

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({ returned: [], unassigned: [spare] });
    expect(await account.rules()).toEqual([]);
    expect(await account.numbers()).toContainEqual(
      expect.objectContaining({ number: spare, status: 'Unassigned' }),
    );
  });

  it('says which numbers came from a connector that is gone', async () => {
    const account = await withNumbers();
    await forwarded(account, main);
    await account.client.send(
      new DeleteVoiceConnectorCommand({ VoiceConnectorId: account.connectors.office }),
    );

    expect(await account.invoke(inputFor(account), 'delete')).toEqual({ returned: [], unassigned: [main] });
    expect(await account.rules()).toEqual([]);
  });

  it('that is not there can be deleted, and not created', async () => {
    const account = await withNumbers();
    const input = { ...inputFor(account), sipMediaApplicationId: 'gone' };

    expect(await account.invoke(input, 'delete')).toEqual({ returned: [], unassigned: [] });
    await expect(account.invoke(input, 'create')).rejects.toThrow(
      'Cannot set the logging of the application "gone": there is none in us-east-1',
    );
  });
});

/** A number with a rule that somebody made by hand. */
const ruledByHand = async ({ client, application }: VirtualAccount, number: E164) => {
  await client.send(
    new UpdatePhoneNumberCommand({ PhoneNumberId: number, ProductType: 'SipMediaApplicationDialIn' }),
  );
  await client.send(
    new CreateSipRuleCommand({
      Name: 'by hand',
      TriggerType: 'ToPhoneNumber',
      TriggerValue: number,
      TargetApplications: [
        { SipMediaApplicationId: application.id, AwsRegion: application.region, Priority: 1 },
      ],
    }),
  );
};

it('lists everything that is wrong with the input', async () => {
  const account = await withNumbers();

  await expect(account.invoke({ ...adopted('555'), colour: 'red' }, 'create')).rejects.toThrow(
    'Cannot read the input: adopt must be a phone number in E.164 form; colour is not known here',
  );
});

it('writes no phone number into its log, nor into an error', async () => {
  const account = await withNumbers();
  await account.invoke(adopted(main), 'create');
  await expect(account.invoke({ ...adopted(main), name: main }, 'create')).rejects.toThrow(
    /^((?!5550100).)*$/,
  );

  expect(account.logged.join()).not.toContain('5550100');
});
