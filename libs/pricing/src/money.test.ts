import fc from 'fast-check';
import { formatDecimal, parseDecimal } from './decimal';
import { type Cost60, formatPrice, formatUsd, parsePrice } from './money';
import { divide } from './rounding';

it.each`
  text                  | price
  ${'0.0048000000'}     | ${48_000_000n}
  ${'0.0048'}           | ${48_000_000n}
  ${'0'}                | ${0n}
  ${'.4'}               | ${4_000_000_000n}
  ${'12.'}              | ${120_000_000_000n}
  ${'0.0000000001'}     | ${1n}
  ${'1.00000000000000'} | ${10_000_000_000n}
  ${'0.00000000001'}    | ${undefined}
  ${'4.8E-3'}           | ${undefined}
  ${'-1'}               | ${undefined}
  ${'1,5'}              | ${undefined}
  ${'.'}                | ${undefined}
  ${''}                 | ${undefined}
  ${'NaN'}              | ${undefined}
`('reads the price "$text" as $price', ({ text, price }) => {
  expect(parsePrice(text)).toBe(price);
});

it.each`
  dividend | divisor | even   | up
  ${7n}    | ${2n}   | ${4n}  | ${4n}
  ${5n}    | ${2n}   | ${2n}  | ${3n}
  ${-5n}   | ${2n}   | ${-2n} | ${-3n}
  ${4n}    | ${3n}   | ${1n}  | ${1n}
  ${5n}    | ${3n}   | ${2n}  | ${2n}
  ${30n}   | ${60n}  | ${0n}  | ${1n}
  ${90n}   | ${60n}  | ${2n}  | ${2n}
  ${0n}    | ${60n}  | ${0n}  | ${0n}
`('$dividend / $divisor is $even half to even, $up half up', ({ dividend, divisor, even, up }) => {
  expect(divide(dividend, divisor, 'half-even')).toBe(even);
  expect(divide(dividend, divisor, 'half-up')).toBe(up);
});

it.each`
  cost                | text
  ${288_000_000n}     | ${'0.0004800000'}
  ${0n}               | ${'0.0000000000'}
  ${-288_000_000n}    | ${'-0.0004800000'}
  ${60n * 10n ** 10n} | ${'1.0000000000'}
  ${30n}              | ${'0.0000000000'}
  ${90n}              | ${'0.0000000002'}
`('shows the cost $cost as $text', ({ cost, text }) => {
  expect(formatUsd(cost as Cost60)).toBe(text);
});

describe('for any number', () => {
  const places = fc.integer({ min: 0, max: 12 });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), places, (value, places) => {
        expect(parseDecimal(formatDecimal(value, places), places)).toBe(value);
      }),
    );
  });

  it('a price is written with ten places, exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (value) => {
        const text = formatDecimal(value, 10);
        const price = parsePrice(text);
        expect(price !== undefined && formatPrice(price)).toBe(text);
      }),
    );
  });

  it('a rounded quotient is at most half a divisor away', () => {
    const rounding = fc.constantFrom('half-even' as const, 'half-up' as const);
    fc.assert(
      fc.property(
        fc.bigInt(),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        rounding,
        (dividend, divisor, rounding) => {
          const away = divide(dividend, divisor, rounding) * divisor - dividend;
          expect(2n * (away < 0n ? -away : away) <= divisor).toBe(true);
        },
      ),
    );
  });
});
