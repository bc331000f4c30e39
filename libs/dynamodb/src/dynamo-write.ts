import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';

/** The attribute by which a write recognises its own item. It is not part of what is stored: see `withoutWriteId`. */
const writeId = 'writeId';

/**
 * Puts an item on condition, and recognises its own write: when an answer is lost, the SDK repeats the request, and the
 * condition then fails although the first request has stored the item.
 *
 * @returns whether the item was stored; false if the condition failed because of another writer
 */
export const putIf = async (
  db: DynamoDBClient,
  { Item = {}, ...input }: PutItemCommandInput,
): Promise<boolean> => {
  const id = randomUUID();
  try {
    await db.send(
      new PutItemCommand({
        ...input,
        Item: { ...Item, [writeId]: { S: id } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return error.Item?.[writeId]?.S === id;
    throw error;
  }
};

/**
 * Deletes an item on condition. If the SDK has repeated the request and the item is gone, the first request deleted it, and
 * its answer was lost.
 *
 * @returns whether the item was deleted; false if the condition failed
 */
export const deleteIf = async (db: DynamoDBClient, input: DeleteItemCommandInput): Promise<boolean> => {
  try {
    await db.send(new DeleteItemCommand({ ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException)
      return !error.Item && (error.$metadata.attempts ?? 1) > 1;
    throw error;
  }
};

/** What was stored by `putIf`, without its write id. */
export const withoutWriteId = ({
  [writeId]: _,
  ...item
}: Readonly<Record<string, unknown>>): Record<string, unknown> => item;
