// What is kept though it has many digits, because logs are of no use without it.
const timestamp = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/;
const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/;
// Seven digits or more, however they are set apart.
const phoneNumber = /\+?\d(?:[\s().-]{0,3}\d){6,}/;

const pattern = new RegExp(`(${timestamp.source}|${uuid.source})|${phoneNumber.source}`, 'gi');

export const redact = (text: string): string =>
  text.replace(pattern, (match, kept?: string) => kept ?? `***${match.slice(-2)}`);
