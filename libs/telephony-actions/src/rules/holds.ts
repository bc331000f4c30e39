import { type Holds, isObject, type Reader } from './rule';

/** Any text of so many characters. */
export const textOfLength =
  (fewest = 1, most = Number.POSITIVE_INFINITY): Holds =>
  (value) =>
    typeof value === 'string' && value.length >= fewest && value.length <= most;

/** Text that a regular expression matches. */
export const matching =
  (pattern: RegExp): Holds =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

/** One of these words. */
export const oneOf =
  (...words: readonly string[]): Holds =>
  (value) =>
    typeof value === 'string' && words.includes(value);

/** A whole number in a range. The service also takes it as text, as its own examples write it. */
export const wholeNumber =
  (least: number, most = Number.POSITIVE_INFINITY): Holds =>
  (value, { as }) => {
    const number = numberAsRead(value, as);
    return Number.isInteger(number) && number >= least && number <= most;
  };

/** The number that a reader sees in a value; NaN if there is none. */
export const numberAsRead = (value: unknown, as: Reader): number => {
  if (typeof value === 'number') return value;
  return as === 'service' && typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
};

/** A list of so many entries. */
export const listOfLength =
  (fewest = 0, most = Number.POSITIVE_INFINITY): Holds =>
  (value) =>
    Array.isArray(value) && value.length >= fewest && value.length <= most;

/** A JSON object. */
export const object: Holds = isObject;

/** Both of two. */
export const both =
  (one: Holds, other: Holds): Holds =>
  (value, place) =>
    one(value, place) && other(value, place);

/** How many bytes a text takes in UTF-8. */
export const bytesIn = (text: string): number => new TextEncoder().encode(text).length;
