import { fail, type Issue, issuesOf, ok, type Result } from '@dialplane/basics';
import * as v from 'valibot';

/** Reads a body that must be an object. Valibot would take a list for an object without fields. */
export const readBody = <T>(
  schema: v.GenericSchema<unknown, T>,
  body: unknown,
): Result<T, readonly Issue[]> => {
  if (Array.isArray(body)) return fail([{ path: '', message: 'must be an object, not a list' }]);
  const read = v.safeParse(schema, body);
  return read.success ? ok(read.output) : fail(issuesOf(read.issues));
};
