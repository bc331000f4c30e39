import type { Clock } from '@dialplane/basics';
import { contentSecurityPolicy, csrfHeader } from '@dialplane/console-api';
import { problem } from '@dialplane/http-api';
import type { Logger } from '@dialplane/lambda-runtime';
import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { failedPage } from './failed-page';
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
/** Each sign-in has a cookie of its own, so that a person can sign in from two tabs. */
const signInCookie = (state: string): string => `__Host-sign-in-${state.slice(0, 8)}`;
/** A browser keeps at most this many sign-ins that have not ended: all cookies together must fit in a request. */
const mostSignIns = 5;

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
  const cannotReach = (context: Context, error: unknown, to?: string) => {
    log.error('A request failed', { route: context.req.routePath, error });
    return refuse(context, 502, 'Cannot reach the sign-in service: try again', to);
  };
  app.onError((error, context) => cannotReach(context, error));

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
    const unfinished = Object.keys(getCookie(context)).filter((name) => name.startsWith(signInCookie('')));
    // Browsers send the oldest cookie first (RFC 6265, section 5.4).
    for (const name of unfinished.slice(0, -(mostSignIns - 1))) deleteCookie(context, name, lax);
    setCookie(context, signInCookie(signIn.state), writeSignIn(signIn), { ...lax, maxAge: signInSeconds });
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
    const { code, error, state = '' } = context.req.query();
    const kept = readSignIn(getCookie(context, signInCookie(state)));
    const signIn = kept && isSame(kept.state, state) ? kept : undefined;
    if (signIn) deleteCookie(context, signInCookie(state), lax);
    if (error !== undefined) {
      // Any page can lead here, so only what looks like a code of RFC 6749, section 4.1.2.1, is shown.
      const reason = /^[a-z_]{1,40}$/.test(error) ? error : 'unknown';
      log.warn('Cognito refused a sign-in', { reason });
      return refuse(
        context,
        400,
        `Cannot sign in: Cognito answered with the error "${reason}". Try again`,
        signIn?.to,
      );
    }
    if (!signIn || code === undefined)
      return refuse(
        context,
        400,
        'Cannot sign in: the answer is of another browser, was used already, or is older than 10 minutes. Try again',
      );
    let tokens: Tokens | undefined;
    try {
      tokens = await cognito.redeem(code, signIn.verifier, callback);
    } catch (error) {
      return cannotReach(context, error, signIn.to);
    }
    if (!tokens)
      return refuse(context, 401, 'Cannot sign in: Cognito refused the code. Try again', signIn.to);
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

/** Answers a person with a page, and a script with a problem. */
const refuse = (context: Context, status: 400 | 401 | 502, title: string, to = '/') => {
  if (!context.req.header('accept')?.includes('text/html')) return problem(context, status, title);
  context.header('content-security-policy', contentSecurityPolicy);
  return context.html(failedPage(title, to), status);
};

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
