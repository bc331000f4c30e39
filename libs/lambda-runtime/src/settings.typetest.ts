// Only compiled, never run: each marked line must fail to compile.
import { parseE164, type E164 } from '@dialplane/phone-numbers';
import { optional, readSettings, required, asText } from './settings';

const settings = readSettings({
  TABLE: required(asText),
  MAIN: required(parseE164),
  FALLBACK: optional(parseE164),
});

export const tableName: string = settings.TABLE;
export const mainNumber: E164 = settings.MAIN;
export const fallback: E164 | undefined = settings.FALLBACK;

// @ts-expect-error an optional setting may be left out
export const always: E164 = settings.FALLBACK;

// @ts-expect-error a text is not a phone number
export const unread: E164 = settings.TABLE;

// @ts-expect-error it was not declared
export const stranger: unknown = settings.OTHER;
