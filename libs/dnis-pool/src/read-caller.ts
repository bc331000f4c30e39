import { type E164, isE164 } from '@dialplane/phone-numbers';

/**
 * What carriers put in the place of a number that a caller hides: words spelt on a telephone's keys. They look like E.164
 * numbers. Restricted, anonymous, unavailable, unknown, blocked (Twilio, "Why am I getting calls from these strange
 * numbers", help.twilio.com).
 */
const spelt = new Set(['+7378742833', '+266696687', '+86282452253', '+8656696', '+2562533']);

/**
 * The caller of a call to `dialled`, in E.164. Carriers rewrite it: without a plus, with 00, as a tel address, or as dialled
 * inside the country of the number. What is no number is `withheld`.
 */
export const readCaller = async (text: unknown, dialled: E164): Promise<E164 | 'withheld'> => {
  const number = await readDeliveredNumber(text, dialled);
  return number === undefined || spelt.has(number) ? 'withheld' : number;
};

/** A number in E.164, as dialled inside the country of `near` where it does not say its own. Undefined where it is none. */
export const readDeliveredNumber = async (text: unknown, near?: E164): Promise<E164 | undefined> => {
  if (typeof text !== 'string') return undefined;
  const plain = text
    .trim()
    .replace(/^(?:tel|sips?):/i, '')
    .replace(/[;@].*$/, '')
    .replace(/^00/, '+');
  if (isE164(plain)) return plain;
  if (!/^[\d\s().+-]{5,24}$/.test(plain)) return undefined;
  // Large, and needed for these forms only: loaded when one is met.
  const { default: parse } = await import('libphonenumber-js/max');
  const country = near && parse(near)?.country;
  const read = parse(plain, { extract: false, ...(country && { defaultCountry: country }) });
  return read?.isPossible() ? (read.number as string as E164) : withPlus(plain);
};

/** Digits without a plus, where no country says how to read them. */
const withPlus = (digits: string): E164 | undefined => {
  const number = `+${digits}`;
  return digits.length >= 11 && isE164(number) ? number : undefined;
};
