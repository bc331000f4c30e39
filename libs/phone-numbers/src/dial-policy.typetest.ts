// Read by the compiler and never run: each marked line must fail to compile.
import { checkDial, defaultDialPolicy, type DialPolicy } from './dial-policy';
import type { E164 } from './e164';

// @ts-expect-error text is not a phone number until it is checked
export const unchecked: E164 = '+14155550123';

// @ts-expect-error a country is two letters that exist
export const noSuchCountry: DialPolicy = { ...defaultDialPolicy, countries: ['USA'] };

// @ts-expect-error emergency numbers are no policy's business
export const emergencyOff: DialPolicy = { ...defaultDialPolicy, serviceCodes: ['911'] };

// @ts-expect-error the number is there only when the call is allowed
export const unasked: E164 = checkDial(defaultDialPolicy, '4155550123').value;
