import { type CallRecord, definitionOf, type RecordKind } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import type { DocumentPlace } from '@dialplane/pricing';

/** What the search for leaks needs to know of a record. */
export type BilledUse = DocumentPlace & {
  readonly kind: RecordKind;
  readonly accountId: string;
  readonly transactionId: string;
  readonly callId: string;
  /** Service code and usage type: what is billed. */
  readonly line: string;
  readonly at: EpochSeconds;
  readonly seconds: number;
  /** Only where the record says it. With SIP media applications the billed seconds are all there is. */
  readonly endedAt?: EpochSeconds;
};

/** A use that may have cost money for nothing. A person must check it. */
export type Leak = {
  /**
   * - `orphan-leg`: a leg of a SIP media application that stayed up alone, after those that it was up with had ended
   * - `overlap`: two records bill the same line for one call at the same time
   */
  readonly kind: 'orphan-leg' | 'overlap';
  readonly use: BilledUse;
  /** The leg that ended last before it; the record that it overlaps with. */
  readonly other: BilledUse;
  /** How long it was up alone, or how long both billed. */
  readonly seconds: number;
};

/** Tolerances of the search. */
export type LeakOptions = {
  /**
   * How long the last leg of a transaction may stay up alone, in seconds: the time of a message that is played, and the
   * rounding of what is billed. @default 60
   */
  readonly aloneSeconds?: number;
  /**
   * What billed seconds are rounded up to. All public records have multiples of 6; AWS does not document it. A leg may
   * have ended by so much earlier than its record says. @default 6
   */
  readonly roundingSeconds?: number;
};

/** What a search for leaks needs of a record; undefined for one that cannot be part of a leak, such as of 0 seconds. */
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
  // A stream is billed beside its call, and a leg of a meeting names no call.
  if (seconds === 0 || !definitionOf(kind).canLeak) return undefined;
  const callId = record.fields['CallId'];
  if (typeof callId !== 'string') return undefined;
  const { endedAt } = record;
  const line = `${serviceCode} ${usageType}`;
  const use = { source, position, kind, accountId, transactionId, callId, line, at, seconds };
  return endedAt === undefined ? use : { ...use, endedAt };
};

/**
 * Looks for leaks among uses without copies: those of records that a run has rated, or for which it found no price. Equal ones keep
 * the order in which they are given.
 */
export const findLeaks = (uses: readonly BilledUse[], options: LeakOptions = {}): readonly Leak[] => [
  ...findOrphanLegs(uses, options),
  ...findOverlaps(uses, options),
];

/** Looks for legs left up alone. A caller that passes some uses must pass all of each transaction. */
export const findOrphanLegs = (
  uses: readonly BilledUse[],
  { aloneSeconds = defaultAloneSeconds }: LeakOptions = {},
): readonly Leak[] => {
  const legs = uses.filter(({ kind }) => definitionOf(kind).hasLegs);
  return groupsOf(legs, ({ accountId, transactionId }) => [accountId, transactionId]).flatMap((group) =>
    orphanIn(group, aloneSeconds),
  );
};

/** Looks for calls that are billed twice. A caller that passes some uses must pass all of each call. */
export const findOverlaps = (
  uses: readonly BilledUse[],
  { roundingSeconds = 6 }: LeakOptions = {},
): readonly Leak[] =>
  groupsOf(uses, ({ kind, accountId, callId, line }) => [kind, accountId, callId, line]).flatMap((group) =>
    overlapsIn(group, roundingSeconds),
  );

/** How long the last leg may stay up alone, where nothing else is said. */
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

/** The leg that ended last, if it was up with the one that ended before it, and then alone for too long. */
const orphanIn = (uses: readonly BilledUse[], aloneSeconds: number): readonly Leak[] => {
  const byEnd = [...uses].sort((a, b) => endOf(b) - endOf(a));
  const [last] = byEnd;
  // A leg may have several records, one for each use that it made.
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

/** Until when it was certainly up. If only billed seconds are known, they are rounded up from at least one second more. */
const sureEndOf = ({ at, seconds, endedAt }: BilledUse, roundingSeconds: number): number =>
  endedAt ?? at + Math.max(1, seconds - roundingSeconds + 1);
