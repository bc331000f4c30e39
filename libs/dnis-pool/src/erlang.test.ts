import fc from 'fast-check';
import { engset, erlangB, loadFor, numbersFor, withRetries } from './erlang';

/** A share as a fraction of two integers. */
type Fraction = { readonly over: bigint; readonly under: bigint };

/** Erlang B with integers, for a load of `over / under` erlangs: B(n) = a B(n - 1) / (n + a B(n - 1)). */
const exactErlangB = (numbers: number, load: Fraction): Fraction => {
  let blocking: Fraction = { over: 1n, under: 1n };
  for (let n = 1n; n <= BigInt(numbers); n += 1n) {
    const over = load.over * blocking.over;
    const under = n * load.under * blocking.under + over;
    const common = divisor(over, under);
    blocking = { over: over / common, under: under / common };
  }
  return blocking;
};

const exactEngset = (sources: number, numbers: number, rate: Fraction): Fraction => {
  let blocking: Fraction = { over: 1n, under: 1n };
  for (let n = 1n; n <= BigInt(numbers); n += 1n) {
    const over = (BigInt(sources) - n) * rate.over * blocking.over;
    const under = n * rate.under * blocking.under + over;
    const common = divisor(over, under);
    blocking = { over: over / common, under: under / common };
  }
  return blocking;
};

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));

/** Rounded to twenty digits and then to a number, which has fewer digits. */
const valueOf = ({ over, under }: Fraction): number => {
  let digits = 0;
  let scaled = over;
  while (scaled < under * 10n ** 20n) {
    scaled *= 10n;
    digits += 1;
  }
  return Number(`${scaled / under}e-${digits}`);
};

it.each([
  [1, 1, 1 / 2],
  [2, 1, 1 / 5],
  [3, 2, 4 / 19],
  [5, 3, 81 / 736],
  [10, 5, 390625 / 21247437],
])('blocks on %i numbers at %i erlangs as the fraction says', (numbers, load, share) => {
  expect(erlangB(numbers, load)).toBeCloseTo(share, 15);
});

it('is exact to twelve digits, against whole numbers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 1, max: 100 }),
      (numbers, over, under) => {
        const exact = valueOf(exactErlangB(numbers, { over: BigInt(over), under: BigInt(under) }));
        fc.pre(exact > 1e-300);
        expect(Math.abs(erlangB(numbers, over / under) / exact - 1)).toBeLessThan(1e-12);
      },
    ),
    { numRuns: 200 },
  );
});

// Published: erlang.com's manual (15 lines carry 8.108 erlangs at 1 %), Wolfram's example (30 lines, 25 erlangs, about
// 0.05), and the usual Erlang B tables.
it.each([
  [15, 8.108, 0.0099996],
  [30, 25, 0.0526031722],
  [7, 2.5, 0.009983],
])('blocks on %i numbers at %f erlangs as published', (numbers, load, share) => {
  expect(erlangB(numbers, load)).toBeCloseTo(share, 7);
});

it.each([
  [1, [0.0001, 0.001, 0.0101, 0.0204, 0.0526]],
  [2, [0.0142, 0.0458, 0.1526, 0.2235, 0.3813]],
  [5, [0.452, 0.7621, 1.3608, 1.6571, 2.2185]],
  [10, [2.2601, 3.092, 4.4612, 5.084, 6.2157]],
  [15, [4.7811, 6.0772, 8.108, 9.0096, 10.6327]],
  [20, [7.7005, 9.4115, 12.0306, 13.1815, 15.2493]],
  [30, [14.2456, 16.6839, 20.3373, 21.9316, 24.8018]],
  [50, [28.8661, 32.5119, 37.9014, 40.2551, 44.5331]],
  [100, [69.2647, 75.242, 84.0642, 87.972, 95.2404]],
  [200, [156.1782, 165.6239, 179.738, 186.1582, 198.5073]],
  [500, [431.4105, 448.1605, 474.0364, 486.4389, 511.7534]],
])('carries on %i numbers %j erlangs, as the tables say', (numbers, loads) => {
  for (const [at, blocking] of [1e-4, 1e-3, 0.01, 0.02, 0.05].entries())
    expect(loadFor(numbers, blocking)).toBeCloseTo(loads[at] ?? NaN, 4);
});

// Offered load = rate × hold; numbers for a blocking of 1 %, 0.1 %, 0.01 % and 1e-6.
it.each([
  [0.1, 3, [3, 4, 5, 6]],
  [1, 8, [15, 18, 21, 25]],
  [1, 15, [24, 28, 32, 37]],
  [5, 30, [170, 183, 194, 209]],
  [10, 15, [170, 183, 194, 209]],
  [10, 120, [1230, 1278, 1308, 1353]],
  [50, 15, [779, 814, 838, 873]],
  [100, 120, [11952, 12180, 12295, 12446]],
])('needs at %f transfers a second held for %i s: %j numbers', (rate, hold, numbers) => {
  expect([1e-2, 1e-3, 1e-4, 1e-6].map((blocking) => numbersFor(rate * hold, blocking))).toEqual(numbers);
});

it('takes the least number that keeps the target, and not the one closest to it', () => {
  expect(numbersFor((3400 * 5) / 3600, 0.001)).toBe(13);
  expect(erlangB(13, (3400 * 5) / 3600)).toBeCloseTo(0.00082978, 8);
  expect(erlangB(12, (3400 * 5) / 3600)).toBeCloseTo(0.00228623, 8);
  expect(numbersFor(1, 0.01)).toBe(5);
});

it('never falls below the target with fewer numbers', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 500, noNaN: true }),
      fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
      (load, blocking) => {
        const numbers = numbersFor(load, blocking);
        expect(erlangB(numbers, load)).toBeLessThanOrEqual(blocking * (1 + 1e-12));
        if (numbers > 0) expect(erlangB(numbers - 1, load)).toBeGreaterThan(blocking);
      },
    ),
  );
});

it.each([0, -1, NaN, 2])('refuses a blocking of %p', (blocking) => {
  expect(() => numbersFor(5, blocking)).toThrow('expected a share above 0 and at most 1');
});

it('needs no number where every transfer may be blocked, and none without a load', () => {
  expect(numbersFor(5, 1)).toBe(0);
  expect(numbersFor(0, 0.01)).toBe(0);
});

it('counts callers who try again into the load', () => {
  const { load, blocking } = withRetries(10, 8, 0.5);

  expect(load).toBeCloseTo(8 + load * blocking * 0.5, 10);
  expect(blocking).toBeGreaterThan(erlangB(10, 8));
  expect(withRetries(10, 8, 0)).toEqual({ load: 8, blocking: erlangB(10, 8) });
  expect(() => withRetries(10, 8, 1)).toThrow('expected 0 to below 1');
});

it.each([
  [10, 5, 0.5, 0.106961],
  [100, 10, 0.05, 0.0122408],
])(
  'blocks %i sources on %i numbers at an idle rate of %f as Engset says',
  (sources, numbers, rate, share) => {
    expect(engset(sources, numbers, rate)).toBeCloseTo(share, 7);
  },
);

it('computes Engset exactly to twelve digits, against whole numbers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 200 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 100 }),
      (sources, numbers, over) => {
        fc.pre(numbers < sources);
        const exact = valueOf(exactEngset(sources, numbers, { over: BigInt(over), under: 100n }));
        expect(Math.abs(engset(sources, numbers, over / 100) / exact - 1)).toBeLessThan(1e-12);
      },
    ),
  );
});

it('blocks no source that finds a number for each of the others', () => {
  expect(engset(5, 5, 0.5)).toBe(0);
});
