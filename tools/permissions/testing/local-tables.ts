import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

type Schema = Pick<CreateTableCommandInput, 'AttributeDefinitions' | 'KeySchema'>;

/** Creates an empty table. */
export const makeTable = async (db: DynamoDBClient, TableName: string, schema: Schema): Promise<string> => {
  await db.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...schema }));
  return TableName;
};

/** The schema of a table with one item for each value of a text. */
export const tableById = (name: string) => ({
  AttributeDefinitions: [{ AttributeName: name, AttributeType: 'S' as const }],
  KeySchema: [{ AttributeName: name, KeyType: 'HASH' as const }],
});

/** A log that nobody reads. */
export const quiet = { info: () => {}, warn: () => {}, error: () => {} };
