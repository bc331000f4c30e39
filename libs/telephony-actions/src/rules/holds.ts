import { type Holds, isObject, type Reader } from './rule';

/** A text with a number of characters in a range. */
export const textOfLength =
  (fewest = 1, most = Number.POSITIVE_INFINITY): Holds =>
  (value) =>
    typeof value === 'string' && value.length >= fewest && value.length <= most;

/** A text that matches a regular expression. */
export const matching =
  (pattern: RegExp): Holds =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

/** One of a list of values. */
export const oneOf =
  (...words: readonly string[]): Holds =>
  (value) =>
    typeof value === 'string' && words.includes(value);

/** A whole number in a range. The service also accepts it as text, as in its own examples. */
export const wholeNumber =
  (least: number, most = Number.POSITIVE_INFINITY): Holds =>
  (value, { as }) => {
    const number = numberAsRead(value, as);
    return Number.isInteger(number) && number >= least && number <= most;
  };

/** The number in a value as a reader sees it; NaN if there is none. */
export const numberAsRead = (value: unknown, as: Reader): number => {
  if (typeof value === 'number') return value;
  return as === 'service' && typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
};

/** A list with a number of entries in a range. */
export const listOfLength =
  (fewest = 0, most = Number.POSITIVE_INFINITY): Holds =>
  (value) =>
    Array.isArray(value) && value.length >= fewest && value.length <= most;

/** A JSON object. */
export const object: Holds = isObject;

/** Two conditions together. */
export const both =
  (one: Holds, other: Holds): Holds =>
  (value, place) =>
    one(value, place) && other(value, place);

/** The length of a text in bytes of UTF-8. */
export const bytesIn = (text: string): number => new TextEncoder().encode(text).length;
