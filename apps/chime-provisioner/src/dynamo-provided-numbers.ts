import {
  type DynamoDBClient,
  GetItemCommand,
  paginateScan,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import type { ProvidedNumber } from './provided-number';
import type { ProvidedNumbers } from './provided-numbers';

/**
 * Provided numbers in DynamoDB: a table with `id` (a string) as the partition key. Each name has an item, and each number has an
 * item that says which name owns it. Both are written in one transaction.
 */
export const dynamoProvidedNumbers = (db: DynamoDBClient, table: string): ProvidedNumbers => {
  /** The index of the write whose condition failed; undefined if the transaction was committed. */
  const write = async (first: TransactWriteItem, ...others: TransactWriteItem[]) => {
    try {
      await db.send(new TransactWriteItemsCommand({ TransactItems: [first, ...others] }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const refused = error.CancellationReasons?.findIndex(({ Code }) => Code && conflicts.has(Code)) ?? -1;
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

    all: async () => {
      const found: ProvidedNumber[] = [];
      const query = {
        TableName: table,
        ConsistentRead: true,
        FilterExpression: 'begins_with(#id, :records)',
        ExpressionAttributeNames: { '#id': 'id' },
        ExpressionAttributeValues: { ':records': keyOf('').id },
      };
      for await (const { Items = [] } of paginateScan({ client: db }, query))
        found.push(...Items.map((item) => read(unmarshall(item))));
      return found;
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

/** The cancellation reasons that mean that another writer was faster (API reference, TransactWriteItems). */
const conflicts = new Set(['ConditionalCheckFailed', 'TransactionConflict']);

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

/** Reads an item, also in the form of earlier versions, in which `before.routing` was called `wiring`. */
const read = ({ id: _, before, ...item }: Record<string, unknown>): ProvidedNumber => {
  if (typeof item['number'] !== 'string' || typeof item['status'] !== 'string')
    throw new Error('Cannot read a provided number from the store: number or status is missing or wrong');
  if (typeof before !== 'object' || before === null) return item as ProvidedNumber;
  const { wiring, ...rest } = before as Record<string, unknown>;
  return { ...item, before: { ...(wiring !== undefined && { routing: wiring }), ...rest } } as ProvidedNumber;
};
