/**
 * Text with every phone number in it cut to its last two digits: `+14155550123` becomes `***23`. Finds E.164 and local
 * forms, with or without separators, inside SIP and tel addresses, names and sentences.
 *
 * When in doubt it redacts: IP addresses, AWS account ids and bare epoch seconds in text go too. Moments in ISO 8601 (with
 * their `T`), UUIDs and long hexadecimal ids stay. Fewer than seven digits stay: service codes, emergency numbers,
 * extensions. A slash is no separator, so that dates in object keys (`2026/11/21`) stay.
 *
 * Tiny and table only: made for the call path.
 */
export const redact = (text: string): string =>
  text.replace(pattern, (match, kept?: string) => kept ?? `***${match.replace(/\D/g, '').slice(-2)}`);

const patternOfNumbers = (): RegExp => {
  // Kept though they are full of digits, because a log is of little use without them: moments, and the ids of calls and
  // requests (UUIDs, and the long hexadecimal names that Twilio and X-Ray give). A phone number has 15 digits at most, no
  // letter inside and no UUID's pattern of hyphens, so none of the three can be one.
  const moment = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?`;
  const uuid = String.raw`[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}`;
  const longHex = String.raw`(?:[a-z]{2})?(?=\d*[a-f])[\da-f]{24,}`;
  const kept = `(?<![\\da-z])(${moment}|${uuid}|${longHex})(?![\\da-z])`;

  // Seven digits or more, with at most four spaces, dots, brackets or hyphens (also typographic ones) between two of them.
  const number = String.raw`\+?\(?\d(?:[\s().\u2010-\u2015-]{0,4}\d){6,}`;
  return new RegExp(`${kept}|${number}`, 'gi');
};

// Marked pure, so that bundles that do not redact leave it out.
const pattern = /* @__PURE__ */ patternOfNumbers();
