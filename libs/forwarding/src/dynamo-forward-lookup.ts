import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { withoutWriteId } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import type { FindForward } from './forward-store';
import { readStoredForward } from './stored-forward';

/** The attribute of a removed forward: its last version, so that the next forward of the number gets a higher one. */
export const removedVersion = 'removedVersion';

/**
 * Looks up forwards in DynamoDB: one item per number, read consistently, so that a change applies to the next call. Separate
 * from `dynamoForwards`, to keep code that never runs during a call out of the Lambda that answers calls.
 */
export const dynamoForwardLookup =
  (db: DynamoDBClient, table: string): FindForward =>
  async (number) => {
    const Item = await readForwardItem(db, table, number);
    return Item && !Item[removedVersion] ? readStoredForward(withoutWriteId(unmarshall(Item))) : undefined;
  };

/** The item of a number, which may be that of a removed forward. */
export const readForwardItem = async (db: DynamoDBClient, table: string, number: E164) => {
  const { Item } = await db.send(
    new GetItemCommand({ TableName: table, Key: { number: { S: number } }, ConsistentRead: true }),
  );
  return Item;
};
