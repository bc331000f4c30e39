import { fail, ok, type Result } from '@dialplane/basics';
import { callerNumber, type E164, isWithheldNumber, parsePhoneNumber } from '@dialplane/phone-numbers';

/**
 * Reads the caller that a legacy platform names. undefined: the caller is not known, also if the number only marks a withheld one, as
 * +17378742833 does. A number with too few or too many digits is refused, because no call could ever match it.
 */
export const readCaller = (text: string | undefined): Result<E164 | undefined, string> => {
  if (text === undefined || isWithheldNumber(text)) return ok(undefined);
  const number = callerNumber(text);
  return number !== 'withheld' && parsePhoneNumber(number).ok
    ? ok(number)
    : fail('expected a number in E.164, such as +12065550111, or no caller if the number is withheld');
};
