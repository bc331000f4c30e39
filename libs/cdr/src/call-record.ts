import type { EpochSeconds } from '@dialplane/basics';
import type { RecordKind } from '@dialplane/rating-definitions';

/** The fields of a document, as they were read. Fields that we do not know are kept. */
export type RecordFields = Readonly<Record<string, unknown>>;

/** What rating needs to know of a call detail record of any kind. */
export type CallRecord = {
  readonly kind: RecordKind;
  /** The offer that has its price, such as `AmazonChimeVoiceConnector`. */
  readonly serviceCode: string;
  /** The line of the offer. Records of Business Calling have none. */
  readonly usageType?: string;
  /** Whole seconds, as billed. AWS rounds up, so this is not the end less the start. May be 0. */
  readonly billableSeconds: number;
  /** The moment that decides price and window: when the call started. */
  readonly at: EpochSeconds;
  /** Only where the record says it: records of SIP media applications do not. */
  readonly endedAt?: EpochSeconds;
  /** Billable seconds besides those of the call, for which there is no price: see `unpriced` in libs/rating-definitions. */
  readonly unpricedSeconds?: number;
  readonly accountId: string;
  readonly transactionId: string;
  /** Which leg of the transaction. Only for kinds that have several records for one transaction. */
  readonly callId?: string;
  readonly fields: RecordFields;
};
