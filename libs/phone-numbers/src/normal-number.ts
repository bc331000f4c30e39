import { callingCodeOf } from './calling-code';
import { type E164, isE164 } from './e164';
import { nationalFormOf, withoutPrefix } from './national-form';

/**
 * Reads a number as it arrives in signalling, and returns it in E.164: the one form in which numbers are compared and
 * stored. Accepts E.164, a missing plus, national form, `00` and `011`, `%2B`, separators, a national prefix after the calling
 * code such as in `+44 (0)20 7946 0123`, and SIP and tel addresses such as `<sip:2025550100;phone-context=+1@host>`. `undefined`
 * if the text is not a full number.
 *
 * A number without a country is read as dialled in the country of `home`, such as our number that was called. If it could also be
 * a number of another country without its plus, the reading in the country of `home` is chosen: 13105550123 at a Chinese number is a
 * Chinese mobile number and not one of Los Angeles, because most calls come from the same country.
 *
 * Uses only a small table, no metadata: for the call path. `parsePhoneNumber` is stricter, and for the control path.
 */
export const normalNumber = (text: string, home?: E164): E164 | undefined => {
  const { user, context } = addressIn(text);
  const digits = user.replace(/[\s().-]/g, '');
  if (isE164(digits)) return withoutInnerPrefix(digits);
  const code = context ?? (home && callingCodeOf(home)?.code);
  if (!/^\d{7,17}$/.test(digits) && !isShortNational(digits, code)) return undefined;
  const number = code === '+1' ? northAmerican(digits) : elsewhere(digits, code);
  return number && isE164(number) ? withoutInnerPrefix(number) : undefined;
};

const addressIn = (text: string): { readonly user: string; readonly context?: string } => {
  const address = /(?:sips?|tel):([^@>]*)/i.exec(text)?.[1] ?? text;
  const [user = '', ...parameters] = address.replace(/%2B/gi, '+').split(';');
  const context = parameters.join(';').match(/phone-context=(\+\d{1,3})(?:;|$)/i)?.[1];
  return { user: user.trim(), ...(context && { context }) };
};

/** Some islands have numbers of four to six digits. */
const isShortNational = (digits: string, code: string | undefined): boolean =>
  code !== undefined && /^\d{4,6}$/.test(digits) && nationalFormOf(code).bareLength === digits.length;

/**
 * People and some carriers write the national prefix after the calling code: +44 (0)20 is +44 20. Landlines of Rwanda begin with 06,
 * although 0 is the prefix too (libphonenumber's metadata).
 */
const withoutInnerPrefix = (number: E164): E164 => {
  const code = callingCodeOf(number)?.code;
  return code === undefined || code === '+250'
    ? number
    : (`${code}${withoutPrefix(number.slice(code.length), nationalFormOf(code))}` as E164);
};

// North American Numbering Plan: ten digits, or eleven with the 1; 011 is the international prefix.
const northAmerican = (digits: string): string | undefined => {
  if (/^[2-9]\d{9}$/.test(digits)) return `+1${digits}`;
  if (/^1[2-9]\d{9}$/.test(digits)) return `+${digits}`;
  return abroad(digits);
};

const elsewhere = (digits: string, code: string | undefined): string | undefined => {
  if (!code || /^00[1-9]/.test(digits)) return abroad(digits);
  const form = nationalFormOf(code);
  const { bareLength } = form;
  // Mexico's old 1 is written after the calling code only: 1 206 555 0100 comes from North America.
  const national = code === '+52' ? digits : withoutPrefix(digits, form);
  const [, area, subscriber] = (code === '+54' && argentineMobile.exec(digits)) || [];
  if (area && subscriber) return `${code}9${area}${subscriber}`;
  // 0117 946 0000 is dialled in Bristol, and 011 44 117 946 0000 in North America.
  if (/^011[1-9]/.test(digits) && national.length > 11) return abroad(digits);
  const isBare = digits.length === bareLength && (bareMobile[code]?.test(digits) ?? true);
  if (national !== digits || isBare) return code + national;
  const hasCode = `+${digits}`.startsWith(code) && digits.length >= code.length - 1 + (bareLength ?? 9);
  return hasCode || digits.length > 10 ? `+${digits}` : code + digits;
};

/**
 * Mobile numbers where they have 11 digits and no prefix, as numbers of North America with their 1 do: in Brazil an area code and a 9,
 * in China 13 to 19 (libphonenumber's metadata).
 */
const bareMobile: Readonly<Record<string, RegExp>> = { '+55': /^[1-9]\d9/, '+86': /^1[3-9]/ };

/** In Argentina, mobile numbers have a 15 after the area code. From abroad, it is a 9 before the area code. */
const argentineMobile = /^0(11(?=15\d{8}$)|[23]\d\d(?=15\d{7}$)|[23]\d{3}(?=15\d{6}$))15(\d+)$/;

const abroad = (digits: string): string | undefined => {
  const number = digits.replace(/^(?:00|011)(?=[1-9])/, '');
  return number.length >= 11 || number !== digits ? `+${number}` : undefined;
};
