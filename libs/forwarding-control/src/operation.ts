import type { Forward, StoredForward } from '@dialplane/forwarding';
import type { EpochSeconds } from '@dialplane/basics';
import type { Routing } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';

/** What an operation is to bring about. */
export type DesiredState =
  | {
      readonly kind: 'forwarded';
      readonly forward: Forward;
      /** The forward that it takes the place of, should there be one. */
      readonly replaces?: StoredForward;
    }
  | {
      readonly kind: 'removed';
      /** Where the number's calls go from then on. */
      readonly to: Routing;
      /** The forward that is removed, in case it has to come back. */
      readonly forward: StoredForward;
    };

/**
 * The move of one number, from the moment it is asked for: written down before anything is done, so that whoever comes
 * by can go on with it. It ends with the number either where it was wanted, or where it was before.
 */
export type Operation = {
  /** The number's digits, and a count: `12065550100-3`. */
  readonly id: string;
  readonly number: E164;
  readonly wanted: DesiredState;
  /** Where calls went before the number was first forwarded. Kept after the end: it is the way back. */
  readonly origin?: Routing;
  readonly status: 'moving' | 'restoring' | 'done' | 'restored';
  /** What was done last, or is waited for. */
  readonly step?: string;
  /** Steps begun, in all. */
  readonly attempts: number;
  /** Setbacks since a step last worked. */
  readonly failedAttempts: number;
  readonly lastError?: string;
  /** The entry of the change log that it belongs to. */
  readonly change: { readonly at: string; readonly by: string };
  readonly startedAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
  /** When it began to move, or to restore. */
  readonly phaseSince: EpochSeconds;
  /** When it is next to be looked at. */
  readonly nextAt: EpochSeconds;
  /** Until when somebody is at it. */
  readonly claimedUntil?: EpochSeconds;
  /** Counts its writes, from 1. */
  readonly version: number;
};

export const isFinished = ({ status }: Operation): boolean => status === 'done' || status === 'restored';

/** How many setbacks in a row make an operation turn back; and, on the way back, make somebody look. */
export const maxFailedAttempts = 8;

/** Whether a person is needed: the number can be brought neither here nor there. */
export const isStuck = ({ status, failedAttempts }: Operation): boolean =>
  status === 'restoring' && failedAttempts >= maxFailedAttempts;

/** Whether it still has to be left alone. A stuck one may be replaced by what a person wants instead. */
export const isInProgress = (operation: Operation | undefined): operation is Operation =>
  operation !== undefined && !isFinished(operation) && !isStuck(operation);

/** The id of the operation after `last` for the same number. */
export const nextId = (number: E164, last: Operation | undefined): string =>
  `${number.slice(1)}-${(last ? countOf(last.id) : 0) + 1}`;

/** The number that an operation's id speaks of; undefined for what is no such id. */
export const numberInId = (id: string): E164 | undefined => {
  const digits = /^([1-9]\d{1,14})-[1-9]\d*$/.exec(id)?.[1];
  return digits ? (`+${digits}` as E164) : undefined;
};

const countOf = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1));
