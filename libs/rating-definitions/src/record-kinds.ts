/** How records of one kind are found and read. Field names are those of AWS's documents. */
export type RecordKindDefinition = {
  readonly kind: string;
  /** The folder in the bucket. Records are below its `json/`. */
  readonly folder: string;
  readonly transactionId: string;
  /** The field with the time that decides price and window. */
  readonly startedAt: string;
  /** Left out where the record does not say when the call ended. */
  readonly endedAt?: string;
  /** The connector or application. Left out where the account takes its place. */
  readonly owner?: string;
  readonly sourceNumber: string;
  readonly sourceCountry: string;
  /** Billable seconds besides those of the call, for which we know no line of the price lists: they are counted and reported. */
  readonly unpriced?: string;
  /** Whether AWS writes whole numbers as text: `"6"` and not `6`. */
  readonly quotesNumbers: boolean;
  /** Whether one transaction has several records, one for each leg and usage type. */
  readonly hasLegs: boolean;
  /** Whether two records of this kind can bill one call twice, or leave a leg up. */
  readonly canLeak: boolean;
};

/**
 * The kinds of record that Amazon Chime writes, each into a folder of its own. Both engines and the stack take them from here.
 * The WebAssembly kernel knows them by their place.
 *
 * Sources: https://docs.aws.amazon.com/chime-sdk/latest/ag/manage-global.html; for SIP media applications
 * https://docs.aws.amazon.com/chime-sdk/latest/dg/attributes.html, which names the folder and says that
 * `TimeStampEpochSeconds` holds the start; for Business Calling
 * https://github.com/awsdocs/amazon-chime-administration-guide, `doc_source/manage-global.md`.
 */
export const recordKindDefinitions = [
  {
    kind: 'voice-connector',
    folder: 'Amazon-Chime-Voice-Connector-CDRs',
    transactionId: 'TransactionId',
    startedAt: 'StartTimeEpochSeconds',
    endedAt: 'EndTimeEpochSeconds',
    owner: 'VoiceConnectorId',
    sourceNumber: 'SourcePhoneNumber',
    sourceCountry: 'SourceCountry',
    quotesNumbers: false,
    hasLegs: false,
    canLeak: true,
  },
  {
    kind: 'streaming',
    folder: 'Amazon-Chime-Voice-Connector-SDRs',
    transactionId: 'TransactionId',
    startedAt: 'StartTimeEpochSeconds',
    endedAt: 'EndTimeEpochSeconds',
    owner: 'VoiceConnectorId',
    sourceNumber: 'SourcePhoneNumber',
    sourceCountry: 'SourceCountry',
    quotesNumbers: false,
    hasLegs: false,
    canLeak: false,
  },
  {
    kind: 'sip-media-application',
    folder: 'Amazon-Chime-SMADRs',
    transactionId: 'TransactionId',
    startedAt: 'TimeStampEpochSeconds',
    owner: 'SipApplicationId',
    sourceNumber: 'SourcePhoneNumber',
    sourceCountry: 'SourceCountry',
    unpriced: 'BillableVoiceFocusSeconds',
    quotesNumbers: true,
    hasLegs: true,
    canLeak: true,
  },
  {
    kind: 'business-calling',
    folder: 'Amazon-Chime-Business-Calling-CDRs',
    transactionId: 'CdrId',
    startedAt: 'StartTimeEpochSeconds',
    endedAt: 'EndTimeEpochSeconds',
    sourceNumber: 'CallerPhoneNumber',
    sourceCountry: 'CallerCountry',
    quotesNumbers: true,
    hasLegs: false,
    canLeak: false,
  },
] as const satisfies readonly RecordKindDefinition[];

/** Which service wrote a record. */
export type RecordKind = (typeof recordKindDefinitions)[number]['kind'];

/** The names of all kinds. */
export const recordKinds: readonly RecordKind[] = recordKindDefinitions.map(({ kind }) => kind);

/** How records of a kind are found and read. */
export const definitionOf = (kind: RecordKind): RecordKindDefinition => {
  const found = definitions.get(kind);
  if (!found)
    throw new RangeError(`Cannot read records of kind "${kind}": expected ${recordKinds.join(', ')}`);
  return found;
};

const definitions = new Map<RecordKind, RecordKindDefinition>(
  recordKindDefinitions.map((one) => [one.kind, one]),
);
