import { describeMoney } from './describe-money';

it.each`
  amount             | text
  ${'0.0182000000'}  | ${'USD 0.0182'}
  ${'12.5000000000'} | ${'USD 12.50'}
  ${'3.0000000000'}  | ${'USD 3.00'}
  ${'0.0000012000'}  | ${'USD 0.00…'}
  ${'-0.1200000000'} | ${'USD -0.12'}
`('shows $amount as "$text"', ({ amount, text }) => {
  expect(describeMoney({ amount, currency: 'USD' })).toBe(text);
});
