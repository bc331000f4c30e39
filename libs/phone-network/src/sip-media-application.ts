import type { Handler } from './invoke';

/**
 * What happens when the caller hangs up while a CallAndBridge still rings. The documentation does not say, and public
 * handlers expect different things, so an app must work with all of them.
 */
export type CallerGivesUp =
  /** The ringing is cancelled, and a HANGUP event for the caller's leg is sent. */
  | 'hangup'
  /** The ringing is cancelled, and an ACTION_FAILED event is sent that shows the caller as disconnected. */
  | 'action-failed'
  /** Both events are sent. */
  | 'both'
  /** A HANGUP event is sent, and the other phone keeps ringing: if it answers, it is billed. */
  | 'rings-on';

/**
 * What happens when a party hangs up while an action runs on its leg. The documentation does not say; two public code bases
 * expect an event of the action that shows the party as disconnected.
 */
export type LeavesDuringAction =
  /** One HANGUP event. */
  | 'hangup'
  /** An ACTION_FAILED event of the action, then HANGUP. */
  | 'action-failed-first';

/** A SIP media application of the virtual service, and its Lambda. */
export type SipMediaApplication = {
  readonly id: string;
  readonly region: string;
  readonly accountId: string;
  readonly handler: Handler;
  /** How long a prompt plays, by its key; undefined if the object does not exist. @default 3 seconds each */
  readonly promptSeconds?: (key: string) => number | undefined;
  /** @default hangup */
  readonly callerGivesUp?: CallerGivesUp;
  /** @default hangup */
  readonly leavesDuringAction?: LeavesDuringAction;
};
