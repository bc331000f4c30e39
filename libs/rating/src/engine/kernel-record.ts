import { type CallRecord, definitionOf } from '@dialplane/cdr';
import { type UsageMapping, usageOf } from '@dialplane/pricing';
import type { HostRecord } from '@dialplane/rating-kernel';
import { factsOf } from '../output/record-facts';

/**
 * A record that TypeScript has read, in the form in which the kernel can rate it. Undefined for what only TypeScript can rate, such as a
 * record with characters that the kernel's texts cannot hold.
 */
export const kernelRecordOf = (record: CallRecord, mapping: UsageMapping): HostRecord | undefined => {
  const { kind, at, billableSeconds: seconds, endedAt = at + seconds, usageType, fields } = record;
  const usage = usageOf(record, mapping);
  const { canLeak, hasLegs } = definitionOf(kind);
  // Copies and leaks are looked for by the record's own line, which the kernel would not know.
  if (usageType === undefined && usage && (canLeak || hasLegs)) return undefined;
  const { owner, callId, direction, source, destination, sourceCountry, destinationCountry } =
    factsOf(record);
  const call = typeof fields['CallId'] === 'string' ? callId : undefined;
  if (call === undefined && callId !== '') return undefined;
  const { accountId, transactionId } = record;
  const line = usage?.usageType ?? '';
  const serviceCode = usage?.serviceCode ?? record.serviceCode;
  const texts = [
    accountId,
    transactionId,
    call,
    owner,
    direction,
    source,
    destination,
    sourceCountry,
    destinationCountry,
    line,
    serviceCode,
  ] as const;
  return texts.some((text) => text !== undefined && unfit.test(text))
    ? undefined
    : { kind, at, seconds, endedAt, unpriced: record.unpricedSeconds ?? 0, texts };
};

/** A 0 separates the kernel's texts. Half of a character has no bytes of its own, and a pair of halves is rare. */
const unfit = /[\0\ud800-\udfff]/;
