import type { StoredForward } from '@dialplane/forwarding';
import type { EpochSeconds, Issue } from '@dialplane/basics';
import type { ProviderFailure } from '@dialplane/number-routing';
import type { Operation } from './operation';

/** Who makes a request, and when the response is due. What is not done by then is resumed later. */
export type RequestContext = { readonly by: string; readonly until: EpochSeconds };

/** Which version of the forward the client has seen: none, or a number. */
export type ExpectedVersion =
  | 'new'
  | number
  /** The client did not say, which is allowed while there is no forward. */
  | 'unsaid'
  /** Replace any version. */
  | 'any';

/** Why a request was rejected. Nothing was changed. */
export type RequestRejection =
  | { readonly kind: 'no-such-number' }
  | { readonly kind: 'no-such-forward' }
  | { readonly kind: 'breaks-rules'; readonly issues: readonly Issue[] }
  /** Another operation on the number has to end first. */
  | { readonly kind: 'operation-in-progress'; readonly operation: Operation }
  /** The number cannot be routed that way. */
  | { readonly kind: 'not-possible'; readonly because: string }
  /** The forward has another version than the client expected. */
  | { readonly kind: 'version-conflict'; readonly forward?: StoredForward }
  /** There is a forward, and the client did not say which version it has seen. */
  | { readonly kind: 'version-required'; readonly forward: StoredForward }
  | { readonly kind: 'provider-failed'; readonly failure: ProviderFailure };

/** Whether the expected version is missing or is not the stored one; undefined if it matches. */
export const versionProblem = (
  expected: ExpectedVersion,
  stored: StoredForward | undefined,
): RequestRejection | undefined => {
  if (expected === 'any') return undefined;
  if (expected === 'unsaid') return stored && { kind: 'version-required', forward: stored };
  return (stored?.version ?? 'new') === expected
    ? undefined
    : { kind: 'version-conflict', ...(stored && { forward: stored }) };
};
