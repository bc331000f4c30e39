import { ChimeSDKVoiceClient, GetPhoneNumberCommand } from '@aws-sdk/client-chime-sdk-voice';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { serveSimulator } from '../local-aws/simulator-server';
import { policyGate } from './policy-gate';

const region = 'us-east-1';
const table = 'forwards';
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem'],
      Resource: [`arn:aws:dynamodb:${region}:000000000000:table/${table}`],
    },
  ],
};

/** The emulator's answers about a function, its role and the role's policy, and to every request to DynamoDB. */
const emulator = async (request: Request): Promise<Response> => {
  if (request.url.endsWith('/configuration'))
    return Response.json({ Role: 'arn:aws:iam::000000000000:role/app' });
  const body = await request.text();
  if (body.includes('ListRolePolicies')) return new Response('<member>may-use-forwards</member>');
  if (body.includes('GetRolePolicy'))
    return new Response(`<PolicyDocument>${encodeURIComponent(JSON.stringify(policy))}</PolicyDocument>`);
  return Response.json({});
};

/** A gate, and clients of DynamoDB and Chime as a function of this name has them; undefined is not a function. */
const gateFor = async (name: string | undefined) => {
  const server = await serveSimulator({ fetch: emulator });
  const gate = await policyGate(async () => Response.json({ PhoneNumber: {} }));
  gate.open(server.url);
  const shared = {
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    ...(name !== undefined && { userAgentAppId: name }),
  };
  const db = new DynamoDBClient({ ...shared, endpoint: gate.settings['AWS_ENDPOINT_URL_DYNAMODB'] ?? '' });
  const chime = new ChimeSDKVoiceClient({
    ...shared,
    endpoint: gate.settings['AWS_ENDPOINT_URL_CHIME_SDK_VOICE'] ?? '',
  });
  const stop = async () => {
    db.destroy();
    chime.destroy();
    await Promise.all([gate.stop(), server.stop()]);
  };
  return { gate, db, chime, stop };
};

const read = (TableName: string) => new GetItemCommand({ TableName, Key: { number: { S: '+12065550100' } } });

it('passes on what the policies of the function allow, and refuses everything else', async () => {
  const { gate, db, chime, stop } = await gateFor('forwarding-sma');

  await expect(db.send(read(table))).resolves.toBeDefined();
  await expect(db.send(read('operations'))).rejects.toThrow('not authorized to perform dynamodb:GetItem');
  await expect(
    chime.send(new GetPhoneNumberCommand({ PhoneNumberId: '+12065550100' })),
  ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(gate.denied()).toEqual([
    expect.stringMatching(/^forwarding-sma: dynamodb:GetItem on .*table\/operations$/),
    'forwarding-sma: chime:GetPhoneNumber on *',
  ]);
  expect(gate.summary()).toEqual({ requests: 3, functions: ['forwarding-sma'] });
  await stop();
});

it('passes on every request that does not come from a function', async () => {
  const { gate, db, stop } = await gateFor(undefined);

  await expect(db.send(read('operations'))).resolves.toBeDefined();
  expect(gate.denied()).toEqual([]);
  await stop();
});
