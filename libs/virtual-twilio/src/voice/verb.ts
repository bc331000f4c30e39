import type { Domain } from '../account';
import type { Exchange } from './exchange';
import type { TwilioLeg } from './leg';
import type { TwimlElement } from './twiml-document';
import type { WebhookParameters } from './webhook';

/** A call that follows TwiML. */
export type Instructed = {
  readonly exchange: Exchange;
  readonly sid: string;
  readonly leg: TwilioLeg;
  /** The parameters of every webhook of the call, except its status. */
  readonly parameters: WebhookParameters;
  readonly status: () => string;
  /** The SIP domain through which the call arrived. */
  readonly domain?: Domain;
  /** Writes what the caller hears into the transcript. */
  readonly hears: (what: string) => void;
  readonly isOver: () => boolean;
  /** Ends the call, because its instructions have ended. */
  readonly end: () => void;
  /** Records that the call was rejected before the answer. */
  readonly rejected: (reason: 'busy' | 'rejected') => void;
};

/** A running verb. */
export type Running = {
  readonly key?: (digit: string) => void;
  /** Called when the caller has left, or the call gets other instructions. */
  readonly stop: () => void;
};

/** What a verb may use besides its call. */
export type VerbContext = {
  readonly call: Instructed;
  readonly element: TwimlElement;
  /** Continues with the next verb. */
  readonly next: () => void;
  /** Requests other instructions from a URL, relative to that of this document. */
  readonly ask: (url: string, method: string, parameters: WebhookParameters) => void;
  /** Notifies a URL, and ignores its answer. */
  readonly tell: (url: string, method: string, parameters: WebhookParameters) => void;
};
