import type { TwilioAccount, CallResource } from './account';

/** How long the service takes for asynchronous work, in milliseconds. */
export type TwilioDelays = {
  /** Until lists and look-ups show a new resource. */
  readonly consistency: number;
  /** Until an emergency address is registered with a number, or removed from it. */
  readonly emergencyAddress: number;
};

/** The calls of an account, for the API's operations. */
export type LiveCalls = {
  readonly place: (request: PlacedCall) => CallResource;
  /** Ends a call, or changes its TwiML. */
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

/** The state and services that operations use. */
export type TwilioService = {
  readonly account: TwilioAccount;
  readonly accountSid: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A new SID with a prefix, such as `SD`. */
  readonly newSid: (prefix: string) => string;
  readonly delays: TwilioDelays;
  readonly calls: LiveCalls;
};
