/**
 * Replaces every phone number in a text by its last two digits: `+14155550123` becomes `***23`. Finds E.164 and local
 * numbers, with or without separators, in SIP and tel addresses, names and sentences.
 *
 * Keeps what no phone number looks like: fewer than seven digits (service codes, emergency numbers, extensions), dates, times,
 * UUIDs, long hexadecimal ids, versions of price lists (`20251201000000`), the account in an ARN, the time in the key of a call
 * record, and costs (ten places, and a whole part that is no country code). A slash is not a separator, so that dates in object keys
 * (`2026/11/21`) are kept.
 *
 * When in doubt it redacts: IP addresses, bare AWS account ids and epoch seconds are redacted too.
 *
 * Small and without metadata: for the call path.
 */
export const redact = (text: string): string =>
  text.replace(pattern, (found, kept?: string) => kept ?? redactBesideDates(found));

/** As `redact`, but in doubt it masks dates, costs and versions as well: for a field that holds a phone number. */
export const maskNumber = (text: string): string =>
  text.replace(strictPattern, (found, kept?: string) => kept ?? masked(found));

const masked = (number: string): string => `***${number.replace(/\D/g, '').slice(-2)}`;

/** Redacts digits with separators between them, which may be numbers, dates and costs. */
const redactBesideDates = (found: string): string => {
  if (isCost.test(found)) return found;
  // A date does not follow directly after a country or area code.
  if (/^[+(]/.test(found)) return masked(found);
  return found
    .split(date)
    .map((part, i) =>
      i % 2 === 1 || part.replace(/\D/g, '').length < 7 ? part : part.replace(/\S(?:.*\S)?/s, masked),
    )
    .join('');
};

const patternOf = (more: readonly string[]): RegExp => {
  // Kept because a log is of little use without them: times, and the ids of calls and requests (UUIDs, and the long hexadecimal
  // ids of Twilio and X-Ray). A phone number has at most 15 digits, no letters and not the hyphens of a UUID, so none of these
  // can be one.
  const moment = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?`;
  const uuid = String.raw`[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}`;
  const longHex = String.raw`(?:[a-z]{2})?(?=\d*[a-f])[\da-f]{24,}`;
  const kept = `(?<![\\da-z])(${[moment, uuid, longHex, ...more].join('|')})(?![\\da-z])`;

  // Seven digits or more, with at most four spaces, dots, brackets or hyphens (also typographic ones) between two of them.
  const number = String.raw`\+?\(?\d(?:[\s().\u2010-\u2015-]{0,4}\d){6,}`;
  return new RegExp(`${kept}|${number}`, 'gi');
};

// Marked as pure, so that bundles that do not redact drop them.
const strictPattern = /* @__PURE__ */ patternOf([]);
const pattern = /* @__PURE__ */ patternOf([
  // A date, a blank and a time. No phone number has a colon.
  '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?',
  // A version: 14 digits. Numbers that begin with 1 or 20 (North America, Egypt) have at most 12.
  '(?<!\\+)(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d',
  'arn:aws[a-z-]*:[a-z\\d-]*:[a-z\\d-]*:\\d{12}',
  // Four numbers of a time, between the slash and the underscore of a key.
  '(?<=/)\\d\\d\\.\\d\\d\\.\\d\\d\\.\\d{3}(?=_)',
]);

/** Ten places, as all costs have. Country codes have one to three digits, and none is 0. */
const isCost = /^(?:0|\d{4,})\.\d{10}$/;

/** A calendar date with a blank before and after it. */
const date = /(?<![^\s])((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![^\s])/;
