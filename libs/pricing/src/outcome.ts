import type { CallRecord, Membership, Rejection } from '@dialplane/cdr';
import type { EpochSeconds, Result } from '@dialplane/basics';
import type { NoPrice } from './book/find-price';
import type { Cost60 } from './money';
import type { Price } from './book/price';
import type { CostLine } from './rate';
import type { Usage } from './usage-mapping';

/** The place of a document: the key of its object, and its position in it, from 0. */
export type DocumentPlace = { readonly source: string; readonly position: number };

/** A document that a run has read. */
export type Document = DocumentPlace & {
  /** When its object was stored, if that is known. */
  readonly arrivedAt?: EpochSeconds;
  readonly read: Result<CallRecord, Rejection>;
};

/** Why a record has no cost, in one word. The record stays in place, and a later run can rate it. */
export type UnratedReason = NoPrice | 'no-usage-type';

/** The cost of a call, with everything that an audit needs. */
export type Rated = DocumentPlace & {
  readonly kind: 'rated';
  readonly record: CallRecord;
  /** The record belongs to an earlier window that was rated before it arrived: an adjustment. */
  readonly late: boolean;
  readonly price: Price;
  /** Seconds that the account had already used of the line in the period. Always 0 for a line without tiers. */
  readonly usedBefore: bigint;
  readonly lines: readonly CostLine[];
  readonly cost: Cost60;
};

/** A record of the window for which there is no price. */
export type Unrated = DocumentPlace & {
  readonly kind: 'unrated';
  readonly record: CallRecord;
  readonly late: boolean;
  readonly reason: UnratedReason;
  /** The line that was looked up. */
  readonly usage?: Usage;
};

/** The outcome of a document. Each document has exactly one. */
export type Outcome =
  | Rated
  | Unrated
  /** It has the same content as an earlier copy, which has the outcome. */
  | (DocumentPlace & { readonly kind: 'duplicate'; readonly record: CallRecord; readonly of: DocumentPlace })
  /** It contradicts an earlier copy of the same record, which has the outcome. A person must check it. */
  | (DocumentPlace & { readonly kind: 'conflict'; readonly record: CallRecord; readonly with: DocumentPlace })
  | (DocumentPlace & { readonly kind: 'rejected'; readonly rejection: Rejection })
  /** Another run rates it, or no run does. */
  | (DocumentPlace & {
      readonly kind: 'outside';
      readonly record: CallRecord;
      readonly because: Exclude<Membership, 'in-time' | 'late'>;
    });
