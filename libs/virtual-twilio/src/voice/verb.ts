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
  /** What every webhook of the call carries, its status apart. */
  readonly parameters: WebhookParameters;
  readonly status: () => string;
  /** The SIP domain that the call came in by. */
  readonly domain?: Domain;
  /** Tells the transcript what the caller hears. */
  readonly hears: (what: string) => void;
  readonly isOver: () => boolean;
  /** The instructions are at their end: the call is, too. */
  readonly end: () => void;
  /** Turned down before it was answered. */
  readonly rejected: (reason: 'busy' | 'rejected') => void;
};

/** A verb under way. */
export type Running = {
  readonly key?: (digit: string) => void;
  /** The caller has gone, or the call gets other instructions. */
  readonly stop: () => void;
};

/** What a verb may do besides speaking to its call. */
export type VerbContext = {
  readonly call: Instructed;
  readonly element: TwimlElement;
  /** Goes on with the next verb. */
  readonly next: () => void;
  /** Asks a URL, relative to that of this document, for other instructions. */
  readonly ask: (url: string, method: string, parameters: WebhookParameters) => void;
  /** Tells a URL, whose answer changes nothing. */
  readonly tell: (url: string, method: string, parameters: WebhookParameters) => void;
};
