import { type E164, isE164, type ServiceCode, serviceCodeIn } from '@dialplane/phone-numbers';
import type { DialtonePolicy } from './dialtone-policy';
import type { Refusal } from './refusal';

/** The meaning of a dialled text. */
export type Dialled =
  | { readonly kind: 'emergency'; readonly number: '911' }
  /** Twilio's test number for 911. */
  | { readonly kind: 'emergency-test'; readonly number: '933' }
  | { readonly kind: 'service-code'; readonly code: ServiceCode }
  | { readonly kind: 'operator' | 'menu' }
  | { readonly kind: 'number'; readonly number: E164 }
  | { readonly kind: 'unreadable'; readonly because: Refusal };

/** The parts of a policy that affect how digits are read. */
export type Reading = Pick<
  DialtonePolicy,
  'homeAreaCode' | 'sevenDigits' | 'outsideLinePrefix' | 'callerIdPrivacy'
>;

/**
 * Reads what a phone in North America dialled. Emergency numbers are detected before any rule rewrites a digit, also after a
 * plus, a 1, an outside-line prefix or a star code, and before the send key. Contacts are pasted with invisible characters, such as
 * U+202A around a number, and with the scheme of a link (RFC 3966).
 */
export const readDialled = (text: string, reading: Reading): Dialled => {
  const visible = text.replace(/\p{Cf}/gu, '').trim();
  if (/^urn:service:sos(?:\.|$)/i.test(visible)) return { kind: 'emergency', number: '911' };
  const [star, keyed] = withoutStarCode(cleaned(visible.replace(/^tel:/i, '')));
  const emergency = emergencyIn(keyed, reading.outsideLinePrefix);
  if (emergency) return emergency;
  if (star !== '' && !(privacyCodes.includes(star) && reading.callerIdPrivacy === 'show'))
    return { kind: 'unreadable', because: 'star-code' };

  // The text is read as it is first, and only then without the prefix: 909 is an area code too.
  const prefix = reading.outsideLinePrefix ?? '';
  const unprefixed = prefix !== '' && keyed.startsWith(prefix) ? [keyed.slice(prefix.length)] : [];
  const read = [keyed, ...unprefixed].map((form) => readKeyed(form, reading));
  return (
    read.find(({ kind }) => kind !== 'unreadable') ??
    withoutPlus(keyed) ??
    read[0] ?? { kind: 'unreadable', because: 'not-a-number' }
  );
};

/** Some phones omit the plus of an international number. Digits that start with 0 or 1 are never read as one. */
const withoutPlus = (keyed: string): Dialled | undefined => {
  const number = withoutMexicanOne(`+${keyed}`);
  return /^[2-9]\d{10,14}$/.test(keyed) && isE164(number) ? { kind: 'number', number } : undefined;
};

/** Keeps only digits and letters: separators, the send key, and keys after a pause have no meaning. */
const cleaned = (text: string): string => {
  // Decimal digits of any script are accepted: each block of ten starts with its zero (Unicode, chapter 4.6).
  const ascii = text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
  const [number = ''] = ascii.trim().split(/[,;]/, 1);
  const bare = number.replace(/[\s().\-/\u2010-\u2015]/g, '');
  return bare === '#' ? bare : bare.replace(/#+$/, '');
};

const digitValue = (digit: string): number => {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
};

/** Of North America, and of GSM phones (3GPP TS 22.030, annex B). */
const privacyCodes = ['*67', '*82', '#31#', '*31#'];

const withoutStarCode = (keyed: string): readonly [star: string, rest: string] => {
  const [star = ''] = /^(?:[*#]31#|\*\d\d)(?=\+?\d)/.exec(keyed) ?? (keyed.startsWith('*') ? [keyed] : []);
  return [star, keyed.slice(star.length)];
};

/**
 * 112 is what visitors and mobile phones dial, `sos` is the user that phones make of `urn:service:sos` (RFC 5031). The 9 that
 * people in offices dial first is removed even if the policy has no prefix: no other number has four digits.
 */
const emergencyIn = (keyed: string, prefix = ''): Dialled | undefined => {
  const unprefixed = prefix !== '' && keyed.startsWith(prefix) ? keyed.slice(prefix.length) : keyed;
  for (const form of [keyed, unprefixed]) {
    const [, short = ''] = /^\+?[19]?(911|112|933|sos)$/i.exec(form) ?? [];
    if (short === '933') return { kind: 'emergency-test', number: '933' };
    if (short !== '') return { kind: 'emergency', number: '911' };
  }
  return undefined;
};

const unreadable = (because: Refusal): Dialled => ({ kind: 'unreadable', because });

const readKeyed = (keyed: string, reading: Reading): Dialled => {
  if (keyed === '0' || keyed === '5551212') return { kind: 'operator' };
  if (keyed === '#') return { kind: 'menu' };
  // The emergency numbers of other countries: a caller who dials one may need help.
  if (/^\+?1?(?:999|000|110|118|119)$/.test(keyed)) return unreadable('dial-911');
  const code = serviceCodeIn(keyed.replace(/^\+?1?(?=\d{3}$)/, ''));
  if (code) return { kind: 'service-code', code };
  const number = numberIn(onKeypad(keyed), reading);
  return number && isE164(number) ? { kind: 'number', number } : unreadable('not-a-number');
};

/** Letters on the keypad (ITU-T E.161), in a number that starts with an area code. */
const onKeypad = (keyed: string): string =>
  /^\+?1?\d{3}[\dA-Z]{7}$/i.test(keyed)
    ? keyed
        .toUpperCase()
        .replace(/[A-Z]/g, (letter) => '22233344455566677778889999'[letter.charCodeAt(0) - 65] ?? '')
    : keyed;

const numberIn = (digits: string, { homeAreaCode, sevenDigits }: Reading): string | undefined => {
  if (/^\+\d+$/.test(digits)) return withoutMexicanOne(digits);
  if (/^011\d+$/.test(digits)) return withoutMexicanOne(`+${digits.slice(3)}`);
  if (/^1?[2-9]\d{9}$/.test(digits)) return `+1${digits.slice(-10)}`;
  if (sevenDigits && homeAreaCode && /^[2-9]\d{6}$/.test(digits)) return `+1${homeAreaCode}${digits}`;
  return undefined;
};

/** Mexico dropped the 1 of mobile numbers in August 2019; old address books still have it. */
const withoutMexicanOne = (number: string): string => number.replace(/^\+521(?=\d{10}$)/, '+52');
