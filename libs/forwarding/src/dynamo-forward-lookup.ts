import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describeIssues } from '@dialplane/kernel';
import type { StoredForward } from './forward';
import type { FindForward } from './forward-store';
import { parseStoredForward } from './parse-forward';

/**
 * Looks up forwards in DynamoDB: one item a number, read consistently, so that a change holds for the next call. Apart
 * from `dynamoForwards`, so that the Lambda that answers calls leaves out what it never does.
 */
export const dynamoForwardLookup =
  (db: DynamoDBClient, table: string): FindForward =>
  async (number) => {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: { number: { S: number } }, ConsistentRead: true }),
    );
    return Item && readItem(unmarshall(Item));
  };

/** Reads an item of the table. @throws if it is no forward, with everything that is wrong */
export const readItem = (item: Readonly<Record<string, unknown>>): StoredForward => {
  const parsed = parseStoredForward(item);
  if (parsed.ok) return parsed.value;
  throw new Error(`Cannot read a forward from the table: ${describeIssues(parsed.error)}`);
};
