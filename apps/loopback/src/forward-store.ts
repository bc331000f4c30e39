import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { startDynamoDbLocal } from '@dialplane/dynamodb-local';
import { dynamoForwards, memoryForwards, type ForwardStore } from '@dialplane/forwarding';

/** The forwards of loopback, and where they are kept, in words. */
export type OpenStore = {
  readonly forwards: ForwardStore;
  readonly where: string;
  readonly stop: () => Promise<void>;
};

const table = 'forwards';

/** Keeps forwards in the real DynamoDB Local, with its data in `folder`; where that cannot run, in memory, and says so. */
export const openForwardStore = async (folder: string): Promise<OpenStore> => {
  const started = await startDynamoDbLocal({ folder });
  if ('missing' in started) {
    return {
      forwards: memoryForwards(),
      where: `in memory, gone when it stops. To keep them in DynamoDB Local: ${started.missing}`,
      stop: async () => undefined,
    };
  }
  const db = new DynamoDBClient({
    endpoint: started.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'loopback', secretAccessKey: 'loopback' },
  });
  await createTable(db);
  return {
    forwards: dynamoForwards(db, table),
    where: `in DynamoDB Local ${started.version} (${started.endpoint}), data in ${folder}`,
    stop: async () => {
      db.destroy();
      await started.stop();
    },
  };
};

/** The table as the stack makes it: see `stacks/forwarding-stack.ts`. */
const createTable = async (db: DynamoDBClient): Promise<void> => {
  try {
    await db.send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'number', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error; // made by an earlier start
  }
};
