import { fail, ok, type Result } from '@dialplane/basics';
import type { WebhookKeys } from './webhook-keys';

/**
 * Reads the keys that webhooks may be signed with: a JSON object with `accounts`, the auth token of each account by its
 * SID, or a list of two while it is rotated; and perhaps `sharedKeys`, secrets by key id. The error never quotes a key.
 */
export const parseWebhookKeys = (text: string): Result<WebhookKeys, string> => {
  const wrong = fail(
    'expected {"accounts": {"AC…": "auth token"}}, a list of two tokens while one is rotated, and perhaps "sharedKeys": {"id": "secret"}',
  );
  try {
    const { accounts = {}, sharedKeys = {} } = JSON.parse(text) as Record<string, Record<string, unknown>>;
    const tokens = Object.entries(accounts).map(([account, some]) => [account, [some].flat()] as const);
    const good =
      tokens.length > 0 &&
      tokens.every(
        ([account, some]) => /^AC[\da-f]{32}$/i.test(account) && some.length > 0 && some.every(isSecret),
      ) &&
      Object.values(sharedKeys).every(isSecret);
    return good
      ? ok({
          accounts: Object.fromEntries(tokens) as Record<string, string[]>,
          sharedKeys: sharedKeys as Record<string, string>,
        })
      : wrong;
  } catch {
    return wrong;
  }
};

const isSecret = (value: unknown): boolean => typeof value === 'string' && value.trim().length > 0;

/** Reads what our URLs begin with at Twilio. A slash at its end is dropped. */
export const parsePublicBaseUrl = (text: string): Result<string, string> =>
  /^https:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/i.test(text) && URL.canParse(text)
    ? ok(text.replace(/\/+$/, ''))
    : fail(`expected a URL such as https://voice.example.com, not "${text}"`);
