import type { Forward, StoredForward } from '@dialplane/forwarding';
import type { EpochSeconds } from '@dialplane/basics';
import type { Routing, RoutingStep } from '@dialplane/number-routing';
import type { E164 } from '@dialplane/phone-numbers';

/** Where calls to a number go after its forward is removed. */
export type RemovalDestination =
  /** Where they went before the number was forwarded, or else the home connector. */
  | { readonly kind: 'origin' }
  | { readonly kind: 'connector'; readonly connectorId: string }
  /** Calls are not answered any more. The caller must ask for this explicitly. */
  | { readonly kind: 'nowhere' };

/** The state that an operation has to reach. */
export type DesiredState =
  | {
      readonly kind: 'forwarded';
      readonly forward: Forward;
      /** The forward that this one replaces. @default the number had none */
      readonly replaces?: StoredForward;
    }
  | {
      readonly kind: 'removed';
      /** Where calls to the number go afterwards. */
      readonly to: Routing;
      /** The destination as the request named it. Operations of earlier versions do not have it. */
      readonly asked?: RemovalDestination;
      /** The forward that is removed. It is stored again if the operation is rolled back. */
      readonly forward: StoredForward;
    };

/** One change that an operation makes: in the store of forwards, or at the provider. */
export type ActionName = 'store-forward' | 'remove-forward' | RoutingStep['kind'];

/** What an operation is doing: it has started an action, or it waits. `until` is a clause for people. */
export type Activity =
  | { readonly kind: 'acting'; readonly action: ActionName }
  | { readonly kind: 'waiting'; readonly until: string };

/**
 * A resumable change of one number's routing. It is stored before anything is done, so any process can resume it after a
 * crash. When it ends, the number is either in the desired state or as it was before.
 */
export type Operation = {
  /** The number's digits and a count: `12065550100-3`. */
  readonly id: string;
  readonly number: E164;
  readonly wanted: DesiredState;
  /** Where calls went before the number was first forwarded. It is kept after the end, because `remove` goes back there. */
  readonly origin?: Routing;
  /** `restoring`: it failed and is being rolled back. `restored`: the rollback is complete. */
  readonly status: 'moving' | 'restoring' | 'done' | 'restored';
  /** Undefined until the first action. */
  readonly activity?: Activity;
  /** Actions started so far. */
  readonly attempts: number;
  /** Failed attempts since an action last succeeded. */
  readonly failedAttempts: number;
  readonly lastError?: string;
  /** The entry in the audit trail that this operation belongs to. */
  readonly change: { readonly at: string; readonly by: string };
  readonly startedAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
  /** When it started to move, or to roll back. */
  readonly phaseSince: EpochSeconds;
  /** When it is due again. */
  readonly nextAt: EpochSeconds;
  /** A process has claimed it until then. */
  readonly claimedUntil?: EpochSeconds;
  /** Counts its writes, from 1. */
  readonly version: number;
};

/** An activity in a few words, such as `create-rule` or `waiting until the number is detached`. */
export const describeActivity = (activity: Activity): string =>
  activity.kind === 'acting' ? activity.action : `waiting until ${activity.until}`;

export const isFinished = ({ status }: Operation): boolean => status === 'done' || status === 'restored';

/** After this many failed attempts in a row an operation is rolled back. While it is rolled back, it then counts as stuck. */
export const maxFailedAttempts = 8;

/** Whether the rollback keeps failing, so that a person must act. */
export const isStuck = ({ status, failedAttempts }: Operation): boolean =>
  status === 'restoring' && failedAttempts >= maxFailedAttempts;

/** Whether no other operation may start yet. A stuck operation may be replaced by a new one. */
export const isInProgress = (operation: Operation | undefined): operation is Operation =>
  operation !== undefined && !isFinished(operation) && !isStuck(operation);

/** The id of the operation that follows `last` for the same number. */
export const nextId = (number: E164, last: Operation | undefined): string =>
  `${number.slice(1)}-${(last ? countOf(last.id) : 0) + 1}`;

/** The number in an operation's id; undefined if the text is not such an id. */
export const numberInId = (id: string): E164 | undefined => {
  const digits = /^([1-9]\d{1,14})-[1-9]\d*$/.exec(id)?.[1];
  return digits ? (`+${digits}` as E164) : undefined;
};

const countOf = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1));
