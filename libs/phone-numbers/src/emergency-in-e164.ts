import type { E164 } from './e164';
import { isEmergency } from './emergency';
import { emergencyNumbers } from './emergency-numbers';

/**
 * An emergency number as trunks take it, with the calling code of whoever calls in front: `911` from +1 206 becomes
 * `+1911`. E.164 in form, though no plan has it. `undefined` if the caller's country has no such emergency number.
 *
 * Table only, with no metadata to load: made for the call path.
 */
export const emergencyInE164 = (dialled: string, caller: E164): E164 | undefined => {
  if (dialled.startsWith('+') && !everywhere.test(dialled))
    return isEmergency(dialled) ? (dialled as E164) : undefined;
  const short = dialled.replace(/\D/g, '');
  // No calling code is the beginning of another, so at most one fits.
  const callingCode = Object.values(emergencyNumbers)
    .map((row) => row.slice(0, row.indexOf(':')))
    .find((code) => caller.startsWith(code));
  const number = `${callingCode}${short}`;
  return callingCode && isEmergency(number) ? (number as E164) : undefined;
};

// Some handsets put a plus in front of these two; it is no calling code.
const everywhere = /^\+(?:112|911)$/;
