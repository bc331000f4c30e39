import { fail, ok, type Result } from '@dialplane/basics';

declare const brand: unique symbol;

/** A phone number in E.164 form, such as `+14155550123`. Text must be checked to become one. */
export type E164 = string & { readonly [brand]: 'E164' };

// ITU-T E.164: a plus, a country code that does not start with 0, at most 15 digits in total.
const pattern = /^\+[1-9]\d{1,14}$/;

/** Whether text has the form of an E.164 number. The number may not exist. */
export const isE164 = (text: string): text is E164 => pattern.test(text);

/** Parses text that should be in E.164 form. The error says what would be right. */
export const parseE164 = (text: string): Result<E164, string> =>
  isE164(text)
    ? ok(text)
    : fail(`Cannot read "${text}" as a phone number: expected a form such as +14155550123`);
