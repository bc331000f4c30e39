import type { EpochSeconds, Issue } from '@dialplane/basics';
import { maskNumber } from '@dialplane/phone-numbers';
import type { RecordFields } from './call-record';
import { jsonText } from './json-text';

/** 9999-12-31T23:59:59Z. Larger numbers are surely milliseconds. */
const lastMoment = 253_402_300_799;

/** Reads single fields, and collects everything that is wrong with them in `issues`. */
export const openFields = (fields: RecordFields): FieldReader => new FieldReader(fields);

/** A class, since every record has a reader: its functions are made only once. */
class FieldReader {
  readonly issues: Issue[] = [];
  constructor(private readonly fields: RecordFields) {}

  text(name: string): string {
    const value = this.fields[name];
    if (typeof value === 'string' && value !== '') return value;
    this.wrong(name, 'text');
    return '';
  }

  optionalText(name: string): string | undefined {
    return isBlank(this.fields[name]) ? undefined : this.text(name);
  }

  seconds(name: string): number {
    const value = wholeNumber(this.fields[name]);
    if (value !== undefined) return value;
    this.wrong(name, 'a whole number of seconds, 0 or more');
    return 0;
  }

  /** Whole seconds; 0 for a field that is missing or has another value. */
  secondsIfAny(name: string): number {
    return wholeNumber(this.fields[name]) ?? 0;
  }

  moment(name: string): EpochSeconds {
    const value = wholeNumber(this.fields[name]);
    if (value !== undefined && value <= lastMoment) return value as EpochSeconds;
    this.wrong(name, 'seconds since 1970, such as 1565399625');
    return 0 as EpochSeconds;
  }

  optionalMoment(name: string): EpochSeconds | undefined {
    return isBlank(this.fields[name]) ? undefined : this.moment(name);
  }

  /** Twelve digits. Written as a number, it has lost the zeros in front. */
  account(name: string): string {
    const value = wholeNumber(this.fields[name]);
    if (typeof this.fields[name] === 'number' && value !== undefined) return String(value).padStart(12, '0');
    return this.text(name);
  }

  private wrong(path: string, expected: string): void {
    const value = this.fields[path];
    const message = isBlank(value) ? 'is missing' : `must be ${expected}, not ${quote(value)}`;
    this.issues.push({ path, message });
  }
}

/** A wrong value for a report: short, and without phone numbers, which any field may contain. */
const quote = (value: unknown): string => {
  const text = jsonText(value, { length: 41 });
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return typeof value === 'number' ? short : maskNumber(short);
};

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

/** A number or the text of one: 6, 6.0, "6" or "6.0". Undefined for all else, and for a fraction. */
const wholeNumber = (value: unknown): number | undefined => {
  const isText = typeof value === 'string' && /^(?:\d+\.?|\d*\.0+|\d+\.0*)$/.test(value.trim());
  const number = isText ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};
