import parse, { type CountryCode } from 'libphonenumber-js/max';
import type { E164 } from './e164';

/** A country or territory by its two-letter code, such as `JM` (ISO 3166-1 alpha-2, and `XK` for Kosovo). */
export type { CountryCode };

/**
 * The country a number belongs to. Countries that share a calling code are told apart: +1 876 is Jamaica, +1 416 Canada.
 * `undefined` for numbers of no country, such as satellite phones (+881), and for impossible numbers whose calling code is
 * shared by several countries.
 *
 * Loads libphonenumber's full metadata (about 150 KB): for the control path, not the call path.
 */
export const countryOf = (number: E164): CountryCode | undefined => parse(number)?.country;
