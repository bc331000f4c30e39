import {
  CreateSipRuleCommand,
  DeleteSipRuleCommand,
  GetPhoneNumberCommand,
  ListSipRulesCommand,
  UpdateSipRuleCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import {
  aConnector,
  anApplication,
  aRule,
  chimeUnderTest,
  dialIn,
  first,
} from '../../testing/chime-under-test';

describe('a SIP rule', () => {
  it('sends the calls to a number to the Lambda functions of its applications, by priority', async () => {
    const { chime, client } = chimeUnderTest();
    const east = await anApplication(client);
    const west = await anApplication(client, 'us-west-2');

    const { SipRule } = await client.send(
      new CreateSipRuleCommand({
        Name: 'main line',
        TriggerType: 'ToPhoneNumber',
        TriggerValue: dialIn,
        TargetApplications: [
          { SipMediaApplicationId: west, AwsRegion: 'us-west-2', Priority: 2 },
          { SipMediaApplicationId: east, AwsRegion: 'us-east-1', Priority: 1 },
        ],
      }),
    );

    expect(SipRule).toMatchObject({ Name: 'main line', Disabled: false, CreatedTimestamp: expect.any(Date) });
    expect(chime.routeOf(dialIn)).toMatchObject({
      kind: 'application',
      sipRuleId: SipRule?.SipRuleId,
      targets: [
        { applicationId: east, lambdaArn: expect.stringContaining('us-east-1') },
        { applicationId: west, lambdaArn: expect.stringContaining('us-west-2') },
      ],
    });
  });

  it('is disabled before it is deleted, and its number is free again after a while', async () => {
    const { chime, client, clock } = chimeUnderTest({ delays: { release: 5000 } });
    const SipRuleId = await aRule(client, await anApplication(client));
    const status = async () =>
      (await client.send(new GetPhoneNumberCommand({ PhoneNumberId: dialIn }))).PhoneNumber?.Status;

    await expect(client.send(new DeleteSipRuleCommand({ SipRuleId }))).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Cannot delete the SIP rule "main line": it is enabled, expected a disabled rule',
    });
    await client.send(new UpdateSipRuleCommand({ SipRuleId, Name: 'main line', Disabled: true }));
    expect(chime.routeOf(dialIn)).toEqual({
      kind: 'none',
      because: 'its SIP rule "main line" is disabled',
    });
    await client.send(new DeleteSipRuleCommand({ SipRuleId }));

    expect(await status()).toBe('Assigned');
    clock.pass(5000);
    expect(await status()).toBe('Unassigned');
  });

  it('goes to exactly one of many who want the same number at once', async () => {
    const { client } = chimeUnderTest();
    const application = await anApplication(client);
    const outcomes = await Promise.allSettled(
      ['ann', 'ben', 'cy', 'dee'].map((Name) => aRule(client, application, { Name })),
    );

    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ]);
  });

  it('keeps what an update does not name', async () => {
    const { client } = chimeUnderTest();
    const east = await anApplication(client);
    const other = await anApplication(client);
    const SipRuleId = await aRule(client, east, { Disabled: true });
    const update = async (change: object) =>
      (await client.send(new UpdateSipRuleCommand({ SipRuleId, Name: 'renamed', ...change }))).SipRule;

    expect(await update({})).toMatchObject({
      Name: 'renamed',
      Disabled: true,
      TargetApplications: [{ SipMediaApplicationId: east }],
    });
    expect(
      await update({ TargetApplications: [{ SipMediaApplicationId: other, Priority: 3 }] }),
    ).toMatchObject({
      Disabled: true,
      TargetApplications: [{ SipMediaApplicationId: other, AwsRegion: 'us-east-1', Priority: 3 }],
    });
  });

  it('is listed with its application', async () => {
    const { client } = chimeUnderTest();
    const application = await anApplication(client);
    const other = await anApplication(client);
    const SipRuleId = await aRule(client, application);
    const rulesOf = async (SipMediaApplicationId: string) =>
      (await client.send(new ListSipRulesCommand({ SipMediaApplicationId }))).SipRules;

    expect(await rulesOf(application)).toMatchObject([{ SipRuleId }]);
    expect(await rulesOf(other)).toEqual([]);
  });
});

