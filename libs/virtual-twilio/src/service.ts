import type { TwilioAccount, CallResource } from './account';

/** How long the service takes for what it does later, in milliseconds. */
export type TwilioDelays = {
  /** Until lists and look-ups show what was created. */
  readonly consistency: number;
  /** Until an emergency address is registered with a number, or taken off it. */
  readonly emergencyAddress: number;
};

/** The calls of an account, for operations of the API. */
export type LiveCalls = {
  readonly place: (request: PlacedCall) => CallResource;
  /** Ends a call, or gives it other TwiML. */
  readonly update: (sid: string, change: CallChange) => void;
};

export type PlacedCall = {
  readonly to: string;
  readonly from: string;
  readonly url?: string;
  readonly method?: string;
  readonly twiml?: string;
  readonly timeoutSeconds?: number;
  readonly statusCallback?: string;
  readonly statusCallbackMethod?: string;
  readonly statusCallbackEvents?: readonly string[];
};

export type CallChange =
  | { readonly kind: 'end' }
  | { readonly kind: 'instruct'; readonly url?: string; readonly method?: string; readonly twiml?: string };

/** What operations work with. */
export type TwilioService = {
  readonly account: TwilioAccount;
  readonly accountSid: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A new SID of a kind, such as `SD`. */
  readonly newSid: (prefix: string) => string;
  readonly delays: TwilioDelays;
  readonly calls: LiveCalls;
};
