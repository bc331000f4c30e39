import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { measureCosts } from './dynamo-costs';

// `npm run bench:dnis` measures from 10 to 100,000 numbers.
describeOnDynamoDbLocal('a transfer on DynamoDB', (db) => {
  it('costs at most 3 write and 0.5 read units on exclusive numbers, at any size of the pool', async () => {
    const [small, large] = [
      await measureCosts(db(), 'exclusive', 20, { transfers: 100 }),
      await measureCosts(db(), 'exclusive', 1_000, { transfers: 100 }),
    ];

    for (const { writes, reads } of [small, large]) {
      expect(writes).toBeLessThanOrEqual(2.2);
      expect(reads).toBeLessThanOrEqual(0.3);
    }
    expect((large.writes + large.reads) / (small.writes + small.reads)).toBeLessThan(1.1);
  }, 60_000);

  it('costs at most 2.1 write units on composite numbers, and next to no reads', async () => {
    const { writes, reads } = await measureCosts(db(), 'composite', 100, { transfers: 200 });

    expect(writes).toBeLessThanOrEqual(2.1);
    expect(reads).toBeLessThan(0.05);
  }, 60_000);
});
