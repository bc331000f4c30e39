/** The tokens of a session. A refresh returns no new refresh token. */
export type Tokens = { readonly idToken: string; readonly refreshToken?: string };

export type TokenEndpointOptions = {
  readonly signInUrl: string;
  readonly clientId: string;
  /** @default the runtime's own */
  readonly fetch?: typeof fetch;
};

/** Cognito may be slow; CloudFront and the browser wait longer. */
const patience = 8_000;

/**
 * Cognito's token endpoint (Amazon Cognito developer guide, "The token issuer endpoint"). The client has no secret: PKCE protects
 * the code, and cookies that scripts cannot read protect the tokens.
 */
export const tokenEndpoint = ({ signInUrl, clientId, fetch: ask = fetch }: TokenEndpointOptions) => {
  const post = (path: string, form: Readonly<Record<string, string>>): Promise<Response> =>
    ask(`${signInUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: clientId, ...form }).toString(),
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
    });

  /**
   * @returns undefined if the code or the refresh token is no longer valid: it was used or revoked, or has expired
   * @throws Error if Cognito cannot answer now, such as a request that it throttles, or if our settings are wrong
   */
  const tokens = async (form: Readonly<Record<string, string>>): Promise<Tokens | undefined> => {
    const answer = await post('/oauth2/token', form);
    const {
      id_token: idToken,
      refresh_token: refreshToken,
      error,
    } = (await answer.json().catch(() => ({}))) as {
      readonly id_token?: string;
      readonly refresh_token?: string;
      readonly error?: string;
    };
    if (answer.status === 400 && error === 'invalid_grant') return undefined; // RFC 6749, section 5.2
    if (!answer.ok || idToken === undefined)
      throw new Error(`Cannot get tokens: Cognito answered ${answer.status} (${error ?? 'no reason given'})`);
    return { idToken, ...(refreshToken && { refreshToken }) };
  };

  return {
    redeem: (code: string, verifier: string, redirectUri: string) =>
      tokens({ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri }),
    refresh: (refreshToken: string) => tokens({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    /** Ends the session at Cognito: no copy of the refresh token can be used. */
    revoke: async (refreshToken: string): Promise<void> => {
      await post('/oauth2/revoke', { token: refreshToken });
    },
  };
};
