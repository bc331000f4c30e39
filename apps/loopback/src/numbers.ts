import type { E164 } from '@dialplane/phone-numbers';

/** The numbers that loopback owns. 555-01xx is set aside for fiction (North American Numbering Plan), so nobody has them. */
export const ownNumbers = Array.from({ length: 10 }, (_, index) => `+1206555010${index}` as E164);
