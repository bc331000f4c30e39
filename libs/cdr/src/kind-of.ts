import type { Fields, RecordKind } from './call-record';

/**
 * Which kind of record a document is, by the fields that only that kind has. For documents whose folder is not known,
 * such as lines of a compacted file. Undefined when nothing tells.
 */
export const kindOf = (fields: Fields): RecordKind | undefined => {
  if ('CdrId' in fields || fields['ServiceCode'] === 'AmazonChimeBusinessCalling') return 'business-calling';
  if ('TimeStampEpochSeconds' in fields || 'SipApplicationId' in fields) return 'sip-media-application';
  if (!('TransactionId' in fields) || !('StartTimeEpochSeconds' in fields)) return undefined;
  const hasParties = ['Direction', 'SourcePhoneNumber', 'DestinationPhoneNumber'].some(
    (name) => name in fields,
  );
  return hasParties ? 'voice-connector' : 'streaming';
};
