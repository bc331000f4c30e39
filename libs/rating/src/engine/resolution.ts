import type { DocumentPlace } from '@dialplane/pricing';

/** What other documents make of one, found by looking at all of them. Names it by its offset in the bytes of its chunk. */
export type Resolution = CopyResolution | UsedResolution;

/** It says the same as an earlier one, or contradicts it. */
export type CopyResolution = {
  readonly kind: 'duplicate' | 'conflict';
  readonly offset: number;
  readonly first: DocumentPlace;
};

/** How many seconds had been used of its line with tiers before. */
export type UsedResolution = { readonly kind: 'used'; readonly offset: number; readonly before: number };
