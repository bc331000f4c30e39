import { type DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { holds, ifSeen } from '@dialplane/dynamodb';
import type { E164 } from '@dialplane/phone-numbers';
import { isFinished, type Operation } from './operation';
import type { OperationStore } from './operation-store';

/** The index of unfinished operations: only they have its key, so it holds nothing else. */
const unfinished = 'unfinished';

/**
 * Operations in DynamoDB: one item a number, with `number` (a string) as the partition key; and an index `unfinished`, by
 * the attribute of that name (a string) and `nextAt` (a number).
 */
export const dynamoOperations = (db: DynamoDBClient, table: string): OperationStore => ({
  find: async (number) => {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: { number: { S: number } }, ConsistentRead: true }),
    );
    return Item && read(unmarshall(Item));
  },

  put: async (operation) => {
    const stored = await holds(
      db.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall(
            { ...operation, ...(!isFinished(operation) && { [unfinished]: 'yes' }) },
            { removeUndefinedValues: true },
          ),
          ...ifSeen(operation.version === 1 ? 'new' : operation.version - 1, 'number'),
        }),
      ),
    );
    return stored ? 'stored' : 'conflict';
  },

  due: async (now, limit) => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table,
        IndexName: unfinished,
        KeyConditionExpression: '#unfinished = :yes AND #nextAt <= :now',
        ExpressionAttributeNames: { '#unfinished': unfinished, '#nextAt': 'nextAt' },
        ExpressionAttributeValues: { ':yes': { S: 'yes' }, ':now': { N: String(now) } },
        Limit: limit,
      }),
    );
    return Items.map((item) => unmarshall(item)['number'] as E164);
  },
});

const read = ({ [unfinished]: _, ...operation }: Record<string, unknown>): Operation => {
  if (typeof operation['status'] !== 'string' || typeof operation['wanted'] !== 'object')
    throw new Error('Cannot read an operation from the store: status or wanted missing or wrong');
  return operation as Operation;
};
