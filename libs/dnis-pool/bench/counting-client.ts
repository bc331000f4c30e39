import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** The cost of requests to DynamoDB. */
export type Spent = { writes: number; reads: number; failedConditions: number };

/** The consumed capacity in a response. */
type Answer = {
  readonly ConsumedCapacity?: { readonly CapacityUnits?: number };
};

/**
 * A client that adds up the capacity units that DynamoDB says each request consumed. A write whose condition failed is billed
 * too, but its response has no units. It counts as one unit for each kilobyte of the item (DynamoDB developer guide, "Read and
 * write operations").
 */
export const countingClient = (db: DynamoDBClient) => {
  const spent: Spent = { writes: 0, reads: 0, failedConditions: 0 };
  const send = async (command: {
    readonly input: object;
    readonly constructor: { readonly name: string };
  }) => {
    Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
    const writes = /Update|Put|Delete/.test(command.constructor.name);
    try {
      const answer = (await db.send(command as never)) as Answer;
      spent[writes ? 'writes' : 'reads'] += answer.ConsumedCapacity?.CapacityUnits ?? NaN;
      return answer;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        spent.failedConditions += 1;
        spent.writes += Math.max(1, Math.ceil(bytesOf(error.Item ?? {}) / 1024));
      }
      throw error;
    }
  };
  return { db: { send } as unknown as DynamoDBClient, spent };
};

/** Roughly the size that DynamoDB counts for an item: names and values. */
const bytesOf = (item: Readonly<Record<string, AttributeValue>>): number =>
  Object.entries(item).reduce(
    (sum, [name, { S = '', N = '', B }]) => sum + name.length + S.length + N.length + (B?.length ?? 0),
    0,
  );
