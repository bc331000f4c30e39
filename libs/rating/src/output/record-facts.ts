import { type CallRecord, definitionOf } from '@dialplane/cdr';

/** The fields of a record that reports show and rating does not need. Empty if the record does not have them. */
export type RecordFacts = {
  /** The Voice Connector or the SIP media application; for Business Calling, the account. */
  readonly owner: string;
  readonly callId: string;
  readonly direction: string;
  readonly source: string;
  readonly destination: string;
  readonly sourceCountry: string;
  readonly destinationCountry: string;
};

/** Reads the facts from the fields that the definition of the record's kind names. */
export const factsOf = ({ kind, fields, accountId }: CallRecord): RecordFacts => {
  const { owner, sourceNumber, sourceCountry } = definitionOf(kind);
  const text = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return {
    owner: owner === undefined ? accountId : text(owner),
    callId: text('CallId'),
    direction: text('Direction'),
    source: e164(text(sourceNumber)),
    destination: e164(text('DestinationPhoneNumber')),
    sourceCountry: text(sourceCountry),
    destinationCountry: text('DestinationCountry'),
  };
};

/** A number with a country code, which some records write without the plus. Shorter numbers may be national or internal. */
const e164 = (number: string): string => (/^[1-9][0-9]{10,14}$/.test(number) ? `+${number}` : number);

/**
 * The number on the account's side: the called number of an inbound call, or the caller ID of an outbound call. If a
 * forwarded call shows its caller's number, that number is used, since the record has no other.
 */
export const ownNumberOf = ({ direction, source, destination }: RecordFacts): string =>
  direction === 'Inbound' ? destination : source;
