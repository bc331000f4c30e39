import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EpochSeconds } from '@dialplane/basics';
import { dynamoReservations } from '../src/dynamo-reservations';
import { poolDefaults } from '../src/pool';

/**
 * One of several processes that check out numbers of one pool as fast as they can. It prints the number and the token of each
 * reservation as one line of JSON.
 */
const main = async () => {
  const [endpoint = '', table = '', name = '', attempts = '0'] = process.argv.slice(2);
  const db = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const store = dynamoReservations(db, table);
  const pool = { ...poolDefaults, name: 'race' };
  const now = () => 1_796_000_000 as EpochSeconds;
  const outcomes = await Promise.all(
    Array.from({ length: Number(attempts) }, (_, n) =>
      store.checkOut(pool, { token: `${name}-${n}`, sealed: Buffer.from('x'), now }),
    ),
  );
  const granted = outcomes.flatMap((outcome) =>
    outcome.kind === 'granted' ? [[outcome.slot.number, outcome.reservation.token]] : [],
  );
  console.log(JSON.stringify(granted));
};

main();
