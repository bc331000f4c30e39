import { matching, textOfLength, wholeNumber } from '../rules/holds';
import { type NamedLegOptions, type NamedLegParameters, namedLeg } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Sends digits to the far end. */
export type SendDigits = {
  readonly Type: 'SendDigits';
  readonly Parameters: NamedLegParameters & {
    readonly Digits: string;
    readonly ToneDurationInMilliseconds?: number;
  };
};

export type SendDigitsOptions = NamedLegOptions & {
  /** 0-9, *, #, A-D, and `,` for a pause of half a second; at most 50. */
  readonly digits: string;
  /** The length of each tone in milliseconds, 50 to 24,000. @default 250 */
  readonly toneDurationMilliseconds?: number;
};

/** Sends digits to the far end (page send-digits). */
export const sendDigits = (options: SendDigitsOptions): SendDigits => ({
  Type: 'SendDigits',
  Parameters: {
    CallId: options.callId,
    Digits: options.digits,
    ...(options.toneDurationMilliseconds !== undefined && {
      ToneDurationInMilliseconds: options.toneDurationMilliseconds,
    }),
  },
});

export const sendDigitsRules: readonly Rule[] = [
  ...namedLeg,
  {
    id: 'send-digits/length',
    path: 'Digits',
    message: 'must be 1 to 50 digits',
    required: true,
    holds: textOfLength(1, 50),
    reading: { message: 'must be 1 to 128 digits', holds: textOfLength(1, 128) },
  },
  {
    id: 'send-digits/characters',
    path: 'Digits',
    message: 'must contain only 0-9 * # A-D and , (a pause of half a second)',
    holds: matching(/^[0-9*#A-D,]*$/),
  },
  {
    id: 'send-digits/tone',
    path: 'ToneDurationInMilliseconds',
    message: 'must be a whole number from 50 to 24000',
    holds: wholeNumber(50, 24_000),
  },
];
