/** One message from one party to another during a call. */
export type TranscriptEntry = {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The id of its call. */
  readonly call: string;
  readonly from: Party;
  readonly to: Party;
  /** The message: a SIP message, an event, or the actions of a response. */
  readonly what: string;
};

/**
 * `service` is the SIP media application service, `twilio` is Twilio, `app` the Lambda function of either; any other party is a
 * phone or trunk.
 */
export type Party = string;

/** Receives each message as it is sent. */
export type Transcript = (entry: TranscriptEntry) => void;
