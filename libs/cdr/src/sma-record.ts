import { fail, type Issue, ok, type Result } from '@dialplane/basics';
import type { Fields, SmaRecord } from './call-record';
import { identityOf } from './identity';
import { readFields } from './read-fields';

/**
 * Reads the record of one leg in a SIP media application: https://docs.aws.amazon.com/chime-sdk/latest/dg/attributes.html
 *
 * Its one time is `TimeStampEpochSeconds`, which that page fills with "start-time-epochseconds". A transaction has
 * several legs, and a leg several usages, so all three make the identity.
 */
export const readSma = (fields: Fields): Result<SmaRecord, readonly Issue[]> => {
  const read = readFields(fields);
  const transactionId = read.text('TransactionId');
  const callId = read.text('CallId');
  const usageType = read.optionalText('UsageType');
  const record: SmaRecord = {
    kind: 'sip-media-application',
    serviceCode: read.text('ServiceCode'),
    ...(usageType !== undefined && { usageType }),
    billableSeconds: read.seconds('BillableDurationSeconds'),
    at: read.moment('TimeStampEpochSeconds'),
    accountId: read.account('AwsAccountId'),
    transactionId,
    callId,
    identity: identityOf('sip-media-application', transactionId, callId, usageType ?? ''),
    fields,
  };
  return read.issues.length === 0 ? ok(record) : fail(read.issues);
};
