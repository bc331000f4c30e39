import type { Issue } from '@dialplane/basics';
import type { Rejection } from '@dialplane/cdr';
import type { Limits } from '@dialplane/pricing';
import { longestRecord } from '@dialplane/rating-definitions';

/** Rejected documents that may hold any number of records: how many there are, and their bytes. */
export type UnreadBytes = { readonly documents: number; readonly bytes: number };

/** None. */
export const noUnread: UnreadBytes = { documents: 0, bytes: 0 };

/** Adds a rejected document, unless it is one record. An object that cannot be decoded has the bytes that are stored. */
export const addUnread = (unread: UnreadBytes, { reason }: Rejection, bytes: number): UnreadBytes =>
  reason === 'unknown-encoding' || bytes > longestRecord
    ? sumOfUnread(unread, { documents: 1, bytes })
    : unread;

/** The sum of two. */
export const sumOfUnread = (a: UnreadBytes, b: UnreadBytes): UnreadBytes => ({
  documents: a.documents + b.documents,
  bytes: a.bytes + b.bytes,
});

/**
 * Whether more bytes could not be read than the limit for rejected documents allows. A list of thousands of records that cannot be decoded
 * is one rejected document, so its share is that of its bytes.
 */
export const checkUnread = (
  { documents, bytes }: UnreadBytes,
  all: number,
  { rejected = 0 }: Limits,
): readonly Issue[] =>
  bytes > 0 && bytes / all > rejected
    ? [
        {
          path: 'rejected',
          message: `must be at most ${rejected} of the bytes, not ${bytes} of ${all}: ${documents} documents may hold any number of records, but cannot be read`,
        },
      ]
    : [];