describe('a SIP rule is refused', () => {
  const target = (SipMediaApplicationId: string, AwsRegion = 'us-east-1') => ({
    SipMediaApplicationId,
    AwsRegion,
    Priority: 1,
  });

  it.each`
    because                                   | change                                                             | error                    | expected
    ${'its name has a plus'}                  | ${{ Name: 'Rule_+12065550102' }}                                   | ${'BadRequestException'} | ${'Name must be 1 to 256 of'}
    ${'its name is empty'}                    | ${{ Name: '' }}                                                    | ${'BadRequestException'} | ${'Name must be 1 to 256 of'}
    ${'its name has 257 characters'}          | ${{ Name: 'x'.repeat(257) }}                                       | ${'BadRequestException'} | ${'Name must be 1 to 256 of'}
    ${'another rule has its name'}            | ${{ Name: 'taken' }}                                               | ${'ConflictException'}   | ${'another one has that name'}
    ${'its trigger is of no known type'}      | ${{ TriggerType: 'FromPhoneNumber' }}                              | ${'BadRequestException'} | ${'TriggerType must be one of RequestUriHostname, ToPhoneNumber'}
    ${'its number is not ours'}               | ${{ TriggerValue: '+12065550199' }}                                | ${'BadRequestException'} | ${'not a number of the account'}
    ${'its number is for Voice Connectors'}   | ${{ TriggerValue: first }}                                         | ${'BadRequestException'} | ${'its product type is VoiceConnector'}
    ${'no Voice Connector has its host'}      | ${{ TriggerType: 'RequestUriHostname', TriggerValue: 'pbx.test' }} | ${'BadRequestException'} | ${'expected the outbound host name'}
    ${'it has no target'}                     | ${{ TargetApplications: [] }}                                      | ${'BadRequestException'} | ${'TargetApplications must be 1 to 25 of them'}
    ${'its target does not exist'}            | ${{ TargetApplications: [target('nowhere')] }}                     | ${'BadRequestException'} | ${"expected one of the account's"}
    ${'its target is in another Region'}      | ${{ TargetApplications: [target('id-001', 'us-west-2')] }}         | ${'BadRequestException'} | ${'expected its Region us-east-1'}
    ${'two of its targets are in one Region'} | ${{ TargetApplications: [target('id-001'), target('id-001')] }}    | ${'BadRequestException'} | ${'expected one a Region'}
    ${'a priority is 0'}                      | ${{ TargetApplications: [{ ...target('id-001'), Priority: 0 }] }}  | ${'BadRequestException'} | ${'Priority must be from 1 to 25'}
    ${'a priority is 26'}                     | ${{ TargetApplications: [{ ...target('id-001'), Priority: 26 }] }} | ${'BadRequestException'} | ${'Priority must be from 1 to 25'}
  `('with $error because $because', async ({ change, error, expected }) => {
    const { client } = chimeUnderTest({
      numbers: [
        { number: first },
        { number: dialIn, productType: 'SipMediaApplicationDialIn' },
        { number: '+12065550103', productType: 'SipMediaApplicationDialIn' },
      ],
    });
    const application = await anApplication(client);
    await aRule(client, application, { Name: 'taken', TriggerValue: '+12065550103' });

    await expect(
      client.send(
        new CreateSipRuleCommand({
          Name: 'main line',
          TriggerType: 'ToPhoneNumber',
          TriggerValue: dialIn,
          TargetApplications: [target(application)],
          ...change,
        }),
      ),
    ).rejects.toMatchObject({ name: error, message: expect.stringContaining(expected) });
  });

  it('because another rule has its number', async () => {
    const { client } = chimeUnderTest();
    const application = await anApplication(client);
    await aRule(client, application, { Disabled: true });

    await expect(aRule(client, application, { Name: 'second' })).rejects.toMatchObject({
      name: 'ConflictException',
    });
  });

  it('because its number is in the deletion queue, or still on order', async () => {
    const { client } = chimeUnderTest({ delays: { order: 1000 } });
    const application = await anApplication(client);
    const ordered = '+13125550150';
    await client.deletePhoneNumber({ PhoneNumberId: dialIn });
    await client.createPhoneNumberOrder({
      ProductType: 'SipMediaApplicationDialIn',
      E164PhoneNumbers: [ordered],
    });

    await expect(aRule(client, application)).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining('it is ReleaseInProgress'),
    });
    await expect(aRule(client, application, { TriggerValue: ordered })).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining('it is AcquireInProgress'),
    });
  });

  it('because another rule has its new name', async () => {
    const { client } = chimeUnderTest({
      numbers: [first, dialIn].map((number) => ({
        number,
        productType: 'SipMediaApplicationDialIn' as const,
      })),
    });
    const application = await anApplication(client);
    await aRule(client, application, { Name: 'taken' });
    const SipRuleId = await aRule(client, application, { Name: 'free', TriggerValue: first });
    const rename = (Name: string) => client.send(new UpdateSipRuleCommand({ SipRuleId, Name }));

    await expect(rename('taken')).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(rename('free')).resolves.toMatchObject({ SipRule: { Name: 'free' } });
  });

  it('but not for the outbound host of a Voice Connector', async () => {
    const { client } = chimeUnderTest();
    const application = await anApplication(client);
    const connector = await aConnector(client);
    const made = client.send(
      new CreateSipRuleCommand({
        Name: 'from the office',
        TriggerType: 'RequestUriHostname',
        TriggerValue: `${connector}.voiceconnector.chime.aws`,
        TargetApplications: [target(application)],
      }),
    );

    await expect(made).resolves.toMatchObject({ SipRule: { TriggerType: 'RequestUriHostname' } });
  });
});
