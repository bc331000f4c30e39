import { BatchWriteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createTable, describeOnDynamoDbLocal, tableById } from '@dialplane/dynamodb-local';
import { losingAnswers } from '@dialplane/dynamodb-local/testing';
import type { E164 } from '@dialplane/phone-numbers';
import { dynamoForwards } from './dynamo-forwards';
import { everyField, forwardStoreContract } from '../testing';

let tables = 0;

const emptyTable = (db: DynamoDBClient): Promise<string> =>
  createTable(db, `forwards-${(tables += 1)}`, tableById('number'));

describeOnDynamoDbLocal('in DynamoDB', (db, endpoint) => {
  forwardStoreContract('dynamoForwards', async () => dynamoForwards(db(), await emptyTable(db())), 15);

  const number = '+12065550100' as E164;

  it('an item that is no forward is an error, never "no forward"', async () => {
    const table = await emptyTable(db());
    await db().send(new PutItemCommand({ TableName: table, Item: { number: { S: number } } }));

    await expect(dynamoForwards(db(), table).find(number)).rejects.toThrow(
      'Cannot read a forward from the store: targets, callerId, atEnd, version missing or wrong',
    );
  });

  it('a table that is not there is an error, never "no forward" or "conflict"', async () => {
    const store = dynamoForwards(db(), 'no-such-table');
    const forward = { number, targets: [], callerId: 'dialled', atEnd: 'apology' } as const;

    await expect(store.find(number)).rejects.toThrow('non-existent table');
    await expect(store.put(forward, 'new')).rejects.toThrow('non-existent table');
    await expect(store.remove(number, 1)).rejects.toThrow('non-existent table');
  });

  it('recognises its own writes when their answers are lost and the requests repeated', async () => {
    const { db: lossy, losing, stop } = await losingAnswers(endpoint());
    const store = dynamoForwards(lossy, await emptyTable(db()));

    expect(await losing(() => store.put(everyField, 'new'))).toEqual({ ...everyField, version: 1 });
    expect(await losing(() => store.put(everyField, 1))).toEqual({ ...everyField, version: 2 });
    expect(await store.find(everyField.number)).toEqual({ ...everyField, version: 2 });
    expect(await losing(() => store.remove(everyField.number, 1))).toBe('conflict');
    expect(await losing(() => store.remove(everyField.number, 2))).toBe('removed');
    expect(await store.find(everyField.number)).toBeUndefined();
    expect(await store.remove(everyField.number, 2)).toBe('conflict');
    expect(await losing(() => store.put(everyField, 'new'))).toEqual({ ...everyField, version: 3 });
    await stop();
  });

  it('reads many removed forwards in few requests', async () => {
    const table = await emptyTable(db());
    const removed = Array.from({ length: 350 }, (_, n) => `+1206${String(2_000_000 + n)}`);
    for (let at = 0; at < removed.length; at += 25)
      await db().send(
        new BatchWriteItemCommand({
          RequestItems: {
            [table]: removed.slice(at, at + 25).map((number) => ({
              PutRequest: { Item: { number: { S: number }, removedVersion: { N: '1' } } },
            })),
          },
        }),
      );
    const store = dynamoForwards(db(), table);
    await store.put(everyField, 'new');
    const send = jest.spyOn(db(), 'send');

    const first = await store.list(undefined, 5);
    const second = first.next ? await store.list(first.next, 5) : { forwards: [] };
    expect([...first.forwards, ...second.forwards]).toEqual([{ ...everyField, version: 1 }]);
    expect(second).not.toHaveProperty('next');
    expect(send.mock.calls.length).toBeLessThanOrEqual(5);
    send.mockRestore();
  });

  it('does not take the equal write of another for its own', async () => {
    const { db: lossy, losing, stop } = await losingAnswers(endpoint());
    const table = await emptyTable(db());
    await dynamoForwards(db(), table).put(everyField, 'new');

    expect(await losing(() => dynamoForwards(lossy, table).put(everyField, 'new'))).toBe('conflict');
    await stop();
  });
});
