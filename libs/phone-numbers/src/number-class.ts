import parse, { getCountryCallingCode, type NumberType } from 'libphonenumber-js/max';
import type { CountryCode } from './country-of';
import { isEmergency } from './emergency';
import { serviceCodeIn } from './service-code';

/**
 * The class of a number, by price and urgency. `unlisted`: its North American area code has the right form, but is newer than our
 * table. `unknown`: no numbering plan contains it.
 */
export type NumberClass =
  | 'emergency'
  | 'service-code'
  | 'premium'
  | 'toll-free'
  | 'shared-cost'
  | 'ordinary'
  | 'unlisted'
  | 'unknown';

// libphonenumber's number types (github.com/google/libphonenumber, PhoneNumberUtil.PhoneNumberType).
const classOf: Readonly<Record<NonNullable<NumberType>, NumberClass>> = {
  PREMIUM_RATE: 'premium',
  TOLL_FREE: 'toll-free',
  SHARED_COST: 'shared-cost',
  // Both follow their owner, at a price that the caller cannot see, so they are not ordinary.
  PERSONAL_NUMBER: 'shared-cost',
  PAGER: 'shared-cost',
  FIXED_LINE: 'ordinary',
  MOBILE: 'ordinary',
  FIXED_LINE_OR_MOBILE: 'ordinary',
  VOIP: 'ordinary',
  UAN: 'ordinary',
  VOICEMAIL: 'ordinary',
};

/**
 * The class of a number in E.164 form, or as dialled in `region`.
 *
 * Loads libphonenumber's full metadata (about 150 KB): for the control path, not the call path.
 */
export const classify = (number: string, region: CountryCode = 'US'): NumberClass => {
  if (isEmergency(number, region)) return 'emergency';
  if (isServiceCode(number, region)) return 'service-code';

  const read = parse(number, { extract: false, defaultCountry: region });
  const type = read?.getType();
  // An extension is not part of the dialled number: `parsePhoneNumber` refuses it too.
  if (read && !read.ext && !type && hasUnlistedAreaCode(read.number)) return 'unlisted';
  if (!read || read.ext || !type) return 'unknown';
  return isPremiumExchange(read.country, read.number, type) ? 'premium' : classOf[type];
};

const isServiceCode = (number: string, region: CountryCode) =>
  serviceCodeIn(number) !== undefined && (number.startsWith('+') || getCountryCallingCode(region) === '1');

/**
 * Exchange 976 is reserved for premium services in every area code of the United States and Canada, which libphonenumber omits
 * (tek-tips.com thread 1623639, a guide to dial plans; we found no page of a regulator that lists it). In other countries with
 * the code +1 it is an ordinary exchange, as libphonenumber's range for Jamaica shows, and after 800 it is toll free.
 */
const isPremiumExchange = (country: CountryCode | undefined, number: string, type: NumberType) =>
  (country === 'US' || country === 'CA') && /^\+1\d{3}976/.test(number) && type === 'FIXED_LINE_OR_MOBILE';

/**
 * Whether a North American number has an area code that could be assigned but is in no table yet, such as 436 (Ohio, since
 * March 2024). Not for places are N11, N9X, 37X, 96X and codes that end in two equal digits (nanpa.com, "About Area Codes"),
 * nor 976, which is a premium exchange everywhere.
 */
const hasUnlistedAreaCode = (number: string): boolean => {
  const areaCode = /^\+1([2-9][0-8]\d)[2-9]\d{6}$/.exec(number)?.[1];
  if (areaCode === undefined || /^(?:\d(\d)\1|37.|96.|976)$/.test(areaCode)) return false;
  return parse(`+1${areaCode}2345678`)?.country === undefined;
};
