import type { EpochSeconds } from '@dialplane/basics';

/** The fields of a document, as they were read. Those that we do not know are kept. */
export type Fields = Readonly<Record<string, unknown>>;

/** The kinds of record that Amazon Chime writes, each into a folder of its own. */
export const recordKinds = [
  'voice-connector',
  'streaming',
  'sip-media-application',
  'business-calling',
] as const;

/** Which service wrote a record. */
export type RecordKind = (typeof recordKinds)[number];

/** What rating needs to know of a record, whatever its kind. */
type Rateable<Kind extends RecordKind> = {
  readonly kind: Kind;
  /** The offer that its price is in, such as `AmazonChimeVoiceConnector`. */
  readonly serviceCode: string;
  /** The line of the offer. A record without one has no price of its own. */
  readonly usageType?: string;
  /** Whole seconds, as billed: not the end less the start, which AWS rounds up. May be 0. */
  readonly billableSeconds: number;
  /** The moment that decides the price and the window: the start, or what stands for it. */
  readonly at: EpochSeconds;
  readonly accountId: string;
  readonly transactionId: string;
  /** Two documents with the same identity are copies of one record, or contradict each other. */
  readonly identity: string;
  readonly fields: Fields;
};

/** A call through a Voice Connector. One record a call. */
export type VoiceConnectorRecord = Rateable<'voice-connector'> & { readonly endedAt?: EpochSeconds };

/** Media of a call that were streamed. It has the transaction id of the call, whose own record is another one. */
export type StreamingRecord = Rateable<'streaming'> & { readonly endedAt?: EpochSeconds };

/** The use that one leg of a call made of a SIP media application. One call has several records. */
export type SmaRecord = Rateable<'sip-media-application'> & { readonly callId: string };

/** A leg of a meeting by phone. The service ended in 2026, so these are history. They name no usage type. */
export type BusinessCallingRecord = Rateable<'business-calling'> & { readonly endedAt?: EpochSeconds };

/** A call detail record, told apart by `kind`. */
export type CallRecord = VoiceConnectorRecord | StreamingRecord | SmaRecord | BusinessCallingRecord;
