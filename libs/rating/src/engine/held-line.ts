import { inOrder } from '@dialplane/basics';
import { identityOf } from '@dialplane/cdr';
import {
  calendarMonth,
  findPrice,
  type Held,
  type PriceBook,
  scopeOf,
  type UsageScope,
} from '@dialplane/pricing';
import { perDay } from '../output/per-day';

/** A record of a tiered line, with what the order of filling needs. */
export type HeldLine = {
  /** The name of the account, line and month whose tiers it fills. */
  readonly scope: string;
  readonly at: number;
  readonly transactionId: string;
  readonly identity: string;
  /** The seconds that it fills: 0 if it has no price. */
  readonly fills: number;
  readonly chunk: number;
  readonly offset: number;
};

/** Opens a function that says what is kept of a held record, in a place of a chunk, until all are known. */
export const openHeldLines = (book: PriceBook) => {
  const monthOf = perDay(calendarMonth);
  return (held: Held, chunk: number, offset: number): HeldLine => {
    const { record, usage } = held;
    const { at, transactionId, billableSeconds } = record;
    const priced = findPrice(book, usage.serviceCode, usage.usageType, at).ok;
    const fills = priced ? billableSeconds : 0;
    return {
      scope: scopeName(scopeOf(held, monthOf)),
      at,
      transactionId,
      identity: identityOf(record),
      fills,
      chunk,
      offset,
    };
  };
};

/** By scope, then by start and transaction. */
export const inFillingOrder = (a: HeldLine, b: HeldLine): number =>
  (a.scope === b.scope ? 0 : inOrder(a.scope, b.scope)) ||
  a.at - b.at ||
  inOrder(a.transactionId, b.transactionId) ||
  inOrder(a.identity, b.identity);

/** A text that identifies a scope: its parts, each with its length in front, since they may hold any character. */
export const scopeName = ({ accountId, serviceCode, usageType, period }: UsageScope): string =>
  `${accountId.length}:${accountId}${serviceCode.length}:${serviceCode}${usageType.length}:${usageType}${period}`;
