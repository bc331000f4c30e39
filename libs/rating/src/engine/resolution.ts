import type { DocumentPlace } from '@dialplane/pricing';

/**
 * What other documents determine about a document: it is a copy, or how much was used before it. Its offset in its chunk
 * identifies it.
 */
export type Resolution = CopyResolution | UsedResolution;

/** It has the same content as an earlier one, or contradicts it. */
export type CopyResolution = {
  readonly kind: 'duplicate' | 'conflict';
  readonly offset: number;
  readonly first: DocumentPlace;
};

/** How many seconds of its line with tiers had been used before: digits, since JSON has no exact numbers beyond 2^53. */
export type UsedResolution = { readonly kind: 'used'; readonly offset: number; readonly before: string };
