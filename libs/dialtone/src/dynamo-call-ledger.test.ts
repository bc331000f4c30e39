import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { EpochSeconds } from '@dialplane/basics';
import { createTable, describeOnDynamoDbLocal, tableById } from '@dialplane/dynamodb-local';
import { callLedgerContract } from '../testing';
import { dynamoCallLedger } from './dynamo-call-ledger';

let tables = 0;

const emptyTable = (db: DynamoDBClient): Promise<string> =>
  createTable(db, `calls-${(tables += 1)}`, tableById('credential'));

describeOnDynamoDbLocal('in DynamoDB', (db) => {
  callLedgerContract('dynamoCallLedger', async () => dynamoCallLedger(db(), await emptyTable(db())));

  it('keeps an item small, and lets it expire', async () => {
    const table = await emptyTable(db());
    const ledger = dynamoCallLedger(db(), table);
    const caps = { concurrentCalls: 5, callsPerHour: 10, dollarsPerDay: 1_000, callSeconds: 3_600 };
    for (let call = 0; call < 60; call += 1) {
      const now = (1_795_809_600 + call * 400) as EpochSeconds;
      const planned = {
        call: `CA${String(call).padStart(32, '0')}`,
        ringSeconds: 30,
        microsPerMinute: 14_000,
      };
      expect(await ledger.admit('desk', planned, caps, now)).toBe('admitted');
      await ledger.settle('desk', { call: planned.call, talkedSeconds: 90 }, now);
    }
    const { Item } = await db().send(
      new GetItemCommand({ TableName: table, Key: { credential: { S: 'desk' } } }),
    );

    expect(JSON.stringify(Item).length).toBeLessThan(3_000);
    expect(Number(Item?.['expires']?.N)).toBeGreaterThan(1_795_809_600);
  });

  it('a table that is not there is an error, and admits nothing', async () => {
    const ledger = dynamoCallLedger(db(), 'no-such-table');

    await expect(ledger.settle('desk', { call: 'a', talkedSeconds: 1 }, 0 as EpochSeconds)).rejects.toThrow();
  });
});
