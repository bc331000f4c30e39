import type { RecordKind } from './call-record';

/**
 * The folder that each kind of record is written to, in the bucket of the account's settings. Sources:
 * https://docs.aws.amazon.com/chime-sdk/latest/ag/manage-global.html, and for SIP media applications
 * https://docs.aws.amazon.com/chime-sdk/latest/dg/attributes.html, which names the first part only; that the rest is as
 * with its siblings is our reading.
 */
export const folders: Readonly<Record<RecordKind, string>> = {
  'voice-connector': 'Amazon-Chime-Voice-Connector-CDRs/json',
  streaming: 'Amazon-Chime-Voice-Connector-SDRs/json',
  'sip-media-application': 'Amazon-Chime-SMADRs/json',
  'business-calling': 'Amazon-Chime-Business-Calling-CDRs/json',
};

/** What the key of a record's object says. */
export type ObjectKey = {
  readonly kind: RecordKind;
  /** Whose records these are: a Voice Connector, a SIP media application, or with Business Calling an account. */
  readonly owner: string;
  /** To the millisecond, in UTC: when the call started. */
  readonly at: Date;
  /** With Business Calling the id of the record, its `CdrId`. */
  readonly transactionId: string;
  /** Only behind the transaction of a SIP media application, where one transaction has several legs. */
  readonly callId?: string;
  /** Only with Business Calling. */
  readonly conferenceId?: string;
};

/**
 * The key of a record's object: `<folder>/<owner>/2023/05/15/04.05.55.232_<transaction>`. Time and id are joined by `_`,
 * as in real objects; the guide's template has `-` there.
 */
export const objectKey = ({ kind, owner, at, transactionId, callId, conferenceId }: ObjectKey): string => {
  const [date = '', clock = ''] = at.toISOString().split('T');
  const time = clock.slice(0, 12).replaceAll(':', '.');
  const name =
    kind === 'business-calling'
      ? `${conferenceId ?? ''}_${date}-${time}_${transactionId}`
      : [time, transactionId, ...(callId === undefined ? [] : [callId])].join('_');
  return `${folders[kind]}/${owner}/${date.replaceAll('-', '/')}/${name}`;
};
