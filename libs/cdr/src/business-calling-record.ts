import { fail, type Issue, ok, type Result } from '@dialplane/basics';
import type { BusinessCallingRecord, Fields } from './call-record';
import { identityOf } from './identity';
import { readFields } from './read-fields';

/**
 * Reads the record of a leg of a meeting by phone, in which all values are text:
 * https://github.com/awsdocs/amazon-chime-administration-guide, `doc_source/manage-global.md`
 *
 * `CdrId` is its transaction id. It names no usage type: a mapping gives it one, or it stays unrated.
 */
export const readBusinessCalling = (fields: Fields): Result<BusinessCallingRecord, readonly Issue[]> => {
  const read = readFields(fields);
  const transactionId = read.text('CdrId');
  const usageType = read.optionalText('UsageType');
  const endedAt = read.optionalMoment('EndTimeEpochSeconds');
  const record: BusinessCallingRecord = {
    kind: 'business-calling',
    serviceCode: read.text('ServiceCode'),
    ...(usageType !== undefined && { usageType }),
    billableSeconds: read.seconds('BillableDurationSeconds'),
    at: read.moment('StartTimeEpochSeconds'),
    ...(endedAt !== undefined && { endedAt }),
    accountId: read.account('AwsAccountId'),
    transactionId,
    identity: identityOf('business-calling', transactionId),
    fields,
  };
  return read.issues.length === 0 ? ok(record) : fail(read.issues);
};
