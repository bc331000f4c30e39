import { revealingLines } from './function-logs';

it.each`
  line                                                  | because
  ${'{"message":"Call","from":"+12065550100"}'}         | ${'a number in E.164'}
  ${'{"message":"Call","sip":"sip:2065550100@x.test"}'} | ${'a national number'}
  ${'{"message":"Found","fname":"Ada"}'}                | ${'a value of the context'}
  ${'{"message":"Rated","window":"2020-***30-Daily"}'}  | ${'a date that was masked'}
`('shows $because: $line', ({ line }) => expect(revealingLines([line], ['Ada'])).toEqual([line]));

it.each`
  line
  ${'{"message":"Call","from":"***00"}'}
  ${'{"message":"Rated","window":"2020-01-30-Daily","cost":"0.0040000000"}'}
  ${'START RequestId: 1f1b5550-1234-4aaa-8aaa-065555550100 Version: $LATEST'}
  ${'REPORT RequestId: 1f1b5550-1234 Duration: 12 ms Memory Size: 512 MB'}
`('may be logged: $line', ({ line }) => expect(revealingLines([line], ['Ada'])).toEqual([]));
