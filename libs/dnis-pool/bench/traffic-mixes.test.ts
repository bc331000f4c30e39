import { compareMixes } from './traffic-mixes';

// `npm run bench:dnis` compares 200 mixes, with more transfers each.
it('predicts the blocking of random traffic mixes, as the pool itself shows it', () => {
  const compared = compareMixes(12, 60_000);

  // With so few transfers, chance alone causes differences of a tenth in a single mix, but not on average.
  for (const { error } of compared) expect(Math.abs(error)).toBeLessThan(0.25);
  const mean = compared.reduce((sum, { error }) => sum + error, 0) / compared.length;
  expect(Math.abs(mean)).toBeLessThan(0.05);
}, 60_000);
