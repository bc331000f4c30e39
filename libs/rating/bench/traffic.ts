/** What to generate: how many records of one month, how they are distributed over objects, and which faults they have. */
export type Traffic = {
  /** The same seed gives the same bytes. */
  readonly seed: number;
  readonly records: number;
  /** The most records in one object. AWS writes 1. */
  readonly recordsPerObject: number;
  /** The number of connectors. Each has its own prefix for every day. @default 4 */
  readonly connectors?: number;
  readonly shares?: Shares;
  /** @default usual */
  readonly form?: Form;
};

/**
 * How records are written and priced. TypeScript reads the odd and the quoted ones; the kernel reads all others.
 *
 * - `odd`: seconds are text with a point, the account is a number, and numbers have no plus
 * - `quoted`: the name of the connector has a comma, and a character beyond ASCII
 * - `business-calling`: records of Business Calling
 * - `tiers`: usual records of lines with three tiers, which have the same price
 * - `unrated`: usual records of lines that have no price
 */
export type Form = 'usual' | 'odd' | 'quoted' | 'business-calling' | 'tiers' | 'unrated';

/** Shares of all records, from 0 to 1. A share that is not given is 0. */
export type Shares = {
  /** Records that appear a second time with the same text. */
  readonly copies?: number;
  /** Records that appear a second time with other content. */
  readonly conflicts?: number;
  /** Records that are truncated. */
  readonly broken?: number;
  /** Records during which another record bills the same call. */
  readonly overlaps?: number;
  /** Records of legs of SIP media applications, two per transaction. */
  readonly legs?: number;
  /** The share of transactions with an orphan leg. */
  readonly orphans?: number;
};

/** The month of all records. */
export const month = { first: '2026-01-01', days: 31, window: '2026-01-31/Monthly' } as const;

/** A deliberate fault, which the bench checks that an engine has found. */
export type SeededKind = 'copy' | 'conflict' | 'broken' | 'overlap' | 'orphan-leg';

/** A document with a deliberate fault, and its place. */
export type Seeded = { readonly kind: SeededKind; readonly key: string; readonly position: number };

/** An object in the bucket. */
export type GeneratedObject = {
  readonly key: string;
  readonly documents: readonly string[];
  readonly seeded: readonly Seeded[];
};
