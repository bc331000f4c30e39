import { fail, ok, type Result } from '@dialplane/basics';
import parse from 'libphonenumber-js/max';
import type { CountryCode } from './country-of';
import type { E164 } from './e164';

/**
 * Parses a number as people write and dial it: `+1 (415) 555-0123`, or `415-555-0123` and `011 44 ...` as dialled inside
 * `region`. Checks the length against the country's numbering plan, not whether the number is in use: `checkDial` checks that.
 * The error says what would be right.
 *
 * Loads libphonenumber's full metadata (about 150 KB): for the control path, not the call path.
 */
export const parsePhoneNumber = (text: string, region?: CountryCode): Result<E164, string> => {
  const read = parse(text, { extract: false, ...(region && { defaultCountry: region }) });
  // An extension is dialled after the answer. A number that silently lost it would ring another person.
  if (!read?.isPossible() || read.ext) return fail(wrong(text, region));
  return ok(read.number as string as E164);
};

const wrong = (text: string, region: CountryCode | undefined) =>
  `Cannot read "${text}" as a phone number: expected a form such as +14155550123` +
  (region ? `, or a number as dialled inside ${region}` : '');
