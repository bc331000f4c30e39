import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { awsFailure } from './aws-failure';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** The failure of a request that the server answers with this. */
const failureOf = async (status: number, body: object) => {
  const server = createServer((_request, response) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body)),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const db = new DynamoDBClient({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1 });
  const error = await db.send(new ListTablesCommand({})).catch((thrown: unknown) => thrown);
  server.close();
  return awsFailure(error);
};

it.each`
  status | type                           | exit             | because
  ${400} | ${'ResourceNotFoundException'} | ${'refused'}     | ${'AWS refuses what was asked'}
  ${400} | ${'AccessDeniedException'}     | ${'not-allowed'} | ${'a permission is missing'}
  ${400} | ${'ExpiredTokenException'}     | ${'not-allowed'} | ${'the session is over'}
  ${500} | ${'InternalServerError'}       | ${'unreachable'} | ${'AWS is not well'}
`('$type exits as $exit: $because', async ({ status, type, exit }) => {
  expect(await failureOf(status, { __type: type, message: 'because' })).toEqual({
    exit,
    message: `Cannot do this in AWS: ${type}: because`,
  });
});

it('an AWS that cannot be reached is unreachable', async () => {
  const db = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials,
    maxAttempts: 1,
  });
  const error = await db.send(new ListTablesCommand({})).catch((thrown: unknown) => thrown);
  expect(awsFailure(error)).toMatchObject({ exit: 'unreachable' });
});

it('says which setting is missing', async () => {
  const error = await new DynamoDBClient({
    credentials,
    region: async () => {
      throw new Error('Region is missing');
    },
  })
    .send(new ListTablesCommand({}))
    .catch((thrown: unknown) => thrown);

  expect(awsFailure(error)).toMatchObject({
    exit: 'usage',
    message: expect.stringContaining('Set AWS_REGION'),
  });
});

it('leaves bugs alone', () => expect(awsFailure(new TypeError('x is not a function'))).toBeUndefined());
