import { compareMixes } from './traffic-mixes';

// `npm run bench:dnis` compares 200 mixes, and simulates each of them longer.
it('predicts the blocking of random traffic mixes within 10 % of what the pool itself shows', () => {
  for (const { error, chance } of compareMixes(3, { chance: 0.03, mostAttempts: 2_000_000 })) {
    expect(chance).toBeLessThan(0.03);
    expect(Math.abs(error)).toBeLessThan(0.1);
  }
}, 60_000);
