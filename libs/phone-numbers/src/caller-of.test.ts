import type { E164 } from './e164';
import { callerNumber, callerOf, dialledNumber } from './caller-of';

const seattle = '+12065550100';
const berlin = '+493023125000';
const london = '+442079460958';

it.each`
  from                       | ours              | caller
  ${'+12065550199'}          | ${seattle}        | ${'+12065550199'}
  ${'2065550199'}            | ${seattle}        | ${'+12065550199'}
  ${'12065550199'}           | ${seattle}        | ${'+12065550199'}
  ${'sip:+12065550199@host'} | ${seattle}        | ${'+12065550199'}
  ${'030 23125001'}          | ${berlin}         | ${'+493023125001'}
  ${'anonymous'}             | ${seattle}        | ${'withheld'}
  ${''}                      | ${seattle}        | ${'withheld'}
  ${'4420'}                  | ${seattle}        | ${'withheld'}
  ${'911'}                   | ${seattle}        | ${'emergency-service'}
  ${'+1911'}                 | ${seattle}        | ${'emergency-service'}
  ${'+911'}                  | ${seattle}        | ${'emergency-service'}
  ${'112'}                   | ${seattle}        | ${'emergency-service'}
  ${'110'}                   | ${berlin}         | ${'emergency-service'}
  ${'+49110'}                | ${berlin}         | ${'emergency-service'}
  ${'999'}                   | ${london}         | ${'emergency-service'}
  ${'112'}                   | ${'+88161234567'} | ${'emergency-service'}
  ${'999'}                   | ${'+88161234567'} | ${'withheld'}
`('a call from "$from" to $ours comes from $caller', ({ from, ours, caller }) => {
  expect(callerOf(from, ours)).toBe(caller);
});

it.each(['100', '101', '110', '190', '000', '999', '933', '333'])(
  'the short number %s is not an emergency service for a number in North America',
  (from) => {
    expect(callerOf(from, seattle)).toBe('withheld');
  },
);

it.each([
  '+266696687',
  '266696687',
  '+7378742833',
  '+8656696',
  '+86282452253',
  '+2562533',
  '+7748283',
  '+10000000000',
  '+12666966870',
])('%s is a withheld number exactly if it spells a word for that', (from) => {
  expect(callerOf(from, seattle)).toBe(from === '+12666966870' ? from : 'withheld');
});

it.each(['266696687', '7378742833', '8656696', '86282452253', '2562533', '7748283', '0000000000'])(
  '%s is withheld with and without a plus or a 1, wherever our number is',
  (word) => {
    for (const from of [word, `+${word}`, `1${word}`, `+1${word}`, `sip:+1${word}@host`])
      for (const home of [seattle, undefined]) expect(callerNumber(from, home as E164)).toBe('withheld');
    expect(callerNumber(word, london as E164)).toBe('withheld');
  },
);

it.each`
  dialled                    | number
  ${'+12065550100'}          | ${'+12065550100'}
  ${'12065550100'}           | ${'+12065550100'}
  ${'sip:+12065550100@host'} | ${'+12065550100'}
  ${'911'}                   | ${'911'}
  ${'2065550100'}            | ${'2065550100'}
`('a call to "$dialled" goes to $number', ({ dialled, number }) => {
  expect(dialledNumber(dialled)).toBe(number);
});
