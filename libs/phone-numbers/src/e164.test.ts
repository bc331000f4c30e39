import { fail, ok } from '@dialplane/basics';
import { isE164, parseE164 } from './e164';

it.each`
  text                   | because
  ${'14155550123'}       | ${'the plus is missing'}
  ${'+0123456789'}       | ${'no country code starts with 0'}
  ${'+1 415 555 0123'}   | ${'it has spaces'}
  ${'+1415555012345678'} | ${'it has 16 digits'}
  ${'+1'}                | ${'a country code alone is no number'}
  ${'+1415555012a'}      | ${'it has a letter'}
  ${'+14155550123\n'}    | ${'it ends in a line break'}
  ${''}                  | ${'it is empty'}
`('"$text" is not in E.164 form: $because', ({ text }) => {
  expect(isE164(text)).toBe(false);
  expect(parseE164(text)).toEqual(
    fail(`Cannot read "${text}" as a phone number: expected a form such as +14155550123`),
  );
});

it('takes a number of 15 digits', () => {
  expect(parseE164('+123456789012345')).toEqual(ok('+123456789012345'));
});
