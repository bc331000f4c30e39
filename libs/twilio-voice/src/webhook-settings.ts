import { fail, ok, type Result } from '@dialplane/basics';

/**
 * Reads the auth tokens of our accounts: a JSON object of account SIDs, each with one token or, while it is rotated, a list
 * of two. The error never quotes a token.
 */
export const parseAccounts = (text: string): Result<Readonly<Record<string, readonly string[]>>, string> => {
  const wrong = fail(
    'expected a JSON object of account SIDs, each with its auth token or a list of two, such as {"AC…": "token"}',
  );
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>).map(
      ([account, tokens]) => [account, Array.isArray(tokens) ? tokens : [tokens]] as const,
    );
    const good = entries.every(
      ([account, tokens]) =>
        /^AC[\da-f]{32}$/i.test(account) &&
        tokens.length > 0 &&
        tokens.every((token) => typeof token === 'string' && token.length > 0),
    );
    return good && entries.length > 0 ? ok(Object.fromEntries(entries)) : wrong;
  } catch {
    return wrong;
  }
};

/** Reads the shared keys of webhook rules: a JSON object of key ids and secrets. */
export const parseSharedKeys = (text: string): Result<Readonly<Record<string, string>>, string> => {
  const wrong = fail('expected a JSON object of key ids and secrets, such as {"key-id": "secret"}');
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return entries.every(([, secret]) => typeof secret === 'string' && secret.length > 0)
      ? ok(Object.fromEntries(entries) as Record<string, string>)
      : wrong;
  } catch {
    return wrong;
  }
};

/** Reads what our URLs begin with at Twilio. A slash at its end is dropped. */
export const parsePublicBaseUrl = (text: string): Result<string, string> =>
  /^https:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/i.test(text) && URL.canParse(text)
    ? ok(text.replace(/\/+$/, ''))
    : fail(`expected a URL such as https://voice.example.com, not "${text}"`);
