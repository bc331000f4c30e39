import type { StoredForward } from '@dialplane/forwarding';
import type { EpochSeconds, Issue } from '@dialplane/basics';
import type { ProviderFailure } from '@dialplane/number-routing';
import type { Operation } from './operation';

/** Who asks for something, and when our answer is due: what is not done by then is gone on with later. */
export type RequestContext = { readonly by: string; readonly until: EpochSeconds };

/** What a writer has seen of the forward: none, or a version of it. */
export type ExpectedVersion =
  | 'new'
  | number
  /** It does not say, which is fine as long as there is none. */
  | 'unsaid'
  /** It does not care: whatever is there is replaced. */
  | 'any';

/** Why a wish was not granted. Nothing was done. */
export type NotDone =
  | { readonly kind: 'no-such-number' }
  | { readonly kind: 'no-such-forward' }
  | { readonly kind: 'breaks-rules'; readonly issues: readonly Issue[] }
  /** Another operation has to end first. */
  | { readonly kind: 'under-way'; readonly operation: Operation }
  /** There is no way to where it is wanted. */
  | { readonly kind: 'no-way'; readonly because: string }
  /** The forward is not as the writer has seen it. */
  | { readonly kind: 'changed'; readonly forward?: StoredForward }
  /** There is a forward, and the writer did not say that it had seen it. */
  | { readonly kind: 'unseen'; readonly forward: StoredForward }
  | { readonly kind: 'provider-failed'; readonly failure: ProviderFailure };

/** Whether what the writer has seen is not so any more, or was not looked at. */
export const staleness = (
  expected: ExpectedVersion,
  stored: StoredForward | undefined,
): NotDone | undefined => {
  if (expected === 'any') return undefined;
  if (expected === 'unsaid') return stored && { kind: 'unseen', forward: stored };
  return (stored?.version ?? 'new') === expected
    ? undefined
    : { kind: 'changed', ...(stored && { forward: stored }) };
};
