import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { installed } from './installed';
import { startDynamoDbLocal } from './start-dynamodb-local';

/**
 * jest's `describe` for tests that need the real DynamoDB. It starts DynamoDB Local for the tests inside, and stops it afterwards.
 * If it cannot run, the tests are skipped, and the title has the reason.
 *
 * @param tests defines the tests. The client and the endpoint are functions, because they exist only while tests run
 */
export const describeOnDynamoDbLocal = (
  name: string,
  tests: (db: () => DynamoDBClient, endpoint: () => string) => void,
): void => {
  const found = installed();
  if ('missing' in found) {
    describe.skip(`${name} [real: DynamoDB Local] skipped: ${found.missing}`, () =>
      tests(noClient, noClient));
    return;
  }

  describe(`${name} [real: DynamoDB Local ${found.version}]`, () => {
    let client: DynamoDBClient | undefined;
    let endpoint = '';
    let stop = async () => {};

    beforeAll(async () => {
      const started = await startDynamoDbLocal();
      if ('missing' in started) throw new Error(started.missing);
      stop = started.stop;
      endpoint = started.endpoint;
      client = new DynamoDBClient({
        endpoint: started.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      });
    }, 40_000);

    afterAll(async () => {
      client?.destroy();
      await stop();
    });

    tests(
      () => client ?? noClient(),
      () => endpoint,
    );
  });
};

const noClient = (): never => {
  throw new Error('Cannot use the DynamoDB client here: it exists only while a test runs');
};
