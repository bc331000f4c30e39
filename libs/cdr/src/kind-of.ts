import type { RecordKind } from '@dialplane/rating-definitions';
import type { RecordFields } from './call-record';

/**
 * Which kind of record a document is, by the fields that only that kind has. For documents whose folder is not known,
 * such as lines of a compacted file. Undefined if no field says it.
 */
export const kindOf = (fields: RecordFields): RecordKind | undefined => {
  const has = (names: readonly string[]) => names.some((name) => name in fields);
  if ('CdrId' in fields || fields['ServiceCode'] === 'AmazonChimeBusinessCalling') return 'business-calling';
  if ('TimeStampEpochSeconds' in fields || 'SipApplicationId' in fields) return 'sip-media-application';
  if (has(['Direction', 'SourcePhoneNumber', 'DestinationPhoneNumber'])) return 'voice-connector';
  if (!has(['TransactionId', 'StartTimeEpochSeconds', 'UsageType'])) return undefined;
  return fields['ServiceCode'] === 'AmazonChimeVoiceConnector' ? 'voice-connector' : 'streaming';
};
