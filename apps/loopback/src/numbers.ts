import type { E164 } from '@dialplane/phone-numbers';

/** The numbers that loopback owns. 555-01xx is reserved for fiction (North American Numbering Plan), so no subscriber has them. */
export const ownNumbers = Array.from({ length: 10 }, (_, index) => `+1206555010${index}` as E164);
