import { engset, numbersFor, withRetries } from './erlang';
import { adviseNumbers, meanHold } from './sizing';

it('counts the rest as time that a number is held', () => {
  expect(meanHold({ perSecond: 1, setupSeconds: 8, restSeconds: 30 })).toBe(38);
});

it('holds a number until the reservation expires if no call comes', () => {
  expect(
    meanHold({ perSecond: 1, setupSeconds: 8, holdSeconds: 120, restSeconds: 0, lostShare: 0.1 }),
  ).toBeCloseTo(19.2, 12);
});

it('says how many numbers an exclusive pool needs, and that the account does not have them', () => {
  const advice = adviseNumbers(
    'exclusive',
    { perSecond: 10, setupSeconds: 15, restSeconds: 0 },
    { blocking: 1e-4 },
  );

  expect(advice).toMatchObject({ load: 150, numbers: 194, exclusive: 194, composite: 0 });
  expect(advice.blocking).toBeLessThanOrEqual(1e-4);
  expect(advice.warnings).toEqual([
    '194 numbers exceed the quota of 5 phone numbers for each instance: ask AWS for more first',
    '150 calls at once exceed the quota of 10 active calls for each instance: ask AWS for more first',
  ]);
});

// The numbers by Erlang B for all callers, compared with composite numbers for known callers.
it.each`
  perSecond | exclusive | composite | fewer
  ${10}     | ${194}    | ${14}     | ${10}
  ${50}     | ${838}    | ${34}     | ${20}
`('needs $fewer times fewer composite numbers at $perSecond a second, 2 % anonymous', (row) => {
  const traffic = { perSecond: row.perSecond, setupSeconds: 15, restSeconds: 0, anonymousShare: 0.02 };

  const exclusive = adviseNumbers('exclusive', traffic, { blocking: 1e-4 }).numbers;
  const composite = adviseNumbers('composite', traffic, { blocking: 1e-4 }).numbers;

  expect(exclusive).toBe(row.exclusive);
  expect(composite).toBe(row.composite);
  expect(exclusive / composite).toBeGreaterThanOrEqual(row.fewer);
});

it('needs more composite numbers where the carrier limits the calls on one', () => {
  const traffic = { perSecond: 10, setupSeconds: 15, restSeconds: 0 };

  expect(adviseNumbers('composite', traffic, { callsPerNumber: 10 }).composite).toBe(15);
});

it('needs no number for traffic that there is none of', () => {
  expect(adviseNumbers('composite', { perSecond: 0, setupSeconds: 8 }).numbers).toBe(0);
});

it('needs more numbers where blocked callers try again, and fewer where few can call', () => {
  const traffic = { perSecond: 1, setupSeconds: 8, restSeconds: 0 };
  const plain = adviseNumbers('exclusive', traffic, { blocking: 0.05 });

  expect(plain.numbers).toBe(numbersFor(8, 0.05));
  expect(
    adviseNumbers('exclusive', { ...traffic, retryShare: 0.9 }, { blocking: 0.05 }).load,
  ).toBeGreaterThan(8);
  expect(adviseNumbers('exclusive', { ...traffic, sources: 15 }, { blocking: 0.05 }).numbers).toBeLessThan(
    plain.numbers,
  );
});

it('advises in a moment for the largest traffic that makes sense', () => {
  const traffic = { perSecond: 3_000, setupSeconds: 0, restSeconds: 30 };
  const few = adviseNumbers('exclusive', { ...traffic, sources: 100_000 });
  const again = adviseNumbers('exclusive', { ...traffic, retryShare: 0.999 }, { blocking: 0.9 });

  const idleRate = 90_000 / 10_000;
  expect(engset(100_000, few.numbers, idleRate)).toBeLessThanOrEqual(0.001);
  expect(engset(100_000, few.numbers - 1, idleRate)).toBeGreaterThan(0.001);
  expect(withRetries(again.numbers, 90_000, 0.999).blocking).toBeLessThanOrEqual(0.9);
  expect(withRetries(again.numbers - 1, 90_000, 0.999).blocking).toBeGreaterThan(0.9);
});

it('puts the alarm below the use at which one transfer in a hundred is blocked', () => {
  const { numbers, alarmAtPercent } = adviseNumbers('exclusive', { perSecond: 1, setupSeconds: 8 });

  expect(numbers).toBe(numbersFor(38, 0.001));
  expect(alarmAtPercent).toBeGreaterThan((100 * 38) / numbers - 1);
  expect(alarmAtPercent).toBeLessThan(95);
});

it('refuses traffic that cannot be', () => {
  expect(() => adviseNumbers('exclusive', { perSecond: -1, setupSeconds: NaN, lostShare: 2 })).toThrow(
    'Cannot plan for this traffic: perSecond is -1, expected 0 or more; setupSeconds is NaN, expected 0 or more; lostShare is 2, expected a share from 0 to 1',
  );
});
