import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { EpochSeconds } from '@dialplane/basics';
import { holds, ifSeen } from '@dialplane/dynamodb';
import type { CallLedger } from './call-ledger';
import { admit, emptyLedger, type CredentialLedger, settle } from './ledger';

/**
 * Counts calls in DynamoDB: one item for each credential, with its ledger as JSON text. Each write is conditional on the
 * version that was read, and is retried if another call was faster.
 *
 * A retry after a lost answer finds that the call is in the ledger already.
 */
export const dynamoCallLedger = (db: DynamoDBClient, table: string): CallLedger => {
  const read = async (credential: string) => {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: { credential: { S: credential } }, ConsistentRead: true }),
    );
    return {
      ledger: Item?.['ledger']?.S ? (JSON.parse(Item['ledger'].S) as CredentialLedger) : emptyLedger,
      seen: Item ? Number(Item['version']?.N) : ('new' as const),
    };
  };

  const write = (credential: string, ledger: CredentialLedger, seen: 'new' | number, now: EpochSeconds) =>
    holds(
      db.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            credential: { S: credential },
            version: { N: String(seen === 'new' ? 1 : seen + 1) },
            ledger: { S: JSON.stringify(ledger) },
            // The table's TTL attribute. No entry counts for longer than a day plus its longest call.
            expires: { N: String(now + keptSeconds) },
          },
          ...ifSeen(seen, 'credential'),
        }),
      ),
    );

  const change = async <T>(
    credential: string,
    now: EpochSeconds,
    decide: (ledger: CredentialLedger) => { readonly result: T; readonly ledger: CredentialLedger },
  ): Promise<T> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { ledger, seen } = await read(credential);
      const decided = decide(ledger);
      if (JSON.stringify(decided.ledger) === JSON.stringify(ledger)) return decided.result;
      if (await write(credential, decided.ledger, seen, now)) return decided.result;
    }
    throw new Error(
      `Cannot count a call: other calls of its credential changed the ledger first, ${mostTries} times in a row`,
    );
  };

  return {
    admit: (credential, planned, caps, now) =>
      change(credential, now, (before) => {
        const { admission, ledger } = admit(before, planned, caps, now);
        return { result: admission, ledger };
      }),
    settle: (credential, { call, talkedSeconds }, now) =>
      change(credential, now, (before) => ({
        result: undefined,
        ledger: settle(before, call, talkedSeconds),
      })),
  };
};

const keptSeconds = 30 * 3_600;
const mostTries = 20;
