import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { FindForward } from './forward-store';
import { readStoredForward } from './stored-forward';

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
    return Item && readStoredForward(unmarshall(Item));
  };
