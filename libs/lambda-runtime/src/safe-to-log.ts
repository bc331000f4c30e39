import { redact } from '@dialplane/phone-numbers';

/** Names whose values must not be logged: credentials, digits that callers enter, and context that customers send with a call. */
const secretName =
  /authorization|token|password|secret|credential|cookie|signature|accesskey|apikey|privatekey|^pin$|digits|context|attributes/i;

/** Objects nested deeper than this are left out. */
const deepest = 8;

/**
 * Fields in a form that may be logged. Phone numbers are redacted in every string, nested or not; values under the names of
 * secrets become `[hidden]`; an error becomes its name, message, stack and cause. Numbers and booleans stay, so keep phone
 * numbers as text. It accepts any value, including bigints, bytes and circular objects.
 */
export const safeToLog = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  safeEntries(Object.entries(fields), []);

/** The objects around a value, the outermost first. */
type Around = readonly object[];

const safeEntries = (entries: readonly (readonly [unknown, unknown])[], around: Around) =>
  Object.fromEntries(
    entries.map(([key, value]) => {
      // A map may have objects for keys.
      const name = typeof key === 'object' ? '[object]' : String(key);
      return [redact(name), secretName.test(name) ? '[hidden]' : safe(value, around)];
    }),
  );

const safe = (value: unknown, around: Around): unknown => {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint') return redact(String(value));
  if (typeof value !== 'object' || value === null) return value;
  if (around.includes(value)) return '[circular]';
  if (around.length === deepest) return '[too deep]';
  return safeObject(value, [...around, value]);
};

const safeObject = (value: object, around: Around): unknown => {
  if (value instanceof Error) return safeError(value, around);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return safeEntries([...value], around);
  if (Array.isArray(value) || value instanceof Set) return [...value].map((item) => safe(item, around));
  // Dates and URLs have a text form of their own.
  if ('toJSON' in value && typeof value.toJSON === 'function') return safe(value.toJSON(), around);
  return safeEntries(Object.entries(value), around);
};

const safeError = ({ name, message, stack, cause }: Error, around: Around) => ({
  name,
  message: redact(message),
  ...(stack !== undefined && { stack: redact(stack) }),
  ...(cause !== undefined && { cause: safe(cause, around) }),
});
