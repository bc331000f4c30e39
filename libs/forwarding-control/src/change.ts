import type { Forward } from '@dialplane/forwarding';
import { type Clock, isoTime } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';

/** One entry in the audit trail of a number: who changed what. */
export type ForwardChange = {
  readonly number: E164;
  /** The time of the request, ISO 8601 in UTC, then `#` and an id that tells it from others of that second. */
  readonly at: string;
  /** Who made the request: the name from the sign-in, or `loopback`. */
  readonly by: string;
  readonly action: 'put' | 'remove';
  /**
   * The result. `asked` is written before anything is done; if it stays, the result is not known. `restored`: the change
   * failed and was rolled back. `conflict`: another request came first, and nothing was done.
   */
  readonly outcome: 'asked' | 'done' | 'restored' | 'conflict';
  /** The forward that was requested. */
  readonly forward?: Forward;
  /** The version that the forward got. */
  readonly version?: number;
};

/** A page of changes, the latest first. `next` is the token of the next page. */
export type ChangePage = { readonly changes: readonly ForwardChange[]; readonly next?: string };

/** The audit trail. Every store passes `changeLogContract`. */
export type ChangeLog = {
  /** Writes an entry. It replaces an entry with the same number and time. */
  readonly record: (change: ForwardChange) => Promise<void>;
  /** The entries of a number, the latest first. @param before the `next` of the previous page */
  readonly list: (number: E164, limit: number, before?: string) => Promise<ChangePage>;
};

/** The key of a new entry, for a request made now. */
export const newChangeKey = (
  { now, newId }: { readonly now: Clock; readonly newId: () => string },
  by: string,
): Pick<ForwardChange, 'at' | 'by'> => ({ at: `${isoTime(now())}#${newId()}`, by });
