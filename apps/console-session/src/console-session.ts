import type { Clock } from '@dialplane/basics';
import { csrfHeader } from '@dialplane/console-api';
import { problem } from '@dialplane/http-api';
import type { Logger } from '@dialplane/lambda-runtime';
import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { readIdToken } from './id-token';
import { challengeOf, newSignIn, readSignIn, writeSignIn } from './proof-key';
import { type Tokens, tokenEndpoint, type TokenEndpointOptions } from './token-endpoint';

export type ConsoleSession = TokenEndpointOptions & {
  /** The address of the console, without a slash at the end. */
  readonly consoleUrl: string;
  readonly now: Clock;
  readonly log: Logger;
};

/** The prefix makes browsers refuse a cookie that another host of the domain sets (RFC 6265bis, section 4.1.3.2). */
const idCookie = '__Host-id';
const refreshCookie = '__Host-refresh';
const signInCookie = '__Host-sign-in';

const secure = { path: '/', secure: true, httpOnly: true } as const;
/** Not sent for a request that another site causes. */
const strict = { ...secure, sameSite: 'Strict' } as const;
/** Sent when Cognito leads back to us. */
const lax = { ...secure, sameSite: 'Lax' } as const;

/** How long a person may take to sign in, in seconds. */
const signInSeconds = 600;
/** The refresh token's validity: that of the user pool's client. */
const sessionSeconds = 12 * 3_600;
/** A token that ends sooner than this is replaced, in seconds. */
const refreshBefore = 600;

/**
 * The console's session: signs in at Cognito with an authorization code and PKCE, and keeps the tokens in cookies that scripts
 * cannot read. CloudFront turns the cookie of the ID token into the Authorization header that the APIs verify.
 */
export const consoleSession = (options: ConsoleSession): Hono => {
  const { consoleUrl, signInUrl, clientId, now, log } = options;
  const cognito = tokenEndpoint(options);
  const callback = `${consoleUrl}/session/callback`;
  const app = new Hono().basePath('/session');

  app.use(async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
  });
  app.onError((error, context) => {
    log.error('A request failed', { route: context.req.routePath, error });
    return problem(context, 502, 'Cannot reach the sign-in service: try again');
  });

  const keep = (context: Context, { idToken, refreshToken }: Tokens): void => {
    const seconds = (readIdToken(idToken)?.expiresAt ?? 0) - now();
    setCookie(context, idCookie, idToken, { ...strict, maxAge: Math.max(0, seconds) });
    if (refreshToken !== undefined)
      setCookie(context, refreshCookie, refreshToken, { ...strict, maxAge: sessionSeconds });
  };
  const forget = (context: Context): void => {
    deleteCookie(context, idCookie, strict);
    deleteCookie(context, refreshCookie, strict);
  };

  app.get('/sign-in', (context) => {
    const signIn = newSignIn(context.req.query('to'));
    setCookie(context, signInCookie, writeSignIn(signIn), { ...lax, maxAge: signInSeconds });
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: callback,
      scope: 'openid email',
      state: signIn.state,
      code_challenge: challengeOf(signIn),
      code_challenge_method: 'S256',
    });
    return context.redirect(`${signInUrl}/oauth2/authorize?${query}`);
  });

  app.get('/callback', async (context) => {
    const signIn = readSignIn(getCookie(context, signInCookie));
    deleteCookie(context, signInCookie, lax);
    const { code, state } = context.req.query();
    if (!signIn || code === undefined || !isSame(signIn.state, state ?? ''))
      return problem(
        context,
        400,
        'Cannot sign in: the answer is not for this browser. Start again at the console',
      );
    const tokens = await cognito.redeem(code, signIn.verifier, callback);
    if (!tokens)
      return problem(context, 401, 'Cannot sign in: Cognito refused the code. Start again at the console');
    keep(context, tokens);
    return context.redirect(signIn.to);
  });

  app.get('/', async (context) => {
    const refreshToken = getCookie(context, refreshCookie);
    let signedIn = readIdToken(getCookie(context, idCookie));
    if (refreshToken !== undefined && (signedIn?.expiresAt ?? 0) < now() + refreshBefore) {
      const tokens = await cognito.refresh(refreshToken);
      if (tokens) keep(context, tokens);
      else forget(context);
      signedIn = readIdToken(tokens?.idToken);
    }
    if (!signedIn || signedIn.expiresAt <= now())
      return problem(context, 401, 'Cannot answer: you are not signed in. Go to /session/sign-in');
    const { name, mayChange, expiresAt } = signedIn;
    return context.json({
      name,
      mayChange,
      signOut: '/session/sign-out',
      expiresAt: new Date(expiresAt * 1000).toISOString(),
    });
  });

  app.post('/sign-out', async (context) => {
    if (context.req.header(csrfHeader) !== '1')
      return problem(context, 403, `Cannot sign out: expected the header ${csrfHeader}: 1`);
    const refreshToken = getCookie(context, refreshCookie);
    forget(context);
    // The cookies are gone in any case: a person must be able to leave.
    if (refreshToken !== undefined)
      await cognito
        .revoke(refreshToken)
        .catch((error: unknown) => log.error('Could not revoke a session', { error }));
    const query = new URLSearchParams({ client_id: clientId, logout_uri: consoleUrl });
    return context.json({ to: `${signInUrl}/logout?${query}` });
  });

  return app;
};

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
