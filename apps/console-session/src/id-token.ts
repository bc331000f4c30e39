/** Who an ID token says is signed in. */
export type SignedIn = {
  readonly name: string;
  readonly mayChange: boolean;
  /** Epoch seconds. */
  readonly expiresAt: number;
};

/**
 * Reads an ID token without verifying it: it only tells a person who they are. The APIs verify the token before they do
 * anything. undefined if it cannot be read.
 */
export const readIdToken = (token: string | undefined): SignedIn | undefined => {
  try {
    const claims = JSON.parse(Buffer.from((token ?? '').split('.')[1] ?? '', 'base64url').toString()) as {
      readonly email?: string;
      readonly exp: number;
      readonly 'cognito:username'?: string;
      readonly 'cognito:groups'?: readonly string[];
    };
    return {
      name: claims.email ?? claims['cognito:username'] ?? '',
      mayChange: claims['cognito:groups']?.includes('operators') ?? false,
      expiresAt: Number(claims.exp),
    };
  } catch {
    return undefined;
  }
};
