import { nationalForms } from './dial-tables';

/** How numbers are written inside a country. */
export type NationalForm = {
  /** What is dialled before a number, such as 0, and is no part of it. Empty: nothing. */
  readonly prefix: string;
  /** The length of a number that may be written without the prefix. undefined: each has it. */
  readonly bareLength?: number;
};

/** The national form of a calling code, such as `+44`. Uses only a small table, no metadata: for the call path. */
export const nationalFormOf = (code: string): NationalForm => {
  const found = Object.entries(nationalForms).find(([, codes]) => codes.split(' ').includes(code.slice(1)));
  const [prefix = '', bareLength] = (found?.[0] ?? '0 ').split(' ');
  return { prefix, ...(bareLength && { bareLength: Number(bareLength) }) };
};

/**
 * A number without its prefix, or the number itself if it has none. No number begins with a 0 that is dialled before numbers. Other
 * prefixes are also first digits of numbers, so the length decides.
 */
export const withoutPrefix = (number: string, { prefix, bareLength }: NationalForm): string => {
  const rest = number.slice(prefix.length);
  const has =
    prefix !== '' &&
    number.startsWith(prefix) &&
    (prefix.startsWith('0') ? !rest.startsWith('0') : rest.length === bareLength);
  return has ? rest : number;
};
