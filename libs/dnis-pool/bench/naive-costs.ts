import { type DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { createTable, tableById } from '@dialplane/dynamodb-local';
import { countingClient } from './counting-client';

/**
 * The cost of one transfer with the algorithm of aws-samples/Transfers_from_Legacy_Platform_into_Amazon_Connect,
 * reimplemented, without contention: two scans and a write to reserve, a scan and a write to look up. Rows have 300 bytes.
 */
export const measureNaiveCosts = async (db: DynamoDBClient, numbers: number) => {
  const TableName = `naive-${numbers}`;
  await createTable(db, TableName, tableById('dnis'));
  const row = (n: number, inuse: string) => ({
    dnis: { S: `+1202555${String(1000 + n)}` },
    inuse: { S: inuse },
    target: { S: 'production' },
    passdata: { S: 'x'.repeat(160) },
    reserveid: { S: '00000000-0000-4000-8000-000000000000' },
    expiredatetime: { S: '11/26/2026 12:00:00' },
  });
  for (let n = 0; n < numbers; n += 1)
    await db.send(new PutItemCommand({ TableName, Item: row(n, 'false') }));

  const { db: counting, spent } = countingClient(db);
  const scan = () => counting.send(new ScanCommand({ TableName }));
  const put = (inuse: string) => counting.send(new PutItemCommand({ TableName, Item: row(0, inuse) }));
  await scan();
  await put('true');
  await scan();
  await scan();
  await put('false');
  return { numbers, writes: spent.writes, reads: spent.reads };
};
