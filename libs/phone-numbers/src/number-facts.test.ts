import fc from 'fast-check';
import { countryOf } from './country-of';
import { areaCodes, numberingPlans, nationalForms } from './dial-tables';
import type { E164 } from './e164';
import { isEmergency } from './emergency';
import { makeAreaCodes, makeNationalForms, makeNumberingPlans, remakeDialTables } from './make-dial-tables';
import { classify } from './number-class';
import { isCallableByItself, numberFacts } from './number-facts';

it.each`
  number              | kind             | country
  ${'+12065550100'}   | ${'ordinary'}    | ${'US'}
  ${'+14165550100'}   | ${'ordinary'}    | ${'CA'}
  ${'+17875550100'}   | ${'ordinary'}    | ${'PR'}
  ${'+13405550100'}   | ${'ordinary'}    | ${'VI'}
  ${'+18765550100'}   | ${'ordinary'}    | ${'JM'}
  ${'+16585550100'}   | ${'ordinary'}    | ${'JM'}
  ${'+18295550100'}   | ${'ordinary'}    | ${'DO'}
  ${'+14365550100'}   | ${'ordinary'}    | ${'US'}
  ${'+525555550100'}  | ${'ordinary'}    | ${'MX'}
  ${'+442079460100'}  | ${'ordinary'}    | ${'GB'}
  ${'+18335550100'}   | ${'toll-free'}   | ${undefined}
  ${'+19005550100'}   | ${'premium'}     | ${'US'}
  ${'+12069760100'}   | ${'premium'}     | ${'US'}
  ${'+529005550100'}  | ${'premium'}     | ${'MX'}
  ${'+15005550100'}   | ${'shared-cost'} | ${'US'}
  ${'+447012345678'}  | ${'shared-cost'} | ${'GB'}
  ${'+19115550100'}   | ${'unknown'}     | ${undefined}
  ${'+19765550100'}   | ${'unknown'}     | ${undefined}
  ${'+15555550100'}   | ${'unknown'}     | ${undefined}
  ${'+17005550100'}   | ${'unknown'}     | ${undefined}
  ${'+12061550100'}   | ${'unknown'}     | ${undefined}
  ${'+12069110100'}   | ${'unknown'}     | ${undefined}
  ${'+12065550'}      | ${'unknown'}     | ${undefined}
  ${'+1206555010012'} | ${'unknown'}     | ${undefined}
  ${'+97912345678'}   | ${'unknown'}     | ${undefined}
  ${'+88161234567'}   | ${'unknown'}     | ${undefined}
  ${'+99912345678'}   | ${'unknown'}     | ${undefined}
`('$number is $kind, of $country', ({ number, kind, country }) => {
  expect(numberFacts(number)).toEqual({ kind, ...(country && { country }) });
});

it('takes area codes and premium exchanges that it does not know', () => {
  expect(numberFacts('+15655550100' as E164, { areaCodes: { '565': 'US' } })).toEqual({
    kind: 'ordinary',
    country: 'US',
  });
  expect(numberFacts('+12125400100' as E164, { premiumExchanges: ['540'] })).toEqual({
    kind: 'premium',
    country: 'US',
  });
});

it.each`
  country | alone
  ${'US'} | ${true}
  ${'JM'} | ${true}
  ${'GB'} | ${true}
  ${'JE'} | ${false}
  ${'KZ'} | ${false}
`('calls to $country alone can be allowed: $alone', ({ country, alone }) => {
  expect(isCallableByItself(country)).toBe(alone);
});

it(`has the tables that libphonenumber's metadata gives, or else: ${remakeDialTables}`, () => {
  expect(areaCodes).toEqual(makeAreaCodes());
  expect(numberingPlans).toEqual(makeNumberingPlans());
  expect(nationalForms).toEqual(makeNationalForms());
});

/** Numbers that match a plan's pattern, or just its calling code and lengths. */
const numberOf = (pattern: (plan: readonly string[]) => string) =>
  fc
    .constantFrom(...Object.entries(numberingPlans).filter(([, plan]) => pattern(plan) !== ''))
    .chain(([code, plan]) =>
      fc
        .stringMatching(new RegExp(`^(?:${pattern(plan)})$`))
        .map((national) => `+${code}${national}` as E164),
    );
const anyNumber = numberOf(([, lengths = '']) =>
  lengths
    .split(' ')
    .map((length) => `\\d{${length}}`)
    .join('|'),
);

it('calls no number ordinary that the full metadata calls premium or shared-cost, or has in another country', () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      const facts = numberFacts(number);
      const full = classify(number);
      // The full metadata says nothing of an area code that it does not list.
      fc.pre(!['unknown', 'unlisted', 'emergency', 'service-code'].includes(full));
      if (full === 'premium' || full === 'shared-cost')
        expect(['premium', 'shared-cost', 'unknown']).toContain(facts.kind);
      if (facts.kind === 'ordinary' && number.startsWith('+1')) expect(facts.country).toBe(countryOf(number));
    }),
    { numRuns: 5_000 },
  );
});

it('finds every number of a corpus that costs extra, and no emergency number', () => {
  const corpus = new Set([
    ...fc.sample(
      numberOf(([, , premium = '']) => premium),
      { numRuns: 12_000, seed: 7 },
    ),
    ...fc.sample(
      numberOf(([, , , shared = '']) => shared),
      { numRuns: 3_000, seed: 7 },
    ),
  ]);
  expect(corpus.size).toBeGreaterThan(10_000);
  const missed = [...corpus].filter((number) => {
    const { kind } = numberFacts(number);
    return kind === 'ordinary' || kind === 'toll-free';
  });
  expect(missed).toEqual([]);
  expect([...corpus].filter((number) => isEmergency(number))).toEqual([]);
});
