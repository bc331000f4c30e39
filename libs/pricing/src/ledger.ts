import { type BillingWindow, type CallRecord, contentOf, membershipOf, type Patience } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/kernel';
import { hash } from 'node:crypto';
import { findPrice, isTiered } from './find-price';
import type { Document, Outcome, Place } from './outcome';
import type { PriceBook } from './price-book';
import { rate } from './rate';
import { type Usage, type UsageMapping, usageOf } from './usage-mapping';

/** What is used together: tiers go by the use that one account makes of one line in one period. */
export type UsageScope = Usage & { readonly accountId: string; readonly period: string };

/** What a run rates, and by what. */
export type LedgerOptions = {
  readonly book: PriceBook;
  /** What to rate. @default everything, whenever it was */
  readonly window?: BillingWindow;
  readonly patience?: Patience;
  /** For records that name no usage type. @default they are unrated */
  readonly mapping?: UsageMapping;
  /** The period over which tiers count, by name. @default the calendar month in UTC, as AWS bills */
  readonly period?: (at: EpochSeconds) => string;
  /** Seconds used in a period by calls that are not entered here: those of its earlier windows. @default 0 */
  readonly usedBefore?: (scope: UsageScope) => number;
};

/** Takes documents in, and says for each what became of it. */
export type Ledger = {
  /** The outcome, or undefined if that depends on documents to come: `close` gives it then. */
  readonly enter: (document: Document) => Outcome | undefined;
  /** The outcomes that were held back, in order of start, then of transaction. No document may be entered after it. */
  readonly close: () => readonly Outcome[];
};

/**
 * Opens a ledger, in which every document ends with exactly one outcome.
 *
 * Documents must come in order of arrival, and of place where that is the same or unknown (`inOrderOfArrival`); one that
 * does not is refused with an error. Of several copies the first has the outcome: it is the one that an earlier run has
 * seen. Copies are looked for before the window is asked, so that a record which turns up again in another window is not
 * rated twice.
 *
 * Remembers a digest for each record and each call of a line with tiers; the caller bounds that by what it enters.
 */
export const openLedger = ({
  book,
  window,
  patience = {},
  mapping = [],
  period = calendarMonth,
  usedBefore = () => 0,
}: LedgerOptions): Ledger => {
  const seen = new Map<string, Place & { readonly digest: string }>();
  const held: Held[] = [];
  let last: Document | undefined;
  let closed = false;

  const enter = (document: Document): Outcome | undefined => {
    if (closed) throw new Error(`Cannot enter ${nameOf(document)}: the ledger is closed`);
    if (last && inOrderOfArrival(last, document) > 0) {
      throw new Error(
        `Cannot enter ${nameOf(document)} behind ${nameOf(last)}: expected the order of arrival`,
      );
    }
    last = document;
    const place = { source: document.source, position: document.position };
    if (!document.read.ok) return { kind: 'rejected', ...place, rejection: document.read.error };
    const record = document.read.value;

    const digest = digestOf(record);
    const earlier = seen.get(record.identity);
    if (earlier) {
      const { source, position } = earlier;
      return earlier.digest === digest
        ? { kind: 'duplicate', ...place, record, of: { source, position } }
        : { kind: 'conflict', ...place, record, with: { source, position } };
    }
    seen.set(record.identity, { ...place, digest });

    const membership = window ? membershipOf(record.at, document.arrivedAt, window, patience) : 'in-time';
    if (membership !== 'in-time' && membership !== 'late') {
      return { kind: 'outside', ...place, record, because: membership };
    }
    const late = membership === 'late';
    const usage = usageOf(record, mapping);
    if (!usage) return { kind: 'unrated', ...place, record, late, reason: 'no-usage-type' };
    const call = { ...place, record, late, usage };
    if (!isTiered(book, usage.serviceCode, usage.usageType)) return outcomeOf(call, book, 0);
    held.push(call);
    return undefined;
  };

  const close = (): readonly Outcome[] => {
    closed = true;
    const used = new Map<string, number>();
    return held
      .splice(0)
      .sort(byStartThenTransaction)
      .map((call) => {
        const { accountId, at, billableSeconds } = call.record;
        const scope = { ...call.usage, accountId, period: period(at) };
        const name = JSON.stringify([scope.accountId, scope.serviceCode, scope.usageType, scope.period]);
        const before = used.get(name) ?? usedBefore(scope);
        const outcome = outcomeOf(call, book, before);
        used.set(name, outcome.kind === 'rated' ? before + billableSeconds : before);
        return outcome;
      });
  };

  return { enter, close };
};

/**
 * What became of all documents. Holds them all, to put them in order; for more than memory holds, use `openLedger`.
 */
export const outcomesOf = (documents: Iterable<Document>, options: LedgerOptions): readonly Outcome[] => {
  const ledger = openLedger(options);
  const entered = [...documents].sort(inOrderOfArrival).map((document) => ledger.enter(document));
  return [...entered.filter((outcome) => outcome !== undefined), ...ledger.close()];
};

/** The order in which documents are entered: of arrival, where it is known; then of objects; then of places in them. */
export const inOrderOfArrival = (a: Document, b: Document): number =>
  (a.arrivedAt ?? 0) - (b.arrivedAt ?? 0) || inOrder(a.source, b.source) || a.position - b.position;

const nameOf = ({ source, position }: Place): string => `document ${position} of "${source}"`;

type Held = Place & { readonly record: CallRecord; readonly late: boolean; readonly usage: Usage };

const outcomeOf = ({ usage, ...call }: Held, book: PriceBook, usedBefore: number): Outcome => {
  const { serviceCode, usageType } = usage;
  const price = findPrice(book, serviceCode, usageType, call.record.at);
  if (!price.ok) return { kind: 'unrated', ...call, usage, reason: price.error };
  const { lines, cost } = rate(price.value, call.record.billableSeconds, usedBefore);
  return { kind: 'rated', ...call, price: price.value, usedBefore, lines, cost };
};

const byStartThenTransaction = (a: Held, b: Held): number =>
  a.record.at - b.record.at ||
  inOrder(a.record.transactionId, b.record.transactionId) ||
  inOrder(a.record.identity, b.record.identity);

// By UTF-16 code units, not by a locale: the same on every machine.
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const digestOf = ({ fields }: CallRecord): string => hash('sha256', contentOf(fields), 'base64');

const calendarMonth = (at: EpochSeconds): string => new Date(at * 1000).toISOString().slice(0, 7);
