import type { DocumentPlace } from '@dialplane/pricing';

/**
 * What other documents determine about a document: it has the same content as an earlier one, or contradicts it. Its offset in its
 * chunk identifies it.
 */
export type Resolution = {
  readonly kind: 'duplicate' | 'conflict';
  readonly offset: number;
  readonly first: DocumentPlace;
};
