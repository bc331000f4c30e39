import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable, startDynamoDbLocal } from '@dialplane/dynamodb-local';
import { reservationsTable } from '../src/dynamo-reservations';
import { onDynamo } from './dynamo-stage';
import { inMemory, isWrong, type Judged, onNaiveStore, playHistories } from './play-histories';
import { race } from './race';

/**
 * `npm run histories:dnis [in memory] [on DynamoDB Local]`: plays random histories, and exits with status 1 if one of them
 * breaks a guarantee, or if the faults of the published algorithm are not found.
 */
const main = async (): Promise<void> => {
  const [memory = 1_000_000, dynamo = 20_000] = process.argv.slice(2).map(Number);
  const ok = [
    report('memory store', await timed(() => playHistories(memory, inMemory))),
    await onRealDynamo(dynamo),
    naive(await playHistories(100, onNaiveStore)),
  ];
  process.exitCode = ok.every(Boolean) ? 0 : 1;
};

const onRealDynamo = async (count: number): Promise<boolean> => {
  const started = await startDynamoDbLocal();
  if ('missing' in started) {
    console.log(`DynamoDB Local: skipped. ${started.missing}`);
    return true;
  }
  const db = new DynamoDBClient({
    endpoint: started.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    await createTable(db, 'histories', reservationsTable);
    const judged = await timed(() => playHistories(count, onDynamo(db, 'histories'), { atOnce: 16 }));
    const fine = report(`DynamoDB Local ${started.version}`, judged);
    await createTable(db, 'race', reservationsTable);
    const { numbers, granted } = await race(db, started.endpoint, 'race', {
      processes: 4,
      numbers: 200,
      attempts: 100,
    });
    const distinct = new Set(granted.map(([number]) => number)).size;
    console.log(
      `4 processes racing for ${numbers.length} numbers: ${granted.length} granted, ${distinct} of them different`,
    );
    return fine && distinct === granted.length;
  } finally {
    await started.stop();
  }
};

const timed = async <T>(work: () => Promise<T>): Promise<T & { readonly seconds: number }> => {
  const start = performance.now();
  const outcome = await work();
  return { ...outcome, seconds: (performance.now() - start) / 1000 };
};

const report = (name: string, judged: Judged & { readonly seconds: number }): boolean => {
  console.log(
    `${name}: ${judged.histories.toLocaleString('en')} histories in ${judged.seconds.toFixed(0)} s`,
  );
  console.log(
    `  ${judged.operations.toLocaleString('en')} requests, ${judged.grants.toLocaleString('en')} grants, ${judged.deliveries.toLocaleString('en')} contexts delivered`,
  );
  console.log(
    `  double grants ${judged.doubleGrants}, wrong contexts ${judged.wrongContexts}, leaked numbers ${judged.leakedNumbers}, slots out of order ${judged.outOfOrder}`,
  );
  console.log(`  delivered where there was no caller to compare: ${judged.unchecked}`);
  if (judged.wrongSeeds.length > 0) console.log(`  seeds: ${judged.wrongSeeds.join(', ')}`);
  return !isWrong(judged);
};

const naive = (judged: Judged): boolean => {
  console.log(
    `the published algorithm: caught first by history ${judged.wrongSeeds[0]}; in 100 histories ${judged.doubleGrants} double grants, ${judged.wrongContexts} wrong contexts`,
  );
  return isWrong(judged);
};

main();
