import type { CountryCode } from './country-of';
import { emergencyNumbers } from './emergency-numbers';
import { serviceCodeIn } from './service-code';

/**
 * Whether a dialled number is an emergency number, as dialled (`911`, `9-1-1`) or as trunks deliver it (`+1911`, `+44999`).
 * It must pass every rule, cap and schedule.
 *
 * `country` is the country that the caller is in. Without it any country's emergency number counts, because it is worse to block
 * a call for help than to let a short number through. Only North America's service codes do not count (211 calls the police in
 * Barbados, and community services in New York). The numbers are in `emergency-numbers.ts`.
 *
 * Uses only a small table, no metadata: for the call path.
 */
export const isEmergency = (dialled: string, country?: CountryCode): boolean => {
  const number = dialled.replace(/[\s().-]/g, '');
  if (country && oneOf([rows[country] ?? '']).test(number)) return true;
  const namesItsCountry = number.startsWith('+');
  return (!country || namesItsCountry) && !serviceCodeIn(number) && anywhere.test(number);
};

const rows: Partial<Record<CountryCode, string>> = emergencyNumbers;

// 3GPP TS 22.101, 10.1.1: a handset treats 112 and 911 as emergency numbers in every country. Some add a plus.
const everywhere = '\\+?(?:112|911)';

/** A pattern for the numbers of some rows such as `+44: 112 999`, with or without the calling code. */
const oneOf = (some: readonly string[]): RegExp => {
  const numbers = some.filter(Boolean).map((row) => {
    const [callingCode = '', list = ''] = row.split(': ');
    return `(?:\\${callingCode})?(?:${list.replaceAll(' ', '|').replaceAll('x', '\\d')})`;
  });
  return new RegExp(`^(?:${[everywhere, ...numbers].join('|')})$`);
};

const anywhere = /* @__PURE__ */ oneOf(/* @__PURE__ */ Object.values(emergencyNumbers));
