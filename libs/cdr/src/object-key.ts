import { type RecordKind, recordKindDefinitions } from '@dialplane/rating-definitions';

/** The folder below which records of each kind are: its parts are owner, year, month and day. That SIP media applications have it too is our reading. */
export const folders = Object.fromEntries(
  recordKindDefinitions.map(({ kind, folder }) => [kind, `${folder}/json`]),
) as Readonly<Record<RecordKind, string>>;

/** What the key of a record's object says. */
export type ObjectKey = {
  readonly kind: RecordKind;
  /** Whose records these are: a Voice Connector, a SIP media application, or with Business Calling an account. */
  readonly owner: string;
  /** To the millisecond, in UTC: when the call started. */
  readonly at: Date;
  /** With Business Calling the id of the record, its `CdrId`. */
  readonly transactionId: string;
  /** Only after the transaction id of a SIP media application, where one transaction has several legs. */
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

/** The day in the key of an object, in days since 1970 (UTC); undefined if the key has none. */
export const dayOfKey = (key: string): number | undefined => {
  const [, day] = /(?:^|\/)json\/[^/]+\/(\d{4}\/\d\d\/\d\d)\//.exec(key) ?? [];
  const at = day === undefined ? NaN : Date.parse(`${day.replaceAll('/', '-')}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : at / 86_400_000;
};
