import { fail, type Issue, ok, type Result } from '@dialplane/basics';
import type { Fields, StreamingRecord, VoiceConnectorRecord } from './call-record';
import { identityOf } from './identity';
import { readFields } from './read-fields';

/**
 * Reads the record of a Voice Connector call. Fields by the administration guide, "Managing global settings":
 * https://docs.aws.amazon.com/chime-sdk/latest/ag/manage-global.html
 */
export const readVoiceConnector = (fields: Fields): Result<VoiceConnectorRecord, readonly Issue[]> =>
  readCall('voice-connector', fields);

/** What calls and streams have in common, which is all that rating asks for. */
export const readCall = <Kind extends (VoiceConnectorRecord | StreamingRecord)['kind']>(
  kind: Kind,
  fields: Fields,
) => {
  const read = readFields(fields);
  const transactionId = read.text('TransactionId');
  const usageType = read.optionalText('UsageType');
  const endedAt = read.optionalMoment('EndTimeEpochSeconds');
  const record = {
    kind,
    serviceCode: read.text('ServiceCode'),
    ...(usageType !== undefined && { usageType }),
    billableSeconds: read.seconds('BillableDurationSeconds'),
    at: read.moment('StartTimeEpochSeconds'),
    ...(endedAt !== undefined && { endedAt }),
    accountId: read.account('AwsAccountId'),
    transactionId,
    identity: identityOf(kind, transactionId),
    fields,
  };
  return read.issues.length === 0 ? ok(record) : fail<readonly Issue[]>(read.issues);
};
