import { searchAttacks } from '../testing/attack';
import { somePolicy } from '../testing';
import { worstLossPerDay } from './worst-loss';

it('is the cap, and once more for each instance that may answer without the ledger', () => {
  expect(worstLossPerDay(somePolicy, 0)).toBe(10);
  expect(worstLossPerDay(somePolicy, 3)).toBe(40);
});

it('no thief gets beyond the bound while the ledger answers (npm run attacks plays 100,000 traces)', async () => {
  const { worstDay, mostAtOnce, mostInAnHour, broken, bound } = await searchAttacks(200, 0);

  expect(broken).toBe(0);
  // The search comes close to the bound, so the bound is not too loose.
  expect(worstDay).toBeGreaterThan(bound * 0.9);
  expect([mostAtOnce, mostInAnHour]).toEqual([3, 12]);
});

it('no thief gets beyond the bound while the ledger fails and several instances answer', async () => {
  expect((await searchAttacks(100, 3)).broken).toBe(0);
});
