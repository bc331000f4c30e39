import { fail, ok } from '@dialplane/basics';
import fc from 'fast-check';
import { parsePhoneNumber } from './parse-phone-number';

it.each`
  text                     | region       | number
  ${'+14155550123'}        | ${undefined} | ${'+14155550123'}
  ${'+1 (415) 555-0123'}   | ${undefined} | ${'+14155550123'}
  ${'4155550123'}          | ${'US'}      | ${'+14155550123'}
  ${'1-415-555-0123'}      | ${'US'}      | ${'+14155550123'}
  ${'011 44 20 7946 0958'} | ${'US'}      | ${'+442079460958'}
  ${'020 7946 0958'}       | ${'GB'}      | ${'+442079460958'}
  ${'00 1 415 555 0123'}   | ${'GB'}      | ${'+14155550123'}
`('"$text" dialled inside $region is $number', ({ text, region, number }) => {
  expect(parsePhoneNumber(text, region)).toEqual(ok(number));
});

it.each`
  text                        | because
  ${'abcd'}                   | ${'it has no digits'}
  ${''}                       | ${'it is empty'}
  ${'+1'}                     | ${'a country code alone is no number'}
  ${'+52'}                    | ${'a country code alone is no number'}
  ${'+12345'}                 | ${'it is too short'}
  ${'4420'}                   | ${'it is too short'}
  ${'0000'}                   | ${'it is too short'}
  ${'+521234567890123456'}    | ${'it is too long'}
  ${'call me 4155550123'}     | ${'there are words around it'}
  ${'+1 415 555 0123 ext. 5'} | ${'an extension is not part of the number'}
  ${'+999123456789'}          | ${'no country has the code 999'}
`('"$text" is not a phone number: $because', ({ text }) => {
  expect(parsePhoneNumber(text, 'US')).toEqual(
    fail(
      `Cannot read "${text}" as a phone number: ` +
        'expected a form such as +14155550123, or a number as dialled inside US',
    ),
  );
});

it('does not guess the country of a number without one', () => {
  expect(parsePhoneNumber('4155550123')).toEqual(
    fail('Cannot read "4155550123" as a phone number: expected a form such as +14155550123'),
  );
});

it('parses its own result as the same number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+?[1-9][\d ()-]{6,16}$/), (text) => {
      const once = parsePhoneNumber(text, 'US');
      if (once.ok) expect(parsePhoneNumber(once.value)).toEqual(once);
    }),
  );
});
