import { wholeNumber } from '../rules/holds';
import { anyLeg, type LegOptions, type LegParameters, legParameters } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Ends one leg. As the first action of a call it rejects the call, which is then free of charge. */
export type Hangup = {
  readonly Type: 'Hangup';
  readonly Parameters: LegParameters & { readonly SipResponseCode?: SipResponseCode };
};

/** What the far end is told: 0 the call is over, 480 unavailable, 486 busy. */
export type SipResponseCode = 0 | 480 | 486;

/** @param options.sipResponseCode defaults to 0 */
export type HangupOptions = LegOptions & { readonly sipResponseCode?: SipResponseCode };

/** Ends one leg (page hangup). */
export const hangup = (options: HangupOptions = {}): Hangup => ({
  Type: 'Hangup',
  Parameters: {
    ...legParameters(options),
    ...(options.sipResponseCode !== undefined && { SipResponseCode: options.sipResponseCode }),
  },
});

export const hangupRules: readonly Rule[] = [
  ...anyLeg,
  {
    id: 'hangup/sip-response-code',
    path: 'SipResponseCode',
    message: 'must be 0, 480 or 486',
    holds: (value, place) => wholeNumber(0)(value, place) && [0, 480, 486].includes(Number(value)),
  },
];
