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
const saoPaulo = '+551123456789' as E164;
const mexico = '+525512345678' as E164;
const beijing = '+861012345678' as E164;
const moscow = '+74951234567' as E164;
const cordoba = '+543512345678' as E164;

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
  ${'+44 (0)20 7946 0000'}                    | ${undefined} | ${'+442079460000'}
  ${'+4402079460000'}                         | ${undefined} | ${'+442079460000'}
  ${'00 44 (0)20 7946 0000'}                  | ${berlin}    | ${'+442079460000'}
  ${'+49 (0)30 23125001'}                     | ${seattle}   | ${'+493023125001'}
  ${'+39 06 6982 0000'}                       | ${undefined} | ${'+390669820000'}
  ${'+1 1 206 555 0100'}                      | ${undefined} | ${'+12065550100'}
  ${'+52 1 55 5555 0123'}                     | ${undefined} | ${'+525555550123'}
  ${'+7 800 555 0123'}                        | ${undefined} | ${'+78005550123'}
  ${'+25006365479'}                           | ${undefined} | ${'+25006365479'}
  ${'0117 946 0000'}                          | ${london}    | ${'+441179460000'}
  ${'011 1 202 555 0100'}                     | ${london}    | ${'+12025550100'}
  ${'11961234567'}                            | ${saoPaulo}  | ${'+5511961234567'}
  ${'55961234567'}                            | ${saoPaulo}  | ${'+5555961234567'}
  ${'13123456789'}                            | ${beijing}   | ${'+8613123456789'}
  ${'12065550100'}                            | ${beijing}   | ${'+12065550100'}
  ${'13105550123'}                            | ${beijing}   | ${'+8613105550123'}
  ${'12065550100'}                            | ${saoPaulo}  | ${'+12065550100'}
  ${'1123456789'}                             | ${saoPaulo}  | ${'+551123456789'}
  ${'12065550100'}                            | ${mexico}    | ${'+12065550100'}
  ${'5512345678'}                             | ${mexico}    | ${'+525512345678'}
  ${'5215512345678'}                          | ${mexico}    | ${'+525512345678'}
  ${'8 912 345-67-89'}                        | ${moscow}    | ${'+79123456789'}
  ${'8005550123'}                             | ${moscow}    | ${'+78005550123'}
  ${'011 15-2345-6789'}                       | ${cordoba}   | ${'+5491123456789'}
  ${'0351 15-234-5678'}                       | ${cordoba}   | ${'+5493512345678'}
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

/** The table of emergency numbers, and so of calling codes, lacks these countries. */
const unknownCountries = ['GN', 'GQ', 'IO', 'TK'];

it('reads the national form of every country whose calling code it knows, with and without separators', () => {
  const missed = everyMobile.flatMap((example) => {
    const national = example.formatNational();
    return [national, national.replaceAll(/\D/g, ''), example.formatInternational()]
      .filter((text) => normalNumber(text, example.number as E164) !== example.number)
      .map((text) => `${example.country} ${text}`);
  });

  // Tristan da Cunha has shorter numbers than Saint Helena, with the same calling code.
  expect(missed.filter((it) => !unknownCountries.includes(it.slice(0, 2)))).toEqual(['TA 8999', 'TA 8999']);
});

it('reads a caller from North America with the 1 and without a plus, in every country', () => {
  const misread = everyMobile.flatMap(({ country, number }) =>
    normalNumber('12065550100', number as E164) === '+12065550100' ? [] : [country],
  );

  expect(misread).toEqual([]);
});

it('changes no valid number', () => {
  const country = fc.constantFrom(...everyMobile.map(({ countryCallingCode }) => countryCallingCode));
  const rest = fc.stringMatching(/^(?:0\d|06|1|8|80)\d{3,9}$/);

  fc.assert(
    fc.property(country, rest, (code, digits) => {
      const number = `+${code}${digits}`;
      const read = parse(number);
      fc.pre(read.isValid() && read.number === number);
      expect(normalNumber(number)).toBe(number);
    }),
    { numRuns: 1_000 },
  );
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
