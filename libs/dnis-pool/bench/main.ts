import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDbLocal } from '@dialplane/dynamodb-local';
import { coreRates } from './core-rate';
import { measureCosts } from './dynamo-costs';
import { measureNaiveCosts } from './naive-costs';
import { compareMixes } from './traffic-mixes';

/**
 * `npm run bench:dnis [mixes]`: the cost of a transfer on DynamoDB, the transfers per second of the core, and how well the
 * sizing predicts blocking.
 */
const main = async (): Promise<void> => {
  const mixes = Number(process.argv[2] ?? 200);
  benchCore();
  await benchCosts();
  if (mixes > 0) benchSizing(mixes);
};

const print = (name: string, measured: string, target: string): void =>
  console.log(`${name.padEnd(52)} ${measured.padEnd(40)} ${target}`);

const benchCore = (): void => {
  coreRates(10_000, [0.5], 2); // warm-up
  for (const numbers of [1_000, 10_000, 100_000]) {
    const rates = coreRates(numbers, [0.01, 0.25, 0.5, 0.75, 0.99]);
    for (const { full, pairsPerSecond } of rates)
      print(
        `in memory, ${numbers.toLocaleString('en')} numbers, ${100 * full} % reserved`,
        `${(pairsPerSecond / 1e6).toFixed(2)} M check-out and release pairs/s`,
        'target >= 1 M; Kea memfile 0.019 M leases/s',
      );
    const all = rates.map(({ pairsPerSecond }) => pairsPerSecond);
    print('  fastest to slowest', `${(Math.max(...all) / Math.min(...all)).toFixed(2)} x`, 'target <= 1.5 x');
  }
};

const benchCosts = async (): Promise<void> => {
  const started = await startDynamoDbLocal();
  if ('missing' in started) return console.log(`costs on DynamoDB Local: skipped. ${started.missing}`);
  const db = new DynamoDBClient({
    endpoint: started.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    const naive = await measureNaiveCosts(db, 500);
    print(
      'published algorithm, 500 numbers, one transfer',
      `${naive.reads.toFixed(1)} read, ${naive.writes.toFixed(1)} write units`,
      'grows with the pool',
    );
    for (const mode of ['exclusive', 'composite'] as const) {
      const measured = [];
      for (const numbers of [10, 20, 50, 100, 500, 10_000, 100_000]) {
        const costs = await measureCosts(db, mode, numbers);
        measured.push(costs);
        print(
          `${mode}, ${numbers.toLocaleString('en')} numbers, one transfer`,
          `${costs.reads.toFixed(2)} read, ${costs.writes.toFixed(2)} write units`,
          mode === 'exclusive' ? 'target <= 0.5 and <= 3, at 60 % use' : 'target 0 and <= 2.1',
        );
      }
      const shared = await measureCosts(db, mode, 1_000, { clients: 8 });
      print(
        `${mode}, 1,000 numbers, 8 processes`,
        `${shared.reads.toFixed(2)} read, ${shared.writes.toFixed(2)} write units`,
        'each with a memory of its own',
      );
      const units = measured.map(({ writes, reads }) => writes + reads);
      print(
        `  ${mode}, dearest to cheapest in units`,
        `${(Math.max(...units) / Math.min(...units)).toFixed(3)} x`,
        'target <= 1.1 x',
      );
      const at500 = measured.find(({ numbers }) => numbers === 500)?.reads ?? NaN;
      const ratio = at500 > 0.005 ? `${(naive.reads / at500).toFixed(0)} x` : 'no reads at all';
      print(`  ${mode}, fewer reads than published, 500 numbers`, ratio, 'target >= 100 x');
    }
  } finally {
    await started.stop();
  }
};

const benchSizing = (mixes: number): void => {
  const compared = compareMixes(mixes, { chance: 0.02, mostAttempts: 20_000_000 });
  const errors = compared.map(({ error }) => Math.abs(error));
  const within = errors.filter((error) => error <= 0.1).length;
  print(
    `sizing, ${mixes} traffic mixes, predicted to simulated`,
    `${within} within 10 %, worst ${(100 * Math.max(...errors)).toFixed(1)} %`,
    'target: all within 10 %',
  );
  const attempts = compared.reduce((sum, mix) => sum + mix.attempts, 0);
  const chance = Math.max(...compared.map((mix) => mix.chance));
  print(
    '  simulated transfers',
    `${(attempts / 1e6).toFixed(0)} million`,
    `chance moves each result by ${(100 * chance).toFixed(1)} % (standard error)`,
  );
};

main();
