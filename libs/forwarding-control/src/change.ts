import type { Forward } from '@dialplane/forwarding';
import { isoTime } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import type { ControlPlane } from './control-plane';

/** Who changed what: one line of the audit trail of a number. */
export type Change = {
  readonly number: E164;
  /** When it was asked for, ISO 8601 in UTC; after `#`, what tells it from others of that second. */
  readonly at: string;
  /** Who asked: the name that the sign-in gave, or `loopback`. */
  readonly by: string;
  readonly action: 'put' | 'remove';
  /**
   * What came of it. `asked` is written before anything is done: where it stays, the end was not seen.
   * `restored`: it failed, and all is as it was. `conflict`: somebody else was faster, and nothing was done.
   */
  readonly outcome: 'asked' | 'done' | 'restored' | 'conflict';
  /** What the number's calls were to do. */
  readonly forward?: Forward;
  /** The version that the forward then had. */
  readonly version?: number;
};

/** Some of the changes, the latest first. `next` is where to go on. */
export type ChangePage = { readonly changes: readonly Change[]; readonly next?: string };

/** The audit trail. Every store passes `changeLogContract`. */
export type ChangeLog = {
  /** Writes a line; one with the same number and time takes the place of the one before. */
  readonly record: (change: Change) => Promise<void>;
  /** The lines of a number, the latest first. @param before where to go on: the `next` of the page before */
  readonly list: (number: E164, limit: number, before?: string) => Promise<ChangePage>;
};

/** The key of a new line, asked for just now. */
export const newChangeKey = (
  { now, newId }: Pick<ControlPlane, 'now' | 'newId'>,
  by: string,
): Pick<Change, 'at' | 'by'> => ({ at: `${isoTime(now())}#${newId()}`, by });
