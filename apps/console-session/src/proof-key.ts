import { createHash, randomBytes } from 'node:crypto';

/** What a sign-in must remember until it comes back from Cognito. */
export type SignIn = {
  /** Ties the answer to this browser (RFC 6749, section 10.12). */
  readonly state: string;
  /** Proves that the code is redeemed by the one who asked for it (RFC 7636). */
  readonly verifier: string;
  /** The page to go to afterwards: a path of the console. */
  readonly to: string;
};

export const newSignIn = (to: string | undefined): SignIn => ({
  state: randomBytes(16).toString('base64url'),
  verifier: randomBytes(32).toString('base64url'),
  to: ownPath(to),
});

/** The challenge of a verifier: method S256 of RFC 7636, section 4.2. */
export const challengeOf = ({ verifier }: SignIn): string =>
  createHash('sha256').update(verifier).digest('base64url');

/**
 * A path of our own page. Anything that a browser could take for another site leads to the first page, and so does a long path: all
 * sign-in cookies together must fit in a request.
 */
export const ownPath = (path: string | undefined): string =>
  path !== undefined && path.length <= 512 && /^\/(?![/\\])[\w\-./~%+?=&:@]*$/.test(path) ? path : '/';

export const writeSignIn = (signIn: SignIn): string =>
  Buffer.from(JSON.stringify(signIn)).toString('base64url');

/** Reads what `writeSignIn` wrote; undefined if it is anything else. */
export const readSignIn = (text: string | undefined): SignIn | undefined => {
  try {
    const { state, verifier, to } = JSON.parse(Buffer.from(text ?? '', 'base64url').toString()) as SignIn;
    return typeof state === 'string' && typeof verifier === 'string'
      ? { state, verifier, to: ownPath(to) }
      : undefined;
  } catch {
    return undefined;
  }
};
