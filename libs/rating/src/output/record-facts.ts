import type { CallRecord } from '@dialplane/cdr';

/** What reports name of a record beside what rating needs. Empty where the record does not say. */
export type RecordFacts = {
  /** The Voice Connector, the SIP media application, or with Business Calling the account. */
  readonly owner: string;
  readonly callId: string;
  readonly direction: string;
  readonly source: string;
  readonly destination: string;
  readonly sourceCountry: string;
  readonly destinationCountry: string;
};

/** Reads the facts from the fields that AWS's guides name for each kind. */
export const factsOf = ({ kind, fields, accountId }: CallRecord): RecordFacts => {
  const text = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const ofBusinessCalling = kind === 'business-calling';
  const owners = {
    'voice-connector': text('VoiceConnectorId'),
    streaming: text('VoiceConnectorId'),
    'sip-media-application': text('SipApplicationId'),
    'business-calling': accountId,
  };
  return {
    owner: owners[kind],
    callId: text('CallId'),
    direction: text('Direction'),
    source: text(ofBusinessCalling ? 'CallerPhoneNumber' : 'SourcePhoneNumber'),
    destination: text('DestinationPhoneNumber'),
    sourceCountry: text(ofBusinessCalling ? 'CallerCountry' : 'SourceCountry'),
    destinationCountry: text('DestinationCountry'),
  };
};

/**
 * The number on the account's side: the one that was called from outside, or the one that a call went out with. With a
 * forwarded call that shows its caller, the latter is the caller's: the record names no other.
 */
export const numberOf = ({ direction, source, destination }: RecordFacts): string =>
  direction === 'Inbound' ? destination : source;
