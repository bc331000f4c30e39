import type { Issue } from '@dialplane/basics';

/**
 * Why a document is not a record that we can read, in one word.
 *
 * - `empty`: the object holds nothing
 * - `unknown-encoding`: the object is compressed or encoded in a way that we do not read, or is damaged
 * - `not-json`: it breaks off, or is not a JSON document
 * - `not-an-object`: it is JSON, but a list, a text or a number
 * - `unknown-kind`: no field says which service wrote it
 * - `unknown-schema`: its schema version is newer than we know, so its fields may mean something else
 * - `bad-field`: a field that rating needs is missing or cannot be read
 */
export type RejectionReason =
  | 'empty'
  | 'unknown-encoding'
  | 'not-json'
  | 'not-an-object'
  | 'unknown-kind'
  | 'unknown-schema'
  | 'bad-field';

/** A document that is not a record. The issues say what is wrong with it, and quote no phone number. */
export type Rejection = { readonly reason: RejectionReason; readonly issues: readonly Issue[] };

/** A rejection for one reason. */
export const reject = (reason: RejectionReason, message: string, path = ''): Rejection => ({
  reason,
  issues: [{ path, message }],
});
