import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber, parsePhoneNumber as parse } from 'libphonenumber-js/max';
import { type E164, isE164 } from './e164';
import { normalNumber } from './normal-number';

const seattle = '+12065550100' as E164;
const london = '+442079460958' as E164;
const berlin = '+493023125000' as E164;
const rome = '+390669812345' as E164;
const madrid = '+34912345678' as E164;

it.each`
  text                                        | home         | number
  ${'+12025550100'}                           | ${undefined} | ${'+12025550100'}
  ${'+1 (202) 555-0100'}                      | ${undefined} | ${'+12025550100'}
  ${'12025550100'}                            | ${undefined} | ${'+12025550100'}
  ${'442079460000'}                           | ${undefined} | ${'+442079460000'}
  ${'0012025550100'}                          | ${undefined} | ${'+12025550100'}
  ${'%2B12025550100'}                         | ${undefined} | ${'+12025550100'}
  ${'sip:+12025550100@192.0.2.1'}             | ${undefined} | ${'+12025550100'}
  ${'sip:%2b12025550100@192.0.2.1'}           | ${undefined} | ${'+12025550100'}
  ${'<tel:+1-202-555-0100>;reason=busy'}      | ${undefined} | ${'+12025550100'}
  ${'<sip:2025550100;phone-context=+1@host>'} | ${undefined} | ${'+12025550100'}
  ${'tel:7946 0958;phone-context=+44'}        | ${seattle}   | ${'+4479460958'}
  ${'2025550100'}                             | ${seattle}   | ${'+12025550100'}
  ${'1-202-555-0100'}                         | ${seattle}   | ${'+12025550100'}
  ${'011 44 20 7946 0000'}                    | ${seattle}   | ${'+442079460000'}
  ${'442079460000'}                           | ${seattle}   | ${'+442079460000'}
  ${'020 7946 0000'}                          | ${london}    | ${'+442079460000'}
  ${'442079460000'}                           | ${london}    | ${'+442079460000'}
  ${'12025550100'}                            | ${london}    | ${'+12025550100'}
  ${'00 1 202 555 0100'}                      | ${berlin}    | ${'+12025550100'}
  ${'030 23125001'}                           | ${berlin}    | ${'+493023125001'}
  ${'06 6982 0000'}                           | ${rome}      | ${'+390669820000'}
  ${'912345678'}                              | ${madrid}    | ${'+34912345678'}
  ${'2025550100'}                             | ${undefined} | ${undefined}
  ${'5550100'}                                | ${seattle}   | ${undefined}
  ${'911'}                                    | ${seattle}   | ${undefined}
  ${'4420'}                                   | ${london}    | ${undefined}
  ${'+0123456789'}                            | ${undefined} | ${undefined}
  ${'anonymous'}                              | ${seattle}   | ${undefined}
  ${'sip:desk7@host'}                         | ${seattle}   | ${undefined}
  ${'123456789012345678'}                     | ${undefined} | ${undefined}
  ${''}                                       | ${seattle}   | ${undefined}
`('"$text" received in the country of $home is $number', ({ text, home, number }) => {
  expect(normalNumber(text, home)).toBe(number);
});

const everyMobile = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);

it('reads a number of every country without its plus, with 00, and as a SIP address', () => {
  const missed = everyMobile.flatMap(({ number }) =>
    [number, `00${number.slice(1)}`, `sip:${number}@host`, `sip:${number.replace('+', '%2B')}@host`]
      .filter((text) => normalNumber(text) !== number)
      .concat(number.length >= 12 && normalNumber(number.slice(1)) !== number ? [number.slice(1)] : []),
  );

  expect(everyMobile.length).toBeGreaterThan(200);
  expect(missed).toEqual([]);
});

it('returns E.164 or nothing for any text, and its own result unchanged', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ()%.;:sip@-]{0,24}$/));

  fc.assert(
    fc.property(text, fc.constantFrom(undefined, seattle, london, rome), (text, home) => {
      const number = normalNumber(text, home);
      if (number === undefined) return;
      expect(isE164(number)).toBe(true);
      expect(normalNumber(number, home)).toBe(number);
    }),
  );
});

it('agrees with libphonenumber on national numbers of North America', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/), (national) => {
      expect(normalNumber(national, seattle)).toBe(parse(national, 'US').number);
    }),
  );
});
