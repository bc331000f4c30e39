import { type CallRecord, readRecord } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import { at, line } from './price-offers';
import type { Document } from '../src/outcome';

/** A call's record as AWS writes it, for tests: 6 seconds in May, unless changed. */
export const callRecord = (more: Readonly<Record<string, unknown>> = {}): CallRecord => {
  const read = readRecord({
    AwsAccountId: '111122223333',
    TransactionId: 'a',
    BillableDurationSeconds: 6,
    UsageType: line,
    ServiceCode: 'AmazonChimeVoiceConnector',
    Direction: 'Outbound',
    StartTimeEpochSeconds: at('2020-05-01T00:00:00Z'),
    ...more,
  });
  if (!read.ok) throw new Error(`Cannot read a record in a test: ${JSON.stringify(read.error)}`);
  return read.value;
};

/** A document with such a record, for tests. */
export const documentOf = (
  source: string,
  more: Readonly<Record<string, unknown>> = {},
  arrivedAt?: EpochSeconds,
): Document => ({
  source,
  position: 0,
  ...(arrivedAt !== undefined && { arrivedAt }),
  read: { ok: true, value: callRecord(more) },
});
