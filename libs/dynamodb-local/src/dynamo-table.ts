import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** Creates an empty table. @returns its name */
export const createTable = async (
  db: DynamoDBClient,
  TableName: string,
  schema: Pick<CreateTableCommandInput, 'AttributeDefinitions' | 'KeySchema' | 'GlobalSecondaryIndexes'>,
): Promise<string> => {
  await db.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...schema }));
  return TableName;
};

/** The schema of a table with one item for each value of a text, such as a number. */
export const tableById = (name: string) => ({
  AttributeDefinitions: [{ AttributeName: name, AttributeType: 'S' as const }],
  KeySchema: [{ AttributeName: name, KeyType: 'HASH' as const }],
});
