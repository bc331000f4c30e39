/**
 * Replaces every phone number in a text by its last two digits: `+14155550123` becomes `***23`. Finds E.164 and local
 * numbers, with or without separators, in SIP and tel addresses, names and sentences.
 *
 * When in doubt it redacts: IP addresses, AWS account ids and epoch seconds are redacted too. Times in ISO 8601 (with
 * their `T`), UUIDs and long hexadecimal ids are kept, and so are fewer than seven digits: service codes, emergency numbers,
 * extensions. A slash is not a separator, so that dates in object keys (`2026/11/21`) are kept.
 *
 * Small and without metadata: for the call path.
 */
export const redact = (text: string): string =>
  text.replace(pattern, (match, kept?: string) => kept ?? `***${match.replace(/\D/g, '').slice(-2)}`);

const patternOfNumbers = (): RegExp => {
  // Kept because a log is of little use without them: times, and the ids of calls and requests (UUIDs, and the long hexadecimal
  // ids of Twilio and X-Ray). A phone number has at most 15 digits, no letters and not the hyphens of a UUID, so none of these
  // can be one.
  const moment = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?`;
  const uuid = String.raw`[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}`;
  const longHex = String.raw`(?:[a-z]{2})?(?=\d*[a-f])[\da-f]{24,}`;
  const kept = `(?<![\\da-z])(${moment}|${uuid}|${longHex})(?![\\da-z])`;

  // Seven digits or more, with at most four spaces, dots, brackets or hyphens (also typographic ones) between two of them.
  const number = String.raw`\+?\(?\d(?:[\s().\u2010-\u2015-]{0,4}\d){6,}`;
  return new RegExp(`${kept}|${number}`, 'gi');
};

// Marked as pure, so that bundles that do not redact drop it.
const pattern = /* @__PURE__ */ patternOfNumbers();
