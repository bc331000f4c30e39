import type { PoolClient, IdentifiesClient } from './client';

/** What API Gateway passes on about a caller, by either of its two ways to authorise one. */
type Authorizer = {
  readonly jwt?: { readonly claims?: Readonly<Record<string, unknown>> };
  readonly iam?: { readonly userArn?: unknown };
};

/**
 * Who sends a request, as API Gateway has checked: by the claims of a JWT
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html), or by an IAM identity
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html), whose policy says which routes
 * it may call. Without an authoriser there is neither, and the request is not signed in.
 */
export const gatewayClient: IdentifiesClient = (context) => {
  const { event } = (context.env ?? {}) as {
    readonly event?: { readonly requestContext?: { readonly authorizer?: Authorizer } };
  };
  const { jwt, iam } = event?.requestContext?.authorizer ?? {};
  return jwt?.claims ? byClaims(jwt.claims) : byArn(iam?.userArn);
};

const byClaims = (claims: Readonly<Record<string, unknown>>): PoolClient | undefined => {
  const name = claims['cognito:username'] ?? claims['username'] ?? claims['sub'];
  if (typeof name !== 'string' || name === '') return undefined;
  const groups = groupsOf(claims['cognito:groups']);
  const mayAdminister = groups.includes('operators');
  return { name, mayAdminister, mayTransfer: mayAdminister || groups.includes('transfers') };
};

const byArn = (userArn: unknown): PoolClient | undefined =>
  typeof userArn === 'string' && userArn !== ''
    ? { name: withoutSession(userArn), mayAdminister: true, mayTransfer: true }
    : undefined;

/**
 * The ARN of an assumed role ends with the session's name, which changes when the credentials are renewed or with each process. A retry
 * must count as sent by the same client (docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).
 */
const withoutSession = (arn: string): string => arn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');

/** API Gateway writes a list as text in brackets: `[operators viewers]`. */
const groupsOf = (claim: unknown): readonly string[] =>
  Array.isArray(claim)
    ? claim
    : typeof claim === 'string'
      ? claim.replace(/^\[|\]$/g, '').split(/[\s,]+/)
      : [];
