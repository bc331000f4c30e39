import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createTable, describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import {
  ada,
  atSecond,
  exclusivePool,
  grace,
  poolNumber,
  reservationStoreContract,
  wishAt,
} from '../testing';
import { dynamoReservations, reservationsTable } from './dynamo-reservations';
import { slotItemKey } from './dynamo-slot';

let tables = 0;

const emptyTable = (db: DynamoDBClient): Promise<string> =>
  createTable(db, `reservations-${(tables += 1)}`, reservationsTable);

describeOnDynamoDbLocal('in DynamoDB', (db) => {
  reservationStoreContract('dynamoReservations', async () =>
    dynamoReservations(db(), await emptyTable(db())),
  );

  it.each([
    ['while the number is reserved again', 1_310, 'none-free'],
    ['after the number is free again', 1_460, 'granted'],
  ])(
    'a retry does not get a reservation that an older version made on its number: %s',
    async (_when, later, kind) => {
      const table = await emptyTable(db());
      const store = dynamoReservations(db(), table);
      const request = { id: 'request-1', content: 'c' };
      const slot = { pool: 'development', number: poolNumber(0) };
      await store.add('development', slot.number, 'exclusive', atSecond(-1));
      await store.checkOut(exclusivePool, wishAt(0, { token: 'adas', caller: ada, request }));
      // The older version does not know the attribute `request`, and so leaves it.
      await db().send(
        new UpdateItemCommand({
          TableName: table,
          Key: slotItemKey(slot),
          UpdateExpression:
            'SET #token = :token, caller = :caller, checkedOutAt = :at, expiresAt = :expiresAt, freeAt = :freeAt',
          ExpressionAttributeNames: { '#token': 'token' },
          ExpressionAttributeValues: marshall({
            ':token': 'graces',
            ':caller': grace,
            ':at': atSecond(1_300),
            ':expiresAt': atSecond(1_420),
            ':freeAt': atSecond(1_450),
          }),
        }),
      );

      const retry = await store.checkOut(
        exclusivePool,
        wishAt(later, { token: 'adas-retry', caller: ada, request }),
      );

      expect(retry.kind).toBe(kind);
      if (retry.kind === 'granted')
        expect(retry.reservation).toMatchObject({ token: 'adas-retry', caller: ada });
      expect((await store.find(slot))?.reservation?.token).toBe(kind === 'granted' ? 'adas-retry' : 'graces');
    },
  );

  it('gives out no composite number that another process has moved', async () => {
    const table = await emptyTable(db());
    const [store, other] = [dynamoReservations(db(), table), dynamoReservations(db(), table)];
    const pool = { ...exclusivePool, mode: 'composite' as const };
    const number = poolNumber(0);
    await store.add('development', number, 'composite', atSecond(0));
    await other.checkOut(pool, wishAt(0, { caller: ada }));
    await store.retire('development', number, atSecond(1));
    // The other process still has the number in its list.
    expect((await other.checkOut(pool, wishAt(20, { caller: grace }))).kind).toBe('granted');

    expect(await store.add('production', number, 'composite', atSecond(31))).toMatchObject({
      kind: 'in-use',
    });
    expect(await store.add('production', number, 'composite', atSecond(170))).toEqual({ kind: 'added' });
    expect((await other.checkOut(pool, wishAt(171, { caller: grace }))).kind).toBe('none-free');
  });

  it.each([
    ['TransactionConflict', 'throws'],
    ['ConditionalCheckFailed', 'in-pool'],
  ])('a move to another pool that DynamoDB cancels with the reason %s: %s', async (code, outcome) => {
    const table = await emptyTable(db());
    const number = poolNumber(0);
    const send = async (command: object) => {
      if (!(command instanceof TransactWriteItemsCommand)) return db().send(command as never);
      throw new TransactionCanceledException({
        message: 'cancelled',
        $metadata: {},
        CancellationReasons: [{ Code: 'None' }, { Code: code }],
      });
    };
    const store = dynamoReservations({ send } as unknown as DynamoDBClient, table);
    await store.add('development', number, 'exclusive', atSecond(0));
    await store.retire('development', number, atSecond(1));

    const moved = store.add('production', number, 'exclusive', atSecond(2));

    if (outcome === 'throws') await expect(moved).rejects.toThrow('cancelled');
    else expect(await moved).toEqual({ kind: 'in-pool', pool: 'development' });
  });
});
