import {
  CreateSipMediaApplicationCommand,
  DeleteSipMediaApplicationCommand,
  DeleteSipRuleCommand,
  GetSipMediaApplicationCommand,
  GetSipMediaApplicationLoggingConfigurationCommand,
  ListSipMediaApplicationsCommand,
  PutSipMediaApplicationLoggingConfigurationCommand,
  UpdateSipMediaApplicationCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { anApplication, aRule, chimeUnderTest, lambdaIn } from '../../testing/chime-under-test';

it('is made, changed and shown', async () => {
  const { client } = chimeUnderTest();
  const SipMediaApplicationId = await anApplication(client);

  await client.send(new UpdateSipMediaApplicationCommand({ SipMediaApplicationId, Name: 'renamed' }));

  const { SipMediaApplication } = await client.send(
    new GetSipMediaApplicationCommand({ SipMediaApplicationId }),
  );
  expect(SipMediaApplication).toMatchObject({
    SipMediaApplicationArn: `arn:aws:chime:us-east-1:111122223333:sma/${SipMediaApplicationId}`,
    AwsRegion: 'us-east-1',
    Name: 'renamed',
    Endpoints: [{ LambdaArn: lambdaIn('us-east-1') }],
  });
});

it.each`
  because                             | change                                                                             | error
  ${'it has no function'}             | ${{ Endpoints: [] }}                                                               | ${'BadRequestException'}
  ${'it has two functions'}           | ${{ Endpoints: Array(2).fill({ LambdaArn: lambdaIn('us-east-1') }) }}              | ${'BadRequestException'}
  ${'its endpoint is empty'}          | ${{ Endpoints: [{}] }}                                                             | ${'BadRequestException'}
  ${'its function is not a function'} | ${{ Endpoints: [{ LambdaArn: 'arn:aws:sqs:us-east-1:111122223333:q' }] }}          | ${'BadRequestException'}
  ${'its function is elsewhere'}      | ${{ Endpoints: [{ LambdaArn: lambdaIn('us-west-2') }] }}                           | ${'BadRequestException'}
  ${'its Region has no such thing'}   | ${{ AwsRegion: 'mars-1' }}                                                         | ${'BadRequestException'}
  ${'it has no name'}                 | ${{ Name: undefined }}                                                             | ${'BadRequestException'}
  ${'its tags are 51'}                | ${{ Tags: Array.from({ length: 51 }, (_, at) => ({ Key: `k${at}`, Value: '' })) }} | ${'BadRequestException'}
  ${'a tag has no value'}             | ${{ Tags: [{ Key: 'k' }] }}                                                        | ${'BadRequestException'}
  ${'the quota is used up'}           | ${{}}                                                                              | ${'ResourceLimitExceededException'}
`('is refused because $because', async ({ change, error }) => {
  const { client } = chimeUnderTest({ quotas: { sipMediaApplications: 1 } });
  if (error === 'ResourceLimitExceededException') await anApplication(client);
  const input = { AwsRegion: 'us-east-1', Name: 'x', Endpoints: [{ LambdaArn: lambdaIn('us-east-1') }] };

  await expect(
    client.send(new CreateSipMediaApplicationCommand({ ...input, ...change })),
  ).rejects.toMatchObject({ name: error });
});

it('keeps its function when an update is refused', async () => {
  const { client } = chimeUnderTest();
  const SipMediaApplicationId = await anApplication(client);
  const Endpoints = [{ LambdaArn: lambdaIn('us-west-2') }];

  await expect(
    client.send(new UpdateSipMediaApplicationCommand({ SipMediaApplicationId, Name: 'renamed', Endpoints })),
  ).rejects.toMatchObject({ name: 'BadRequestException' });

  const { SipMediaApplications } = await client.send(new ListSipMediaApplicationsCommand({}));
  expect(SipMediaApplications).toMatchObject([{ Name: 'forwarding' }]);
});

it('is deleted only when no rule targets it', async () => {
  const { client } = chimeUnderTest();
  const SipMediaApplicationId = await anApplication(client);
  const SipRuleId = await aRule(client, SipMediaApplicationId, { Disabled: true });
  const remove = () => client.send(new DeleteSipMediaApplicationCommand({ SipMediaApplicationId }));

  await expect(remove()).rejects.toMatchObject({ name: 'ConflictException' });
  await client.send(new DeleteSipRuleCommand({ SipRuleId }));
  await remove();
  await expect(remove()).rejects.toMatchObject({ name: 'NotFoundException' });
});

it('logs its messages once that is set', async () => {
  const { client } = chimeUnderTest();
  const SipMediaApplicationId = await anApplication(client);
  const logs = async () =>
    (await client.send(new GetSipMediaApplicationLoggingConfigurationCommand({ SipMediaApplicationId })))
      .SipMediaApplicationLoggingConfiguration;

  expect(await logs()).toEqual({ EnableSipMediaApplicationMessageLogs: false });
  await client.send(
    new PutSipMediaApplicationLoggingConfigurationCommand({
      SipMediaApplicationId,
      SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: true },
    }),
  );
  expect(await logs()).toEqual({ EnableSipMediaApplicationMessageLogs: true });
});
