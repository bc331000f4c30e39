export * from './country-of';
export * from './dial-policy';
export * from './e164';
export * from './emergency';
export * from './number-class';
export * from './parse-phone-number';
export * from './redact';
export * from './service-code';
