import type { LambdaEvent } from 'hono/aws-lambda';
import type { IdentifiesOperator } from './operator';

/** The group of the user pool whose members may change forwards. */
const operatorsGroup = 'operators';

/**
 * Identifies the operator by the claims that API Gateway's JWT authoriser has verified and passes on
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html). Without an authoriser there are no
 * claims, so the request is not signed in.
 */
export const jwtOperator: IdentifiesOperator = (context) => {
  const claims = claimsOf((context.env as { readonly event?: LambdaEvent } | undefined)?.event);
  const name = claims?.['cognito:username'] ?? claims?.['username'] ?? claims?.['sub'];
  return typeof name === 'string' && name !== ''
    ? { name, mayChange: groupsOf(claims?.['cognito:groups']).includes(operatorsGroup) }
    : undefined;
};

const claimsOf = (event: LambdaEvent | undefined): Readonly<Record<string, unknown>> | undefined => {
  const authorizer =
    event && 'authorizer' in event.requestContext ? event.requestContext.authorizer : undefined;
  return (authorizer as { readonly jwt?: { readonly claims?: Record<string, unknown> } } | undefined)?.jwt
    ?.claims;
};

/** API Gateway passes a list as text in brackets: `[operators viewers]`. */
const groupsOf = (claim: unknown): readonly string[] =>
  Array.isArray(claim)
    ? claim
    : typeof claim === 'string'
      ? claim.replace(/^\[|\]$/g, '').split(/[\s,]+/)
      : [];
