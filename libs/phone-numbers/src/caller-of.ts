import { callingCodeOf } from './calling-code';
import { type E164, isE164 } from './e164';
import { normalNumber } from './normal-number';

/** Who is calling: a number, a caller who withholds theirs, or an emergency service that calls back from its short number. */
export type Caller = E164 | 'withheld' | 'emergency-service';

/**
 * Reads the caller of a call to one of our numbers. Digits that spell a word such as ANONYMOUS on the keypad are how some
 * carriers mark a withheld number.
 *
 * Only the emergency numbers of our own number's country count as emergency services: 110 is one in Germany and an ordinary
 * extension in the United States.
 */
export const callerOf = (from: string, ours: string): Caller => {
  const home = normalNumber(ours);
  if (isEmergencyService(from.trim(), home)) return 'emergency-service';
  return callerNumber(from, home);
};

/**
 * The number of a caller in E.164, however the text is written, or `withheld` if it is no number. Use it on both sides where the
 * callers of two messages are compared. A number without a country is read as dialled in the country of `home`.
 */
export const callerNumber = (from: string, home?: E164): E164 | 'withheld' => {
  const number = normalNumber(from, home);
  return number && !isWithheldNumber(from) && !isWithheldNumber(number) ? number : 'withheld';
};

/** 112 and 911 in every country (3GPP TS 22.101, 10.1.1), and those that all countries with our calling code share. */
const isEmergencyService = (from: string, home: E164 | undefined): boolean => {
  const region = home && callingCodeOf(home);
  const short =
    region && from.startsWith(region.code) ? from.slice(region.code.length) : from.replace(/^\+/, '');
  return (
    short === '112' ||
    short === '911' ||
    (region !== undefined && region.emergency.every((numbers) => numbers.includes(short)))
  );
};

/**
 * ANONYMOUS, RESTRICTED, UNKNOWN, UNAVAILABLE, BLOCKED and PRIVATE on a telephone keypad (ITU-T E.161; Twilio, "Why am I getting
 * calls from these strange numbers", help.twilio.com), and zeros.
 */
const withheldDigits: ReadonlySet<string> = new Set([
  '266696687',
  '7378742833',
  '8656696',
  '86282452253',
  '2562533',
  '7748283',
  '0000000000',
]);

/** Whether a number only marks a withheld number, as 266696687 does, with or without +1. */
export const isWithheldNumber = (text: string): boolean =>
  withheldDigits.has(text.replace(/\D/g, '').replace(/^1(?=\d{7})/, ''));

/** A number in its normal form if it can be read, and otherwise the text as it is, such as a short number. */
export const dialledNumber = (text: string): string => (isE164(text) ? text : (normalNumber(text) ?? text));
