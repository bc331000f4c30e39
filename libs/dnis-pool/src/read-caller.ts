import { type E164, isE164 } from '@dialplane/phone-numbers';

/**
 * What carriers send instead of a hidden number: words spelt on a telephone's keys, which look like E.164 numbers.
 * Restricted, anonymous, unavailable, unknown, blocked (Twilio, "Why am I getting calls from these strange numbers",
 * help.twilio.com).
 */
const spelt = new Set(['+7378742833', '+266696687', '+86282452253', '+8656696', '+2562533']);

/**
 * The caller of a call to `dialled`, in E.164. Carriers send different formats: without a plus, with 00, as a tel address, or
 * in the national format of the dialled number's country. Anything that is not a number is `withheld`.
 */
export const readCaller = async (text: unknown, dialled: E164): Promise<E164 | 'withheld'> => {
  const number = await readDeliveredNumber(text, dialled);
  return number === undefined || spelt.has(number) ? 'withheld' : number;
};

/** A number in E.164. A national number is read in the country of `near`. Undefined if the text is not a number. */
export const readDeliveredNumber = async (text: unknown, near?: E164): Promise<E164 | undefined> => {
  if (typeof text !== 'string') return undefined;
  const plain = text
    .trim()
    .replace(/^(?:tel|sips?):/i, '')
    .replace(/[;@].*$/, '')
    .replace(/^00/, '+');
  if (isE164(plain)) return plain;
  if (!/^[\d\s().+-]{5,24}$/.test(plain)) return undefined;
  // Large, and only needed for these formats, so it is loaded when one occurs.
  const { default: parse } = await import('libphonenumber-js/max');
  const country = near && parse(near)?.country;
  const read = parse(plain, { extract: false, ...(country && { defaultCountry: country }) });
  return read?.isPossible() ? (read.number as string as E164) : withPlus(plain);
};

/** Adds a plus to digits, if no country says how to read them. */
const withPlus = (digits: string): E164 | undefined => {
  const number = `+${digits}`;
  return digits.length >= 11 && isE164(number) ? number : undefined;
};
