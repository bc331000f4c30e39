import type { DocumentPlace } from '@dialplane/pricing';

/** What the other documents say about one: it is a copy, or what was used before it. Its offset in its chunk names it. */
export type Resolution = CopyResolution | UsedResolution;

/** It has the same content as an earlier one, or contradicts it. */
export type CopyResolution = {
  readonly kind: 'duplicate' | 'conflict';
  readonly offset: number;
  readonly first: DocumentPlace;
};

/** How many seconds had been used of its line with tiers before. */
export type UsedResolution = { readonly kind: 'used'; readonly offset: number; readonly before: number };
