import {
  ChimeSDKVoiceClient,
  CreateVoiceConnectorCommand,
  ListPhoneNumbersCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { version } from '@aws-sdk/client-chime-sdk-voice/package.json';
import { createTable, describeOnDynamoDbLocal, tableById } from '@dialplane/dynamodb-local';
import { describeBundle } from '@dialplane/lambda-bundle/testing';
import { inProcess, virtualChime } from '@dialplane/virtual-chime';
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';

const environment = {
  PROVISIONED_TABLE: 'provisioned',
  FORWARDS_TABLE: 'forwards',
  OPERATIONS_TABLE: 'operations',
  CHANGES_TABLE: 'changes',
};

const bundle = describeBundle('chime-provisioner', {
  kilobytes: 100,
  missing:
    'PROVISIONED_TABLE is missing; FORWARDS_TABLE is missing; OPERATIONS_TABLE is missing; CHANGES_TABLE is missing',
});

describeOnDynamoDbLocal(`the bundle [real: @aws-sdk/client-chime-sdk-voice ${version}]`, (db, database) => {
  const region = 'us-east-1';
  const chime = virtualChime({ region, accountId: '111122223333', now: Date.now });
  const client = new ChimeSDKVoiceClient({
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: inProcess(chime),
  });
  let server: ReturnType<typeof serve> | undefined;
  let endpoint = '';

  beforeAll(
    () =>
      new Promise<void>((resolve) => {
        const listening = ({ port }: AddressInfo) => {
          endpoint = `http://127.0.0.1:${port}`;
          resolve();
        };
        server = serve({ fetch: chime.fetch, port: 0, hostname: '127.0.0.1' }, listening);
      }),
  );
  afterAll(() => server?.close());

  const ask = (input: object) =>
    bundle().ask(input, {
      ...environment,
      AWS_ENDPOINT_URL_DYNAMODB: database(),
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: endpoint,
    });

  it('orders a number for a connector, and releases it again', async () => {
    await createTable(db(), environment.PROVISIONED_TABLE, tableById('id'));
    const { VoiceConnector } = await client.send(
      new CreateVoiceConnectorCommand({ Name: 'office', RequireEncryption: false }),
    );
    const connectorId = VoiceConnector?.VoiceConnectorId;
    const input = {
      kind: 'phone-number',
      name: 'sales',
      order: { areaCode: '206' },
      connectorId,
      onDestroy: 'release',
    };

    const created = await ask({ ...input, tf: { action: 'create', prev_input: null } });

    expect(created.answer).toEqual({ number: expect.stringMatching(/^\+1206/) });
    expect(created.log).toEqual([
      { level: 'info', message: 'Carried out', action: 'create', kind: 'phone-number' },
    ]);
    expect((await client.send(new ListPhoneNumbersCommand({}))).PhoneNumbers).toMatchObject([
      { Status: 'Assigned', Name: 'sales', Associations: [{ Value: connectorId }] },
    ]);

    const { answer } = await ask({ ...input, tf: { action: 'delete', prev_input: input } });

    expect(answer).toEqual({ outcome: 'released' });
    expect((await client.send(new ListPhoneNumbersCommand({}))).PhoneNumbers).toMatchObject([
      { Status: 'ReleaseInProgress' },
    ]);
  }, 30_000);
});
