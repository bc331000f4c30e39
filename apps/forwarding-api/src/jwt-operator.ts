import type { LambdaEvent } from 'hono/aws-lambda';
import type { WhoAsks } from './operator';

/** The group of the user pool whose members may change forwards. */
const changers = 'operators';

/**
 * Who asks, by the claims that API Gateway's JWT authoriser has checked and passes on
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html). Without an authoriser in front
 * there are none, and nobody is signed in.
 */
export const jwtOperator: WhoAsks = (context) => {
  const claims = claimsOf((context.env as { readonly event?: LambdaEvent } | undefined)?.event);
  const name = claims?.['cognito:username'] ?? claims?.['username'] ?? claims?.['sub'];
  return typeof name === 'string' && name !== ''
    ? { name, mayChange: groupsOf(claims?.['cognito:groups']).includes(changers) }
    : undefined;
};

const claimsOf = (event: LambdaEvent | undefined): Readonly<Record<string, unknown>> | undefined => {
  const authorizer =
    event && 'authorizer' in event.requestContext ? event.requestContext.authorizer : undefined;
  return (authorizer as { readonly jwt?: { readonly claims?: Record<string, unknown> } } | undefined)?.jwt
    ?.claims;
};

/** API Gateway hands a list on as text in brackets: `[operators viewers]`. */
const groupsOf = (claim: unknown): readonly string[] =>
  Array.isArray(claim)
    ? claim
    : typeof claim === 'string'
      ? claim.replace(/^\[|\]$/g, '').split(/[\s,]+/)
      : [];
