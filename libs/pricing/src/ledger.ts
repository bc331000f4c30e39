import { type CallRecord, contentOf, identityOf } from '@dialplane/cdr';
import { type EpochSeconds, inOrder } from '@dialplane/basics';
import { hash } from 'node:crypto';
import { calendarMonth, type Held, judge, rateHeld, type Rules, scopeOf, type UsageScope } from './judge';
import type { Document, Outcome, DocumentPlace } from './outcome';

/** The rules of a run, and how it counts use. */
export type LedgerOptions = Rules & {
  /** The name of the period in which tiers count. @default the calendar month in UTC, as AWS bills */
  readonly period?: (at: EpochSeconds) => string;
  /** Seconds used in a period by calls that are not entered here, such as those of earlier windows. @default 0 */
  readonly usedBefore?: (scope: UsageScope) => bigint;
};

/** Takes documents, and returns the outcome of each. */
export type Ledger = {
  /** The outcome, or undefined if it depends on later documents. Then `close` returns it. */
  readonly enter: (document: Document) => Outcome | undefined;
  /** The outcomes that were held back, in order of start, then of transaction. No document may be entered afterwards. */
  readonly close: () => readonly Outcome[];
};

/**
 * Opens a ledger, in which every document ends with exactly one outcome.
 *
 * Documents must be entered in order of arrival, then of place (`inOrderOfArrival`); otherwise `enter` throws. The first of
 * several copies has the outcome, because an earlier run may have rated it. Copies are detected before the window is checked,
 * so that a record that appears again in another window is not rated twice.
 *
 * Keeps a digest of each record, and each call of a line with tiers, so its memory grows with the number of documents.
 */
export const openLedger = ({
  period = calendarMonth,
  usedBefore = () => 0n,
  ...rules
}: LedgerOptions): Ledger => {
  const { book } = rules;
  const seen = new Map<string, DocumentPlace & { readonly digest: string }>();
  const held: Held[] = [];
  let last: Document | undefined;
  let closed = false;

  const enter = (document: Document): Outcome | undefined => {
    if (closed) throw new Error(`Cannot enter ${nameOf(document)}: the ledger is closed`);
    if (last && inOrderOfArrival(last, document) > 0) {
      throw new Error(
        `Cannot enter ${nameOf(document)} after ${nameOf(last)}: expected the order of arrival`,
      );
    }
    last = document;
    const place = { source: document.source, position: document.position };
    if (!document.read.ok) return { kind: 'rejected', ...place, rejection: document.read.error };
    const record = document.read.value;

    const digest = digestOf(record);
    const identity = identityOf(record);
    const earlier = seen.get(identity);
    if (earlier) {
      const { source, position } = earlier;
      return earlier.digest === digest
        ? { kind: 'duplicate', ...place, record, of: { source, position } }
        : { kind: 'conflict', ...place, record, with: { source, position } };
    }
    seen.set(identity, { ...place, digest });

    const found = judge({ ...place, record, arrivedAt: document.arrivedAt }, rules);
    if (found.kind !== 'held') return found;
    held.push(found);
    return undefined;
  };

  const close = (): readonly Outcome[] => {
    closed = true;
    const used = new Map<string, bigint>();
    return held
      .splice(0)
      .sort(byStartThenTransaction)
      .map((call) => {
        const { billableSeconds } = call.record;
        const scope = scopeOf(call, period);
        const name = JSON.stringify([scope.accountId, scope.serviceCode, scope.usageType, scope.period]);
        const before = used.get(name) ?? usedBefore(scope);
        const outcome = rateHeld(call, book, before);
        used.set(name, outcome.kind === 'rated' ? before + BigInt(billableSeconds) : before);
        return outcome;
      });
  };

  return { enter, close };
};

/** The outcomes of all documents. Sorts them in memory; use `openLedger` for more documents than fit into memory. */
export const outcomesOf = (documents: Iterable<Document>, options: LedgerOptions): readonly Outcome[] => {
  const ledger = openLedger(options);
  const entered = [...documents].sort(inOrderOfArrival).map((document) => ledger.enter(document));
  return [...entered.filter((outcome) => outcome !== undefined), ...ledger.close()];
};

/** The order in which documents are entered: by arrival, if it is known, then by object, then by position. */
export const inOrderOfArrival = (a: Arrived, b: Arrived): number =>
  (a.arrivedAt ?? 0) - (b.arrivedAt ?? 0) || inOrderOfPlaces(a, b);

type Arrived = DocumentPlace & { readonly arrivedAt?: number };

/** The order of objects, and of positions within an object. */
export const inOrderOfPlaces = (a: DocumentPlace, b: DocumentPlace): number =>
  inOrder(a.source, b.source) || a.position - b.position;

const nameOf = ({ source, position }: DocumentPlace): string => `document ${position} of "${source}"`;

const byStartThenTransaction = (a: Held, b: Held): number =>
  a.record.at - b.record.at ||
  inOrder(a.record.transactionId, b.record.transactionId) ||
  inOrder(identityOf(a.record), identityOf(b.record));

/** A digest of a record's content. Copies have the same digest. */
export const digestOf = ({ fields }: CallRecord): string => hash('sha256', contentOf(fields), 'base64');
