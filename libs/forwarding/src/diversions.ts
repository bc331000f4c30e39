/** A call that was forwarded more often than this has lost its way. */
export const mostDiversions = 5;

/**
 * Whether a call was forwarded by `number` before it came to us.
 * @param diversions as they came: bare numbers, or as RFC 5806 has them, `<sip:+14155550123@host>;reason=no-answer`
 */
export const divertedBy = (diversions: readonly string[], number: string): boolean =>
  diversions.some((diversion) => digitsOf(userOf(diversion)) === digitsOf(number));

const userOf = (diversion: string): string => /(?:sips?|tel):([^@;>]+)/i.exec(diversion)?.[1] ?? diversion;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/**
 * The Diversion header that tells the next system that we forwarded this call, and who did before us (RFC 5806, section
 * 4: the latest first). The host is not a real one (RFC 2606): only the numbers matter. Users that are no plain names or
 * numbers are left out: callers write them, and a header that is refused would cost them the call.
 */
export const diversionHeader = (number: string, earlier: readonly string[] = []): string =>
  [number, ...earlier.map(userOf).filter((user) => /^[\w+.-]{1,64}$/.test(user))]
    .map((user) => `<sip:${user}@forwarding.invalid>;reason=unconditional`)
    .join(', ');
