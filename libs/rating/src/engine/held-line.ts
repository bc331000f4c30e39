import { inOrder } from '@dialplane/basics';
import { findPrice, type Held, type PriceBook, scopeOf, type UsageScope } from '@dialplane/pricing';

/** A record of a tiered line, with what the order of filling needs. */
export type HeldLine = {
  readonly scope: UsageScope;
  readonly at: number;
  readonly transactionId: string;
  readonly identity: string;
  /** The seconds that it fills: 0 if it has no price. */
  readonly fills: number;
  readonly chunk: number;
  readonly offset: number;
};

/** What is kept of a held record until all are known. */
export const heldLine = (held: Held, book: PriceBook, chunk: number, offset: number): HeldLine => {
  const { record, usage } = held;
  const { at, transactionId, identity, billableSeconds } = record;
  const priced = findPrice(book, usage.serviceCode, usage.usageType, at).ok;
  const fills = priced ? billableSeconds : 0;
  return { scope: scopeOf(held), at, transactionId, identity, fills, chunk, offset };
};

/** By scope, then by start and transaction. */
export const inFillingOrder = (a: HeldLine, b: HeldLine): number =>
  inOrder(scopeName(a), scopeName(b)) ||
  a.at - b.at ||
  inOrder(a.transactionId, b.transactionId) ||
  inOrder(a.identity, b.identity);

/** A text that identifies a scope. */
export const scopeName = ({ scope }: Pick<HeldLine, 'scope'>): string =>
  JSON.stringify([scope.accountId, scope.serviceCode, scope.usageType, scope.period]);
