import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import { maskNumber, redact } from './redact';

it.each`
  text                                      | redacted
  ${'+14155550123'}                         | ${'***23'}
  ${'+1 (415) 555-0123'}                    | ${'***23'}
  ${'(415) 555-0123'}                       | ${'***23'}
  ${'415.555.0123'}                         | ${'***23'}
  ${'555-0123'}                             | ${'***23'}
  ${'4155550123'}                           | ${'***23'}
  ${'+44 20 7946 0958'}                     | ${'***58'}
  ${'415–555–0123'}                         | ${'***23'}
  ${'4 1 5 5 5 5 0 1 2 3'}                  | ${'***23'}
  ${'sip:+14155550123@example.com'}         | ${'sip:***23@example.com'}
  ${'tel:+1-415-555-0123;phone-context=+1'} | ${'tel:***23;phone-context=+1'}
  ${'sip:%2B14155550123@example.com'}       | ${'sip:%2B***23@example.com'}
  ${'Rule_14155550123'}                     | ${'Rule_***23'}
  ${'number4155550123x'}                    | ${'number***23x'}
  ${'{"To":"+14155550123","n":1}'}          | ${'{"To":"***23","n":1}'}
  ${'from +14155550123, to +14155550199'}   | ${'from ***23, to ***99'}
  ${'12345678901234567890'}                 | ${'***90'}
`('"$text" becomes "$redacted"', ({ text, redacted }) => {
  expect(redact(text)).toBe(redacted);
});

it.each`
  kept                              | text
  ${'a moment'}                     | ${'2026-11-21T10:14:00.000Z'}
  ${'a moment with an offset'}      | ${'2026-11-21T10:14:00+01:00'}
  ${'a date in an object key'}      | ${'cdr/2026/11/21/10/part-0.json'}
  ${'a UUID'}                       | ${'3f2b1c4d-1111-2222-3333-123456789012'}
  ${'a UUID of digits alone'}       | ${'12345678-1234-1234-1234-123456789012'}
  ${'the name of a Twilio call'}    | ${'CA12345678901234567890123456789abc'}
  ${'the name of a Twilio message'} | ${'SM12345678901234567890123456789abc'}
  ${'an X-Ray trace'}               | ${'1-5759e988-bd862e3fe1be46a994272793'}
  ${'an emergency number'}          | ${'911 or +44999'}
  ${'an extension'}                 | ${'extension 4420'}
  ${'a place in a file'}            | ${'decide.ts:123:45'}
  ${'words'}                        | ${'Answered a call event'}
  ${'a date'}                       | ${'2026-11-21'}
  ${'the name of a window'}         | ${'2026-01-31-Monthly'}
  ${'dates between blanks'}         | ${'from 2026-11-01 - 2026-11-30'}
  ${'a date before a count'}        | ${'on 2026-11-21 5 calls'}
  ${'a date and a time'}            | ${'2026-11-21 10:14:00.000'}
  ${'a cost'}                       | ${'0.0048000000'}
  ${'a large cost'}                 | ${'1234.5678901234'}
  ${'the version of a price list'}  | ${'offers/20251201000000/index.json'}
  ${'the account in an ARN'}        | ${'arn:aws:sns:us-east-1:111122223333:t'}
  ${'the key of a call record'}     | ${'vc1/2020/06/14/10.00.00.000_3f2b1c4d-1111-2222-3333-123456789012'}
`('$kept stays', ({ text }) => {
  expect(redact(text)).toBe(text);
});

it.each`
  lost                      | text                    | redacted
  ${'bare epoch seconds'}   | ${'at 1795256040'}      | ${'at ***40'}
  ${'an AWS account id'}    | ${'sns:111122223333:t'} | ${'sns:***33:t'}
  ${'an address'}           | ${'192.168.100.200'}    | ${'***00'}
  ${'a date after a code'}  | ${'+49 2026-11-21'}     | ${'***21'}
  ${'a cost like a number'} | ${'1.4155550123'}       | ${'***23'}
`('when in doubt it redacts: $lost is lost', ({ text, redacted }) => {
  expect(redact(text)).toBe(redacted);
});

