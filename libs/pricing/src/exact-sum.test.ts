import fc from 'fast-check';
import { addend, addToSum, noSum, valueOfSum } from './exact-sum';

it('is the sum of any numbers, small or large', () => {
  const value = fc.oneof(
    fc.maxSafeInteger().map(BigInt),
    fc.integer().map(BigInt),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    fc.constantFrom(2n ** 52n, 2n ** 52n - 1n, 2n ** 53n - 1n, -(2n ** 52n)),
  );
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const sum = noSum();
      for (const one of values) addToSum(sum, addend(one));

      expect(valueOfSum(sum)).toBe(values.reduce((a, b) => a + b, 0n));
    }),
  );
});
