import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoReservations } from '../src/dynamo-reservations';
import type { HistoryStage } from './play-history';
import type { Random } from '@dialplane/basics';
import { realTurns } from './turns';

/** The probability that a request to DynamoDB is lost, that its response is lost, or that it arrives twice. */
const faults = 0.03;

/**
 * One history on DynamoDB, from a seed. Each client has its own store, like each Lambda. The network below the store fails
 * too, so the store's own retries have to recognise what they did before.
 */
export const onDynamo =
  (db: DynamoDBClient, table: string) =>
  (seed: number): HistoryStage => {
    let clients = 0;
    return {
      seed,
      poolName: `p${seed}`,
      numbersFrom: String(seed % 100_000),
      storeFor: (_turns, random) => {
        clients += 1;
        // The first call only prepares the pool.
        const network = clients === 1 ? db : unreliable(db, random);
        return dynamoReservations(network, table, {
          random: random.fraction,
          patience: { milliseconds: 500, wait: () => Promise.resolve() },
        });
      },
      turnsFor: realTurns,
      repeats: true,
    };
  };

const unreliable = (db: DynamoDBClient, random: Random): DynamoDBClient => {
  const send = async (command: Parameters<DynamoDBClient['send']>[0]) => {
    if (random.chance(faults)) throw timeout();
    if (random.chance(faults)) await db.send(command).catch(() => undefined);
    const answer = await db.send(command);
    if (random.chance(faults)) throw timeout();
    return answer;
  };
  return { send } as unknown as DynamoDBClient;
};

const timeout = (): Error => Object.assign(new Error('The network lost it'), { name: 'TimeoutError' });
