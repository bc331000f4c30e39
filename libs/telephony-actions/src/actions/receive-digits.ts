import { milliseconds, regularExpression } from '../rules/gathering';
import { wholeNumber } from '../rules/holds';
import { anyLeg, type LegOptions, type LegParameters, legParameters } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Listens for digits in the background from now on. Each match is reported as DIGITS_RECEIVED. The action succeeds at once. */
export type ReceiveDigits = {
  readonly Type: 'ReceiveDigits';
  readonly Parameters: LegParameters & {
    readonly InputDigitsRegex: string;
    readonly InBetweenDigitsDurationInMilliseconds: number;
    readonly FlushDigitsDurationInMilliseconds: number;
  };
};

export type ReceiveDigitsOptions = LegOptions & {
  readonly inputDigitsRegex: string;
  /** How long to wait after a digit before checking for a match, in seconds. */
  readonly inBetweenDigitsDurationSeconds: number;
  /** After how long digits without a match are reported anyway, in seconds. */
  readonly flushDigitsDurationSeconds: number;
};

/** Listens for digits in the background from now on (page listen-to-digits). */
export const receiveDigits = (options: ReceiveDigitsOptions): ReceiveDigits => ({
  Type: 'ReceiveDigits',
  Parameters: {
    ...legParameters(options),
    InputDigitsRegex: options.inputDigitsRegex,
    InBetweenDigitsDurationInMilliseconds: milliseconds(options.inBetweenDigitsDurationSeconds),
    FlushDigitsDurationInMilliseconds: milliseconds(options.flushDigitsDurationSeconds),
  },
});

export const receiveDigitsRules: readonly Rule[] = [
  ...anyLeg,
  {
    id: 'receive-digits/regex',
    path: 'InputDigitsRegex',
    message: 'must be a regular expression',
    required: true,
    holds: regularExpression,
  },
  {
    id: 'receive-digits/between-digits',
    path: 'InBetweenDigitsDurationInMilliseconds',
    message: 'must be a whole number of at least 1',
    required: true,
    holds: wholeNumber(1),
  },
  {
    id: 'receive-digits/flush',
    path: 'FlushDigitsDurationInMilliseconds',
    message: 'must be a whole number of at least 1',
    required: true,
    holds: wholeNumber(1),
  },
];
