import type { Verb } from './verb';

/** Tells the caller something, and ends the call. @param language a BCP 47 tag */
export const sayAndHangUp = (text: string, language = 'en-US'): readonly Verb[] => [
  { kind: 'say', text, language },
  { kind: 'hangup' },
];
