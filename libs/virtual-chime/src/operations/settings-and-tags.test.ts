import {
  CreateVoiceConnectorCommand,
  GetGlobalSettingsCommand,
  GetPhoneNumberSettingsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateGlobalSettingsCommand,
  UpdatePhoneNumberSettingsCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { chimeUnderTest } from '../../testing/chime-under-test';

it('keeps the bucket for call detail records until there is none', async () => {
  const { client } = chimeUnderTest();
  const bucket = async () => (await client.send(new GetGlobalSettingsCommand({}))).VoiceConnector;

  expect(await bucket()).toEqual({});
  await client.send(new UpdateGlobalSettingsCommand({ VoiceConnector: { CdrBucket: 'records' } }));
  expect(await bucket()).toEqual({ CdrBucket: 'records' });
  await client.send(new UpdateGlobalSettingsCommand({ VoiceConnector: {} }));
  expect(await bucket()).toEqual({});
});

it('keeps the calling name of the account', async () => {
  const { client } = chimeUnderTest();

  await client.send(new UpdatePhoneNumberSettingsCommand({ CallingName: 'Dialplane' }));

  await expect(client.send(new GetPhoneNumberSettingsCommand({}))).resolves.toMatchObject({
    CallingName: 'Dialplane',
    CallingNameUpdatedTimestamp: new Date('2026-01-05T09:00:00Z'),
  });
});

describe('tags', () => {
  const setUp = async () => {
    const { client } = chimeUnderTest();
    const { VoiceConnector } = await client.send(
      new CreateVoiceConnectorCommand({
        Name: 'office',
        RequireEncryption: false,
        Tags: [{ Key: 'stage', Value: 'test' }],
      }),
    );
    const ResourceARN = VoiceConnector?.VoiceConnectorArn ?? '';
    return {
      client,
      ResourceARN,
      tag: (Key: string, Value = '', arn = ResourceARN) =>
        client.send(new TagResourceCommand({ ResourceARN: arn, Tags: [{ Key, Value }] })),
      list: async () => (await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags,
    };
  };

  it('are put on at the start and later, changed, and taken off', async () => {
    const { client, ResourceARN, tag, list } = await setUp();
    await tag('team', 'voice');
    await tag('stage', 'live');
    expect(await list()).toEqual([
      { Key: 'stage', Value: 'live' },
      { Key: 'team', Value: 'voice' },
    ]);

    await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['stage', 'none'] }));

    expect(await list()).toEqual([{ Key: 'team', Value: 'voice' }]);
  });

  it('are at most 50', async () => {
    const { client, ResourceARN, tag, list } = await setUp();
    const Tags = Array.from({ length: 49 }, (_, at) => ({ Key: `k${at}`, Value: '' }));
    await client.send(new TagResourceCommand({ ResourceARN, Tags }));

    await expect(tag('one more')).rejects.toMatchObject({ name: 'ResourceLimitExceededException' });
    expect(await list()).toHaveLength(50);
  });

  it.each`
    key                | arn                                             | error
    ${'aws:mine'}      | ${undefined}                                    | ${'BadRequestException'}
    ${''}              | ${undefined}                                    | ${'BadRequestException'}
    ${'x'.repeat(129)} | ${undefined}                                    | ${'BadRequestException'}
    ${'stage'}         | ${'not an ARN'}                                 | ${'BadRequestException'}
    ${'stage'}         | ${'arn:aws:chime:us-east-1:111122223333:vc/no'} | ${'NotFoundException'}
  `('with the key "$key" on $arn are refused', async ({ key, arn, error }) => {
    const { tag } = await setUp();

    await expect(tag(key, '', arn)).rejects.toMatchObject({ name: error });
  });
});
