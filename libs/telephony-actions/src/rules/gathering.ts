import { numberAsRead, wholeNumber } from './holds';
import { keyList, keyListRules } from './keys';
import type { Holds, RuleContext, Rule } from './rule';

/** How digits are collected after a question, in the service's format. */
export type GatheringParameters = {
  readonly InputDigitsRegex?: string;
  readonly MinNumberOfDigits?: number;
  readonly MaxNumberOfDigits?: number;
  readonly TerminatorDigits?: readonly string[];
  readonly InBetweenDigitsDurationInMilliseconds?: number;
  readonly Repeat?: number;
  readonly RepeatDurationInMilliseconds: number;
};

/** How digits are collected after a question. */
export type GatheringOptions = {
  /** A regular expression that the digits must match. @default any digits */
  readonly inputDigitsRegex?: string;
  /** @default 0 */
  readonly minNumberOfDigits?: number;
  /** More than the minimum. @default 128 */
  readonly maxNumberOfDigits?: number;
  /** Keys that end the input, such as `#*`. @default # */
  readonly terminatorDigits?: string;
  /** The longest wait between two digits, in seconds. @default `repeatDurationSeconds` */
  readonly inBetweenDigitsDurationSeconds?: number;
  /** How many times the question is asked, including the first time. @default 1 */
  readonly repeat?: number;
  /** How long to wait for digits after each question, in seconds. */
  readonly repeatDurationSeconds: number;
};

/** The options in the service's format. */
export const gatheringParameters = (options: GatheringOptions): GatheringParameters => ({
  ...(options.inputDigitsRegex !== undefined && { InputDigitsRegex: options.inputDigitsRegex }),
  ...(options.minNumberOfDigits !== undefined && { MinNumberOfDigits: options.minNumberOfDigits }),
  ...(options.maxNumberOfDigits !== undefined && { MaxNumberOfDigits: options.maxNumberOfDigits }),
  ...(options.terminatorDigits !== undefined && { TerminatorDigits: keyList(options.terminatorDigits) }),
  ...(options.inBetweenDigitsDurationSeconds !== undefined && {
    InBetweenDigitsDurationInMilliseconds: milliseconds(options.inBetweenDigitsDurationSeconds),
  }),
  ...(options.repeat !== undefined && { Repeat: options.repeat }),
  RepeatDurationInMilliseconds: milliseconds(options.repeatDurationSeconds),
});

/** Seconds as the milliseconds that the service expects. */
export const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** Whether a value is a regular expression. The service's dialect is not documented; JavaScript's is used here. */
export const regularExpression: Holds = (value) => {
  if (typeof value !== 'string' || value === '') return false;
  try {
    return new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
};

const aboveLeast =
  (difference: number): Holds =>
  (value, { parent, as }: RuleContext) =>
    numberAsRead(value, as) >= (numberAsRead(parent['MinNumberOfDigits'], as) || 0) + difference;

export const gatheringRules: readonly Rule[] = [
  {
    id: 'gathering/regex',
    path: 'InputDigitsRegex',
    message: 'must be a regular expression',
    holds: regularExpression,
  },
  {
    id: 'gathering/min-digits',
    path: 'MinNumberOfDigits',
    message: 'must be a whole number of at least 0',
    holds: wholeNumber(0),
  },
  {
    id: 'gathering/max-digits',
    path: 'MaxNumberOfDigits',
    message: 'must be a whole number of at least 1',
    holds: wholeNumber(1),
  },
  {
    id: 'gathering/max-above-min',
    path: 'MaxNumberOfDigits',
    message: 'must be more than MinNumberOfDigits',
    hint: 'for exactly n digits use InputDigitsRegex',
    holds: aboveLeast(1),
    reading: { message: 'must not be less than MinNumberOfDigits', holds: aboveLeast(0) },
  },
  ...keyListRules('TerminatorDigits'),
  {
    id: 'gathering/between-digits',
    path: 'InBetweenDigitsDurationInMilliseconds',
    message: 'must be a whole number of at least 1',
    holds: wholeNumber(1),
  },
  {
    id: 'gathering/repeat',
    path: 'Repeat',
    message: 'must be a whole number of at least 1',
    holds: wholeNumber(1),
  },
  {
    id: 'gathering/repeat-duration',
    path: 'RepeatDurationInMilliseconds',
    message: 'must be a whole number of at least 1',
    required: true,
    holds: wholeNumber(1),
  },
];
