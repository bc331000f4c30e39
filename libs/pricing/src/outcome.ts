import type { CallRecord, Membership, Rejection } from '@dialplane/cdr';
import type { EpochSeconds, Result } from '@dialplane/basics';
import type { NoPrice } from './book/find-price';
import type { Cost60 } from './money';
import type { Price } from './book/price';
import type { CostLine } from './rate';
import type { Usage } from './usage-mapping';

/** Where a document stands: the key of its object, and its place in it, from 0. */
export type DocumentPlace = { readonly source: string; readonly position: number };

/** A document that a run has read. */
export type Document = DocumentPlace & {
  /** When its object was stored, where that is known. */
  readonly arrivedAt?: EpochSeconds;
  readonly read: Result<CallRecord, Rejection>;
};

/** Why a record has no cost, in a word. It stays where it is, and a later run can rate it. */
export type UnratedReason = NoPrice | 'no-usage-type';

/** What a call cost, with all that an audit asks for. */
export type Rated = DocumentPlace & {
  readonly kind: 'rated';
  readonly record: CallRecord;
  /** Of an earlier window, which was rated before the record arrived: an adjustment. */
  readonly late: boolean;
  readonly price: Price;
  /** Seconds that the account had used of the line in the period. Only where the line has tiers; else 0. */
  readonly usedBefore: number;
  readonly lines: readonly CostLine[];
  readonly cost: Cost60;
};

/** A record of the window for which there is no price. */
export type Unrated = DocumentPlace & {
  readonly kind: 'unrated';
  readonly record: CallRecord;
  readonly late: boolean;
  readonly reason: UnratedReason;
  /** The line that was looked for. */
  readonly usage?: Usage;
};

/** What became of a document. Each has exactly one outcome. */
export type Outcome =
  | Rated
  | Unrated
  /** It says the same as an earlier copy, which has the outcome. */
  | (DocumentPlace & { readonly kind: 'duplicate'; readonly record: CallRecord; readonly of: DocumentPlace })
  /** It says something else than an earlier copy of the same record, which has the outcome. Somebody must look. */
  | (DocumentPlace & { readonly kind: 'conflict'; readonly record: CallRecord; readonly with: DocumentPlace })
  | (DocumentPlace & { readonly kind: 'rejected'; readonly rejection: Rejection })
  /** Not this run's to rate. */
  | (DocumentPlace & {
      readonly kind: 'outside';
      readonly record: CallRecord;
      readonly because: Exclude<Membership, 'in-time' | 'late'>;
    });
