import { callingCodeOf } from './calling-code';
import { type E164, isE164 } from './e164';

/**
 * Reads a number as it arrives in signalling, and returns it in E.164: the one form in which numbers are compared and
 * stored. Accepts E.164, a missing plus, national form, `00` and `011`, `%2B`, separators, and SIP and tel addresses such as
 * `<sip:2025550100;phone-context=+1@host>`. `undefined` if the text is not a full number.
 *
 * A number without a country is read as dialled in the country of `home`, such as our number that was called.
 *
 * Uses only a small table, no metadata: for the call path. `parsePhoneNumber` is stricter, and for the control path.
 */
export const normalNumber = (text: string, home?: E164): E164 | undefined => {
  const { user, context } = addressIn(text);
  const digits = user.replace(/[\s().-]/g, '');
  if (isE164(digits)) return digits;
  if (!/^\d{7,17}$/.test(digits)) return undefined;
  const code = context ?? (home && callingCodeOf(home)?.code);
  const number = code === '+1' ? northAmerican(digits) : elsewhere(digits, code);
  return number && isE164(number) ? number : undefined;
};

const addressIn = (text: string): { readonly user: string; readonly context?: string } => {
  const address = /(?:sips?|tel):([^@>]*)/i.exec(text)?.[1] ?? text;
  const [user = '', ...parameters] = address.replace(/%2B/gi, '+').split(';');
  const context = parameters.join(';').match(/phone-context=(\+\d{1,3})(?:;|$)/i)?.[1];
  return { user: user.trim(), ...(context && { context }) };
};

// North American Numbering Plan: ten digits, or eleven with the 1; 011 is the international prefix.
const northAmerican = (digits: string): string | undefined => {
  if (/^[2-9]\d{9}$/.test(digits)) return `+1${digits}`;
  if (/^1[2-9]\d{9}$/.test(digits)) return `+${digits}`;
  return abroad(digits);
};

const elsewhere = (digits: string, code: string | undefined): string | undefined => {
  if (!code || /^(?:00|011)[1-9]/.test(digits)) return abroad(digits);
  if (digits.startsWith('0')) return code + (keepsZero.has(code) ? digits : digits.slice(1));
  const hasCode = `+${digits}`.startsWith(code) && digits.length >= code.length + 8;
  return hasCode || digits.length > 10 ? `+${digits}` : code + digits;
};

/** Italian numbers keep their 0 (ITU-T, national numbering plan of Italy). In other plans it is only dialled nationally. */
const keepsZero: ReadonlySet<string> = new Set(['+39']);

const abroad = (digits: string): string | undefined => {
  const number = digits.replace(/^(?:00|011)(?=[1-9])/, '');
  return number.length >= 11 || number !== digits ? `+${number}` : undefined;
};
