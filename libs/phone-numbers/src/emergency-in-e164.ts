import { callingCodeOf } from './calling-code';
import type { E164 } from './e164';
import { isEmergency } from './emergency';

/**
 * An emergency number in the form that trunks accept, with the calling code of the caller: `911` from +1 206 becomes `+1911`. It
 * has the form of E.164, although no numbering plan contains it. `undefined` if the caller's country has no such emergency number.
 *
 * Uses only a small table, no metadata: for the call path.
 */
export const emergencyInE164 = (dialled: string, caller: E164): E164 | undefined => {
  if (dialled.startsWith('+') && !everywhere.test(dialled))
    return isEmergency(dialled) ? (dialled as E164) : undefined;
  const short = dialled.replace(/\D/g, '');
  const callingCode = callingCodeOf(caller)?.code;
  const number = `${callingCode}${short}`;
  return callingCode && isEmergency(number) ? (number as E164) : undefined;
};

// Some handsets add a plus to these two; it does not start a calling code.
const everywhere = /^\+(?:112|911)$/;
