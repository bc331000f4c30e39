import { fail, type Issue, ok, type Result } from '@dialplane/basics';

/** What the legacy platform knows about the customer: names and values, which become contact attributes. */
export type Context = Readonly<Record<string, string>>;

/** The values that clients may send in a context: numbers and booleans become text, null is left out. */
export type LooseContext = Readonly<Record<string, string | number | boolean | null>>;

/** The names that an answer to a flow uses itself, so that a context cannot overwrite them. */
export const answerNames = ['status', 'message', 'dnis', 'inuse', 'target', 'reserveid'] as const;

/**
 * Bytes of all attributes of a contact together (Connect API, UpdateContactAttributes), and the limit for the complete answer
 * of a Lambda (Connect administrator guide, connect-lambda-functions).
 */
const mostBytes = 32_768;

/** The size of an answer without the context, written as JSON. */
const ownBytes = 256;

/** The names of a plain object's prototype. Many readers would find them although they were not set. */
const prototypeNames = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Checks a context against what Amazon Connect can carry. The issues name each key that breaks a rule, and never a value.
 */
export const checkContext = (given: unknown): Result<Context, readonly Issue[]> => {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return fail([{ path: 'context', message: 'must be an object with a value for each name' }]);
  const entries = Object.entries(given);
  const issues = entries.flatMap(([key, value]) => [
    ...keyIssues(key),
    ...(isPlain(value) ? [] : [{ path: path(key), message: 'must be text, a number, true, false or null' }]),
  ]);
  const context: Context = Object.fromEntries(
    entries.flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])),
  );
  const bytes = attributeBytes(context);
  if (bytes >= mostBytes)
    issues.push({
      path: 'context',
      message: `must have fewer than ${mostBytes} bytes of UTF-8, keys included, not ${bytes}`,
    });
  else if (answerBytes(context) + ownBytes >= mostBytes)
    issues.push({
      path: 'context',
      message: `must fit in an answer of fewer than ${mostBytes} bytes of JSON, not ${answerBytes(context) + ownBytes}`,
    });
  return issues.length > 0 ? fail(issues) : ok(context);
};

const path = (key: string) => `context.${JSON.stringify(key)}`;

const keyIssues = (key: string): readonly Issue[] => {
  if (!/^[A-Za-z0-9_-]+$/.test(key))
    return [{ path: path(key), message: 'must be named with letters, digits, dashes and underscores' }];
  if (prototypeNames.has(key))
    return [{ path: path(key), message: 'must have another name: JavaScript objects have this one already' }];
  return (answerNames as readonly string[]).includes(key)
    ? [{ path: path(key), message: 'must have another name: the answer to the flow uses this one' }]
    : [];
};

const isPlain = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

const utf8 = (text: string): number => Buffer.byteLength(text, 'utf8');

const attributeBytes = (context: Context): number =>
  Object.entries(context).reduce((sum, [key, value]) => sum + utf8(key) + utf8(value), 0);

const answerBytes = (context: Context): number => utf8(JSON.stringify(context));
