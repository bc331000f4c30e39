import { redact } from '@dialplane/phone-numbers';

/** Names whose values are nobody's business: credentials, what callers key in, and what customers send along with a call. */
const secretName =
  /authorization|token|password|secret|credential|cookie|signature|accesskey|apikey|privatekey|^pin$|digits|context|attributes/i;

/** Deeper than this is cut off, which also ends an object that holds itself. */
const deepest = 8;

/**
 * Fields as they may be written to a log. In every string, nested or not, phone numbers are redacted; values under the
 * names of secrets become `[hidden]`; an error becomes its name, message, stack and cause. Numbers and booleans stay.
 */
export const safeToLog = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  safeEntries(Object.entries(fields), 0);

const safeEntries = (entries: readonly (readonly [unknown, unknown])[], depth: number) =>
  Object.fromEntries(
    entries.map(([name, value]) => [
      redact(String(name)),
      secretName.test(String(name)) ? '[hidden]' : safe(value, depth + 1),
    ]),
  );

const safe = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint') return redact(String(value));
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '[too deep]';
  if (value instanceof Error) return safeError(value, depth);
  if (value instanceof Date) return String(value.getTime() && value.toISOString());
  if (value instanceof Map) return safeEntries([...value], depth);
  if (value instanceof Set) return safe([...value], depth);
  if (Array.isArray(value)) return value.map((item) => safe(item, depth + 1));
  return safeEntries(Object.entries(value), depth);
};

const safeError = ({ name, message, stack, cause }: Error, depth: number) => ({
  name,
  message: redact(message),
  ...(stack !== undefined && { stack: redact(stack) }),
  ...(cause !== undefined && { cause: safe(cause, depth + 1) }),
});
