import type { SipMediaApplication } from './sip-media-application';
import type { SimulatedLeg } from './simulated-leg';
import type { OutgoingCall } from './outgoing-call';
import type { NetworkTime } from './time';
import type { ReceiveDigitsRule } from './digits';

/** The result of an action. `data` is added to the event's ActionData. */
export type ActionResult =
  | { readonly ok: true; readonly data?: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly data: Readonly<Record<string, unknown>> };

/** A failure in the normal shape: developer guide, the error pages of each action. */
export const actionFailed = (ErrorType: string, ErrorMessage: string): ActionResult => ({
  ok: false,
  data: { ErrorType, ErrorMessage },
});

export type Parameters = Readonly<Record<string, unknown>>;

/** What an action can do with its call. */
export type ActionContext = {
  readonly time: NetworkTime;
  readonly application: SipMediaApplication;
  readonly transactionId: string;
  /** The leg the action works on. */
  readonly leg: SimulatedLeg;
  readonly isOwned: (number: string) => boolean;
  /** Answers the leg if it is ringing: every media action does. */
  readonly pickUp: (leg: SimulatedLeg) => void;
  /** Rings a second leg. `settled` is called once: answered, or over before that. */
  readonly ring: (
    request: OutgoingCall,
    settled: (how: 'answered' | 'over') => void,
  ) => { readonly giveUp: () => void };
  /** The recordings of this call: how long each is in seconds, by key. They can be played like prompts. */
  readonly recordings: Map<string, number>;
  /** Adds the meeting as LEG-B. */
  readonly joinMeeting: () => void;
  /** Presses a key towards the far end of the leg. */
  readonly press: (digit: string) => void;
  /** Hands every key of the leg to `key`, until stopped. */
  readonly takeDigits: (key: (digit: string) => void) => () => void;
  readonly listen: (rule: ReceiveDigitsRule) => void;
  readonly done: (result: ActionResult) => void;
};

/** A running action. `stop` ends it without a result. */
export type RunningAction = { readonly stop: () => void };
