import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dynamoReservations } from '../src/dynamo-reservations';

const run = promisify(execFile);
const workspace = join(__dirname, '../../..');

/** The reservations that racing processes got from one pool: number and token of each. */
export type Race = {
  readonly numbers: readonly E164[];
  readonly granted: readonly (readonly [number: string, token: string])[];
  /** The token that the store holds for each number after the race. */
  readonly stored: ReadonlyMap<string, string | undefined>;
};

/** Lets processes race for the numbers of one pool. */
export const race = async (
  db: DynamoDBClient,
  endpoint: string,
  table: string,
  { processes, numbers: count, attempts }: { processes: number; numbers: number; attempts: number },
): Promise<Race> => {
  const store = dynamoReservations(db, table);
  const numbers = Array.from({ length: count }, (_, n) => `+1202555${String(1000 + n)}` as E164);
  for (const number of numbers) await store.add('race', number, 'exclusive', 0 as EpochSeconds);
  const outputs = await Promise.all(
    Array.from({ length: processes }, (_, n) =>
      run(
        process.execPath,
        [
          '--import',
          'tsx',
          join(__dirname, 'racing-client.ts'),
          endpoint,
          table,
          `process${n}`,
          String(attempts),
        ],
        { cwd: workspace, env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.base.json' } },
      ),
    ),
  );
  const stored = new Map<string, string | undefined>();
  for (const number of numbers)
    stored.set(number, (await store.find({ pool: 'race', number }))?.reservation?.token);
  return { numbers, granted: outputs.flatMap(({ stdout }) => JSON.parse(stdout)), stored };
};