describe('for any phone number, in any format and context', () => {
  const separator = fc.constantFrom('', '', ' ', '-', '.', ' (', ') ', ' - ', '\u00a0', '\u2011');
  const around = fc.constantFrom(
    '',
    ' ',
    'sip:',
    '@example.com',
    '"',
    'to ',
    'x',
    '_',
    ': ',
    ', ',
    '<',
    '\n',
    'ab',
  );
  const spelled = fc
    .tuple(fc.stringMatching(/^[1-9]\d{6,14}$/), fc.array(separator, { minLength: 15, maxLength: 15 }))
    .map(([digits, separators]) => ({
      digits,
      text: [...digits].map((digit, i) => (i ? (separators[i] ?? '') : '') + digit).join(''),
    }));

  it('at most the last two digits remain', () => {
    fc.assert(
      fc.property(
        around,
        fc.constantFrom('', '+'),
        spelled,
        around,
        (before, plus, { digits, text }, after) => {
          // A date and a cost are written as only few numbers are, and without a plus.
          fc.pre(plus !== '' || !/^(?:(?:19|20)\d\d-\d\d-\d\d|\d{4,}\.\d{10}|(?:19|20)\d{12})$/.test(text));
          const left = redact(`${before}${plus}${text}${after}`);
          expect(left.replace(/\D/g, '')).toBe(digits.slice(-2));
          expect(maskNumber(`${before}${plus}${text}${after}`)).toBe(left);
        },
      ),
    );
  });

  it('redacting twice changes nothing more', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            around,
            spelled.map(({ text }) => text),
          ),
        ),
        (parts) => {
          const once = redact(parts.join(''));
          expect(redact(once)).toBe(once);
        },
      ),
    );
  });
});

describe('for any date, cost and id', () => {
  const moment = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const cost = fc
    .tuple(fc.oneof(fc.constant(0), fc.integer({ min: 1_000 })), fc.stringMatching(/^\d{10}$/))
    .map(([whole, places]) => `${whole}.${places}`);
  const iso = moment.map((one) => one.toISOString());
  const what = fc.oneof(
    iso,
    iso.map((text) => text.slice(0, 10)),
    iso.map((text) => text.slice(0, 19).replace('T', ' ')),
    iso.map((text) => text.slice(0, 19).replaceAll(/\D/g, '')),
    iso.map((text) => `${text.slice(0, 10)}-Daily`),
    fc.uuid(),
    cost,
    fc.stringMatching(/^\d{12}$/).map((account) => `arn:aws:lambda:eu-central-1:${account}:function:a`),
  );
  const before = fc.constantFrom('', ' ', '"', ', ', '/', ': ', '=', 'on ', '\n');
  const after = fc.constantFrom('', ' ', '"', ', ', '/', ': ', ' on', '\n');

  it('keeps all of it', () => {
    fc.assert(
      fc.property(before, what, after, (before, text, after) => {
        expect(redact(`${before}${text}${after}`)).toBe(`${before}${text}${after}`);
      }),
    );
  });

  it('keeps it beside a number, of which at most two digits remain', () => {
    fc.assert(
      fc.property(what, fc.stringMatching(/^\+[1-9]\d{6,14}$/), (text, number) => {
        const apart = ', ';
        expect(redact(`${text}${apart}${number}`)).toBe(`${text}${apart}***${number.slice(-2)}`);
      }),
    );
  });
});

it('masks dates and costs in a field that holds a number', () => {
  expect(['2026-11-21', '0.0048000000', '20251201000000'].map(maskNumber)).toEqual([
    '***21',
    '***00',
    '***00',
  ]);
});

const everyCountry = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);

it('finds a number of every country in national and international format, if it has seven digits', () => {
  const missed = everyCountry.flatMap((number) =>
    [number.number, number.formatInternational(), number.formatNational(), number.getURI()]
      .filter((text) => text.replace(/\D/g, '').length >= 7)
      .filter((text) => redact(text).replace(/\D/g, '').length > 2),
  );

  expect(everyCountry.length).toBeGreaterThan(200);
  expect(missed).toEqual([]);
});
