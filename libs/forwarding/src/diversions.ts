import { normalNumber } from '@dialplane/phone-numbers';

/** A call that was forwarded more often than this is taken to be in a loop. */
export const mostDiversions = 5;

/**
 * Whether `number` forwarded a call before it reached us.
 * @param diversions as received: numbers in any form, or in the form of RFC 5806, `<sip:+14155550123@host>;reason=no-answer`
 * @param dialled our number that was called, whose country tells how national numbers are read
 */
export const divertedBy = (diversions: readonly string[], number: string, dialled: string): boolean => {
  if (diversions.length === 0) return false;
  const home = normalNumber(dialled);
  const sought = normalNumber(number, home) ?? number;
  return diversions.some((diversion) => (normalNumber(diversion, home) ?? userOf(diversion)) === sought);
};

const userOf = (diversion: string): string => /(?:sips?|tel):([^@;>]+)/i.exec(diversion)?.[1] ?? diversion;

/**
 * The Diversion header that tells the next system that we forwarded this call, and which numbers did before us (RFC 5806,
 * section 4: the latest first). The host name is reserved (RFC 2606), because only the numbers matter. Users that are not plain
 * names or numbers are left out: they come from outside, and a header that the provider rejects would end the call.
 */
export const diversionHeader = (number: string, earlier: readonly string[] = []): string =>
  [number, ...earlier.map(userOf).filter((user) => /^[\w+.-]{1,64}$/.test(user))]
    .map((user) => `<sip:${user}@forwarding.invalid>;reason=unconditional`)
    .join(', ');
