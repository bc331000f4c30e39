/** Why a call is not placed, and how it can end without success. Each has a message that the caller hears. */
export const spokenReasons = {
  'unknown-phone': 'This phone is not set up for calls.',
  suspended: 'This phone may place emergency calls only.',
  'not-a-number': 'The number you dialed is not a number that can be called. Please check it and try again.',
  country: 'Calls to this country are not allowed from this phone.',
  premium: 'Calls to this number cost extra, and are not allowed from this phone.',
  'shared-cost': 'Calls to this number cost extra, and are not allowed from this phone.',
  'directory-assistance': 'Directory assistance is not available from this phone.',
  'service-code': 'This service is not available from this phone.',
  'star-code': 'This service is not available from this phone.',
  'dial-911': 'For emergencies, please dial 9 1 1.',
  'no-operator': 'There is no operator for this phone.',
  'no-menu': 'There is no menu for this phone.',
  'own-number': 'You dialed your own number.',
  'off-hours': 'Calls are not allowed from this phone at this time.',
  'concurrent-calls': 'This phone has too many calls under way.',
  'calls-per-hour': 'This phone has placed too many calls. Please try again later.',
  'dollars-per-day': 'This phone has reached its limit for today.',
  'ledger-unavailable': 'This call cannot be placed at the moment. Please try again later.',
  busy: 'The number you dialed is busy.',
  'no-answer': 'The number you dialed does not answer.',
  failed: 'Your call cannot be completed.',
  'emergency-failed': 'Your emergency call could not be connected. Please dial 9 1 1 from another phone.',
  apology: 'We are sorry. Your call cannot be placed at the moment.',
} as const;

export type SpokenReason = keyof typeof spokenReasons;

/** The reasons for which a dialled call is refused. */
export type Refusal = Exclude<SpokenReason, 'busy' | 'no-answer' | 'failed' | 'emergency-failed' | 'apology'>;
