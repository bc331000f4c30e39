/** What is generated: how many records of one month, how they lie in objects, and what is wrong among them. */
export type Traffic = {
  /** The same seed gives the same bytes. */
  readonly seed: number;
  readonly records: number;
  /** How many records an object has at most. 1 is how AWS writes them. */
  readonly recordsPerObject: number;
  /** Each has a prefix of its own for every day. @default 4 */
  readonly connectors?: number;
  readonly shares?: Shares;
};

/** Parts of all records, from 0 to 1. What is not named: none. */
export type Shares = {
  /** Of these, the same text turns up again. */
  readonly copies?: number;
  /** Of these, a record turns up that says otherwise. */
  readonly conflicts?: number;
  /** These break off. */
  readonly broken?: number;
  /** During these another record bills the same call. */
  readonly overlaps?: number;
  /** These are legs of SIP media applications, two to a transaction. */
  readonly legs?: number;
  /** Of all transactions with legs: those of which one leg stays up alone. */
  readonly orphans?: number;
};

/** The month of all records. */
export const month = { first: '2026-01-01', days: 31, window: '2026-01-31/Monthly' } as const;

/** What was put there on purpose, for whoever checks what an engine has found. */
export type SeededKind = 'copy' | 'conflict' | 'broken' | 'overlap' | 'orphan-leg';

/** A document that was put there on purpose, and where it stands. */
export type Seeded = { readonly kind: SeededKind; readonly key: string; readonly position: number };

/** An object of the bucket. */
export type GeneratedObject = {
  readonly key: string;
  readonly documents: readonly string[];
  readonly seeded: readonly Seeded[];
};
