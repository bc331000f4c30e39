import {
  type DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import type { ProvidedNumber } from './provided-number';
import type { ProvidedNumbers } from './provided-numbers';

/**
 * Provided numbers in DynamoDB: a table with `id` (a string) as the partition key. There is an item for each name, and one
 * for each number that says whose it is; they are written together.
 */
export const dynamoProvidedNumbers = (db: DynamoDBClient, table: string): ProvidedNumbers => {
  /** Which of the writes was refused; undefined if all were done. */
  const write = async (first: TransactWriteItem, ...others: TransactWriteItem[]) => {
    try {
      await db.send(new TransactWriteItemsCommand({ TransactItems: [first, ...others] }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const refused = error.CancellationReasons?.findIndex(({ Code }) => Code && beaten.has(Code)) ?? -1;
      if (refused < 0) throw error;
      return refused;
    }
  };

  const claim = (number: E164, name: string): TransactWriteItem => ({
    Put: {
      TableName: table,
      Item: { ...keyOfNumber(number), by: { S: name } },
      ConditionExpression: 'attribute_not_exists(#id) OR #by = :me',
      ExpressionAttributeNames: { '#id': 'id', '#by': 'by' },
      ExpressionAttributeValues: { ':me': { S: name } },
    },
  });

  const free = (number: E164): TransactWriteItem => ({
    Delete: { TableName: table, Key: keyOfNumber(number) },
  });

  return {
    find: async (name) => {
      const { Item } = await db.send(
        new GetItemCommand({ TableName: table, Key: keyOf(name), ConsistentRead: true }),
      );
      return Item && read(unmarshall(Item));
    },

    put: async (next, seen) => {
      const refused = await write(
        {
          Put: {
            TableName: table,
            Item: { ...keyOf(next.name), ...marshall(next, { removeUndefinedValues: true }) },
            ...(seen ? isStill(seen) : isNew),
          },
        },
        claim(next.number, next.name),
        ...(seen && seen.number !== next.number ? [free(seen.number)] : []),
      );
      if (refused === undefined) return 'stored';
      return refused === 0 ? 'conflict' : 'number-taken';
    },

    remove: async (seen) => {
      const refused = await write(
        { Delete: { TableName: table, Key: keyOf(seen.name), ...isStill(seen) } },
        free(seen.number),
      );
      return refused === undefined ? 'removed' : 'conflict';
    },
  };
};

/** Why a write of a transaction is refused when somebody else was faster, or is at it just now (TransactWriteItems). */
const beaten = new Set(['ConditionalCheckFailed', 'TransactionConflict']);

const keyOf = (name: string) => ({ id: { S: `phone-number/${name}` } });
const keyOfNumber = (number: E164) => ({ id: { S: `claim/${number}` } });

const isNew = {
  ConditionExpression: 'attribute_not_exists(#id)',
  ExpressionAttributeNames: { '#id': 'id' },
};

const isStill = ({ version }: ProvidedNumber) => ({
  ConditionExpression: '#version = :seen',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':seen': { N: String(version) } },
});

const read = ({ id: _, ...item }: Record<string, unknown>): ProvidedNumber => {
  if (typeof item['number'] !== 'string' || typeof item['status'] !== 'string')
    throw new Error('Cannot read a provided number from the store: number or status missing or wrong');
  return item as ProvidedNumber;
};
