import { type CallRecord, definitionOf, type RecordKind } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import type { DocumentPlace } from '@dialplane/pricing';

/** The facts about a record that the search for leaks needs. */
export type BilledUse = DocumentPlace & {
  readonly kind: RecordKind;
  readonly accountId: string;
  readonly transactionId: string;
  readonly callId: string;
  /** Service code and usage type. */
  readonly line: string;
  readonly at: EpochSeconds;
  readonly seconds: number;
  /** Only if the record says it. With SIP media applications, only the billed seconds are known. */
  readonly endedAt?: EpochSeconds;
};

/** A use that may have cost money for no benefit. A person must check it. */
export type Leak = {
  /**
   * - `orphan-leg`: a leg of a SIP media application that stayed up alone after the other legs had ended
   * - `overlap`: two records bill the same line for one call at the same time
   */
  readonly kind: 'orphan-leg' | 'overlap';
  readonly use: BilledUse;
  /** For an orphan leg, the leg that ended last before it; for an overlap, the record that it overlaps with. */
  readonly other: BilledUse;
  /** How long the leg was up alone, or how long both records billed. */
  readonly seconds: number;
};

/** Tolerances of the search. */
export type LeakOptions = {
  /**
   * How long the last leg of a transaction may stay up alone, in seconds: the length of a played message plus the rounding of
   * billed seconds. @default 60
   */
  readonly aloneSeconds?: number;
  /**
   * The step that billed seconds are rounded up to. All public records have multiples of 6; AWS does not document it. A leg
   * may have ended earlier than its record says, by up to this much. @default 6
   */
  readonly roundingSeconds?: number;
};

/**
 * The facts that the search needs about a record; undefined for one that cannot be part of a leak, such as one of 0 seconds.
 */
export const billedUse = (record: CallRecord, { source, position }: DocumentPlace): BilledUse | undefined => {
  const {
    kind,
    accountId,
    transactionId,
    serviceCode,
    usageType = '',
    at,
    billableSeconds: seconds,
  } = record;
  const callId = callThatCanLeak(record);
  if (callId === undefined) return undefined;
  const { endedAt } = record;
  const line = `${serviceCode} ${usageType}`;
  const use = { source, position, kind, accountId, transactionId, callId, line, at, seconds };
  return endedAt === undefined ? use : { ...use, endedAt };
};

/** The id of the call of a record that can be part of a leak; undefined for any other record. */
export const callThatCanLeak = ({ kind, billableSeconds, fields }: CallRecord): string | undefined => {
  // A stream is billed in addition to its call, and a leg of a meeting names no call.
  if (billableSeconds === 0 || !definitionOf(kind).canLeak) return undefined;
  const callId = fields['CallId'];
  return typeof callId === 'string' ? callId : undefined;
};

/** Finds leaks among the records that a run has rated or found no price for, without copies. Equal uses keep their order. */
export const findLeaks = (uses: readonly BilledUse[], options: LeakOptions = {}): readonly Leak[] => [
  ...findOrphanLegs(uses, options),
  ...findOverlaps(uses, options),
];

/** Finds legs that stayed up alone. All uses of a transaction must be passed together. */
export const findOrphanLegs = (
  uses: readonly BilledUse[],
  { aloneSeconds = defaultAloneSeconds }: LeakOptions = {},
): readonly Leak[] => {
  const legs = uses.filter(({ kind }) => definitionOf(kind).hasLegs);
  return groupsOf(legs, ({ accountId, transactionId }) => [accountId, transactionId]).flatMap((group) =>
    orphanIn(group, aloneSeconds),
  );
};

/** Finds calls that are billed twice. All uses of a call must be passed together. */
export const findOverlaps = (
  uses: readonly BilledUse[],
  { roundingSeconds = 6 }: LeakOptions = {},
): readonly Leak[] =>
  groupsOf(uses, ({ kind, accountId, callId, line }) => [kind, accountId, callId, line]).flatMap((group) =>
    overlapsIn(group, roundingSeconds),
  );

/** How long the last leg may stay up alone by default. */
export const defaultAloneSeconds = 60;

const groupsOf = (
  uses: readonly BilledUse[],
  key: (use: BilledUse) => readonly string[],
): readonly (readonly BilledUse[])[] => {
  const groups = new Map<string, BilledUse[]>();
  for (const use of uses) {
    const name = JSON.stringify(key(use));
    const group = groups.get(name);
    if (group) group.push(use);
    else groups.set(name, [use]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
};

/** The leg that ended last, if it overlapped with the one that ended before it and then stayed up alone for too long. */
const orphanIn = (uses: readonly BilledUse[], aloneSeconds: number): readonly Leak[] => {
  const byEnd = [...uses].sort((a, b) => endOf(b) - endOf(a));
  const [last] = byEnd;
  // A leg may have several records, one for each kind of use.
  const other = byEnd.find(({ callId }) => callId !== last?.callId);
  if (!last || !other || last.at >= endOf(other)) return [];
  const seconds = endOf(last) - endOf(other);
  return seconds > aloneSeconds ? [{ kind: 'orphan-leg', use: last, other, seconds }] : [];
};

/** Each use that begins while an earlier one of the same call is certainly in progress. */
const overlapsIn = (uses: readonly BilledUse[], roundingSeconds: number): readonly Leak[] => {
  let longest: BilledUse | undefined;
  return [...uses]
    .sort((a, b) => a.at - b.at)
    .flatMap((use): readonly Leak[] => {
      const other = longest;
      if (!longest || endOf(use) > endOf(longest)) longest = use;
      if (!other || use.at >= sureEndOf(other, roundingSeconds)) return [];
      return [{ kind: 'overlap', use, other, seconds: Math.min(endOf(use), endOf(other)) - use.at }];
    });
};

const endOf = ({ at, seconds, endedAt }: BilledUse): number => endedAt ?? at + seconds;

/**
 * The latest moment at which it was certainly up. Billed seconds are rounded up, so the real length may be shorter by almost
 * one step.
 */
const sureEndOf = ({ at, seconds, endedAt }: BilledUse, roundingSeconds: number): number =>
  endedAt ?? at + Math.max(1, seconds - roundingSeconds + 1);
