import { type E164, parseE164 } from '@dialplane/phone-numbers';
import { InvalidArgumentError } from 'commander';

/** Reads a phone number from the command line. */
export const readNumber = (text: string): E164 => {
  const number = parseE164(text);
  if (!number.ok) throw new InvalidArgumentError('expected an E.164 number, such as +12065550142.');
  return number.value;
};

/** Reads a name or an id, which becomes one part of a URL's path. */
export const readName = (text: string): string => {
  if (['', '.', '..'].includes(text)) throw new InvalidArgumentError('expected a name.');
  return text;
};

/** Reads a whole number of seconds. The API checks the range. */
export const readSeconds = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('expected a whole number of seconds.');
  return Number(text);
};

/** Keys that a caller presses, and when, in seconds after the answer. */
export type PressedKeys = { readonly digits: string; readonly afterSeconds: number };

/** Reads keys and their moment, such as `40711@5`. */
export const readKeys = (text: string): PressedKeys => {
  const [, digits, seconds] = /^([\d*#]{1,50})@(\d{1,6})$/.exec(text) ?? [];
  if (digits === undefined)
    throw new InvalidArgumentError('expected keys and a second, such as 40711@5 for 40711 after 5 seconds.');
  return { digits, afterSeconds: Number(seconds) };
};

/** Reads the version of a forward. */
export const readVersion = (text: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('expected a whole number from 1.');
  return Number(text);
};

/** Reads a share from 0 to 1, such as 0.01 for 1 %. */
export const readShare = (text: string): number => {
  if (!/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/.test(text))
    throw new InvalidArgumentError('expected a number from 0 to 1.');
  return Number(text);
};

/** Reads a whole number of `what`, from `least` to `most`. */
export const readCountOf =
  (what: string, least = 0, most = 9_999) =>
  (text: string): number => {
    if (!/^\d{1,16}$/.test(text) || Number(text) < least || Number(text) > most)
      throw new InvalidArgumentError(`expected a whole number of ${what} from ${least} to ${most}.`);
    return Number(text);
  };
