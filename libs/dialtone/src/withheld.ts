import { type E164, isE164 } from '@dialplane/phone-numbers';

/**
 * The number of an incoming caller, or `undefined` if it is withheld. Carriers put a word in its place, and until November
 * 2022 Twilio sent its letters as keypad digits, which look like a number
 * (twilio.com/docs/changelog 2022-11-16, and help centre "Why am I getting calls from these strange numbers?").
 */
export const shownCaller = (from: string): E164 | undefined =>
  isE164(from) && !words.includes(from) ? from : undefined;

const onKeypad = (word: string): string =>
  `+${word.replace(/[A-Z]/g, (letter) => '22233344455566677778889999'[letter.charCodeAt(0) - 65] ?? '')}`;

const words: readonly string[] = /* @__PURE__ */ [
  'ANONYMOUS',
  'BLOCKED',
  'PRIVATE',
  'RESTRICTED',
  'UNAVAILABLE',
  'UNKNOWN',
].map(onKeypad);
