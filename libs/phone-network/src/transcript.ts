/** One thing that went from one party to another during a call. */
export type TranscriptEntry = {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The transaction it belongs to. */
  readonly call: string;
  readonly from: Party;
  readonly to: Party;
  /** What went: a SIP message, an event, or the actions answered. */
  readonly what: string;
};

/** `service` is the SIP media application service, `twilio` is Twilio, `app` the Lambda behind either; any other party is a phone or trunk. */
export type Party = string;

/** Receives what happens on the network as it happens. */
export type Transcript = (entry: TranscriptEntry) => void;
