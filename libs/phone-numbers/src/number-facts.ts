import type { CountryCode } from './country-of';
import { areaCodes, numberingPlans } from './dial-tables';
import type { E164 } from './e164';

/** What a number is, as far as the price of calling it goes. */
export type NumberFacts = {
  readonly kind: 'ordinary' | 'toll-free' | 'premium' | 'shared-cost' | 'unknown';
  /**
   * The country whose number it is. Behind +1 each country is told apart, and what belongs to no place, such as area code
   * 900, counts as US; countries that share another calling code count as the main one: Jersey as GB, Kazakhstan as RU.
   * `undefined` for toll-free and unknown numbers.
   */
  readonly country?: CountryCode;
};

/** What the built-in tables do not know. */
export type MoreFacts = {
  /** The country of more area codes of +1. */
  readonly areaCodes?: Readonly<Record<string, CountryCode>>;
  /** More exchanges, three digits each, that are premium in all area codes of the United States and Canada. */
  readonly premiumExchanges?: readonly string[];
};

/**
 * What a number is, from tables of 17 KB: made for the call path, where libphonenumber's metadata is too heavy.
 * `classify` and `countryOf` say the same from the full metadata, and a test compares them. It checks area codes, lengths
 * and what costs extra, not whether a number is in use.
 */
export const numberFacts = (number: E164, more: MoreFacts = {}): NumberFacts => {
  const code = callingCodeOf(number);
  const plan = code === undefined ? undefined : numberingPlans[code];
  if (!plan) return unknown;
  const [countries, lengths, premium, sharedCost, prefix] = plan;
  const national = number.slice(1 + String(code).length);
  if (!lengths.split(' ').includes(String(national.length))) return unknown;
  const where =
    code === '1' ? northAmerican(national, more) : { country: countries.split(' ')[0] as CountryCode };
  // Some networks drop a national prefix after the calling code: +64 0900 is then the premium +64 900.
  const forms = [national, prefix === '' ? national : national.replace(new RegExp(`^(?:${prefix})`), '')];
  const isAnyOf = (pattern: string) => forms.some((form) => isOneOf(pattern, form));
  const country = { country: typeof where === 'string' ? 'US' : where.country } as const;
  if (isAnyOf(premium) || (typeof where === 'object' && where.premium))
    return { kind: 'premium', ...country };
  if (isAnyOf(sharedCost)) return { kind: 'shared-cost', ...country };
  if (where === 'toll-free') return { kind: 'toll-free' };
  return where === 'unknown' ? unknown : { kind: 'ordinary', ...country };
};

/** Whether calls can be allowed to this country by itself: it does not share its calling code with a larger one. */
export const isCallableByItself = (country: CountryCode): boolean =>
  Object.entries(numberingPlans).some(([code, [countries]]) =>
    code === '1' ? countries.split(' ').includes(country) : countries.split(' ')[0] === country,
  );

const unknown: NumberFacts = { kind: 'unknown' };

// No calling code is the beginning of another.
const callingCodeOf = (number: E164): string | undefined =>
  [1, 2, 3].map((length) => number.slice(1, 1 + length)).find((code) => Object.hasOwn(numberingPlans, code));

const isOneOf = (pattern: string, national: string): boolean =>
  pattern !== '' && new RegExp(`^(?:${pattern})$`).test(national);

/** Where a number is, and whether its exchange costs extra there. */
type Place = { readonly country: CountryCode; readonly premium?: boolean };

/**
 * Exchanges begin with 2 to 9, and those that end in 11 are kept for service codes (nanpa.com, central office codes).
 * Exchange 976 is premium in every area code of the United States and Canada; `isPremiumExchange` in `number-class.ts`
 * says where that is from.
 */
const northAmerican = (
  national: string,
  { areaCodes: own = {}, premiumExchanges = [] }: MoreFacts,
): Place | 'toll-free' | 'unknown' => {
  const [areaCode, exchange] = [national.slice(0, 3), national.slice(3, 6)];
  if (national.length !== 10 || !/^[2-9](?!11)\d\d$/.test(exchange)) return 'unknown';
  const place = own[areaCode] ?? newAreaCodes[areaCode] ?? placeOf(areaCode);
  if (place === undefined) return 'unknown';
  if (place === 'toll-free') return place;
  const isPremium = exchange === '976' || premiumExchanges.includes(exchange);
  return { country: place, premium: isPremium && (place === 'US' || place === 'CA') };
};

const placeOf = (areaCode: string): CountryCode | 'toll-free' | undefined =>
  (Object.keys(areaCodes) as (keyof typeof areaCodes)[]).find((place) =>
    areaCodes[place].split(' ').includes(areaCode),
  );

/** In service, and not yet in libphonenumber 1.13.16: 436 overlays 440 in Ohio since March 2024 (nanpa.com). */
const newAreaCodes: Readonly<Record<string, CountryCode>> = { '436': 'US' };
