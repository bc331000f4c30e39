import { fail, type Issue, ok, type Result } from '@dialplane/basics';
import { definitionOf, type RecordKind } from '@dialplane/rating-definitions';
import type { CallRecord, RecordFields } from './call-record';
import { openFields } from './read-fields';

/** Reads a record by the definition of its kind. The error lists every field that is wrong. */
export const readCallRecord = (
  kind: RecordKind,
  fields: RecordFields,
): Result<CallRecord, readonly Issue[]> => {
  const definition = definitionOf(kind);
  const read = openFields(fields);
  const transactionId = read.text(definition.transactionId);
  const callId = definition.hasLegs ? read.text('CallId') : undefined;
  const usageType = read.optionalText('UsageType');
  const endedAt = definition.endedAt === undefined ? undefined : read.optionalMoment(definition.endedAt);
  const unpriced = definition.unpriced === undefined ? 0 : read.secondsIfAny(definition.unpriced);
  const record: CallRecord = {
    kind,
    serviceCode: read.text('ServiceCode'),
    ...(usageType !== undefined && { usageType }),
    billableSeconds: read.seconds('BillableDurationSeconds'),
    at: read.moment(definition.startedAt),
    ...(endedAt !== undefined && { endedAt }),
    ...(unpriced > 0 && { unpricedSeconds: unpriced }),
    accountId: read.account('AwsAccountId'),
    transactionId,
    ...(callId !== undefined && { callId }),
    fields,
  };
  return read.issues.length === 0 ? ok(record) : fail(read.issues);
};

/**
 * What two copies of a record have in common: two documents with the same identity are copies of one record, or contradict each
 * other. The kind belongs to it: a call and its stream share a transaction id. It is JSON, since the parts may hold any character.
 */
export const identityOf = ({ kind, transactionId, callId, usageType = '' }: CallRecord): string =>
  JSON.stringify([kind, transactionId, ...(callId === undefined ? [] : [callId, usageType])]);
