import { fail, ok, type Result } from '@dialplane/basics';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { fieldOf, type FormFields, parseForm } from './form';
import { signedText, signedUrls } from './signed-text';
import type { WebhookKeys } from './webhook-keys';

/** A webhook request as it was received, nothing in it decoded or put in order. */
export type ReceivedWebhook = {
  readonly method: string;
  /**
   * The URLs that Twilio may have been given for this request, with path and query exactly as received: one, unless the
   * server cannot tell.
   */
  readonly urls: readonly string[];
  readonly body: Buffer;
  readonly contentType: string;
  /** The header X-Twilio-Signature. */
  readonly signature: string;
  /** The header X-Twilio-Webhooks-Signature-Settings, where a shared key signs. */
  readonly signatureSettings?: string;
};

/** A webhook that Twilio signed. */
export type VerifiedWebhook = {
  /** The account that signed it. */
  readonly account: string;
  /** The URL that it was sent to, of those that Twilio may have been given. */
  readonly url: string;
  /** The parameters of the call: of the form, or of the query for GET. Empty for a JSON body. */
  readonly fields: FormFields;
  readonly body: Buffer;
};

/** Why a webhook is refused. For the log: the sender is told nothing but 403. */
export type WebhookRefusal = 'no-signature' | 'unreadable' | 'unknown-account' | 'unknown-key' | 'mismatch';

/**
 * Checks that Twilio signed a webhook with one of our keys. Compares in constant time, and throws for no input.
 *
 * - GET: all parameters are in the URL, and nothing is added to it.
 * - A form: every field is signed, blank and repeated ones too.
 * - Any other body, such as JSON: the URL is signed, and its parameter `bodySHA256` is the hash of the body. It does not
 *   replace the check of a form.
 */
export const verifyWebhook = (
  received: ReceivedWebhook,
  keys: WebhookKeys,
): Result<VerifiedWebhook, WebhookRefusal> => {
  if (received.signature === '') return fail('no-signature');
  const content = readContent(received);
  if (!content) return fail('unreadable');

  const accounts = accountsNamed(content.fields, keys);
  if (accounts.length === 0) return fail('unknown-account');
  const secrets = secretsFor(accounts, received, keys);
  if (secrets.length === 0) return fail('unknown-key');

  for (const url of received.urls) {
    const texts = signedUrls(url).map((candidate) => signedText(candidate, content.signed));
    const signer = secrets.find(({ algorithm, secret }) =>
      texts.some((text) =>
        sameText(received.signature, createHmac(algorithm, secret).update(text, 'utf8').digest('base64')),
      ),
    );
    if (signer) return ok({ account: signer.account, url, fields: content.fields, body: received.body });
  }
  return fail('mismatch');
};

/** The parameters of a webhook that was not verified; undefined if they cannot be read. */
export const readFields = (received: ReceivedWebhook): FormFields | undefined =>
  readContent(received)?.fields;

type Content = { readonly fields: FormFields; readonly signed: FormFields };

const readContent = ({ method, urls, body, contentType }: ReceivedWebhook): Content | undefined => {
  const query = parseForm(queryOf(urls[0] ?? ''));
  if (!query) return undefined;
  if (method === 'GET') return { fields: query, signed: [] };

  if (body.length === 0 || isForm(contentType)) {
    const form = parseForm(body.toString('utf8'));
    return form && { fields: form, signed: form };
  }
  const hash = createHash('sha256').update(body).digest('hex');
  return sameText(fieldOf(query, 'bodySHA256') ?? '', hash) ? { fields: [], signed: [] } : undefined;
};

const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

const isForm = (contentType: string): boolean => /^application\/x-www-form-urlencoded\b/i.test(contentType);

/** The accounts of ours that may have signed: the one that the form names, or any where it names none. */
const accountsNamed = (fields: FormFields, { accounts }: WebhookKeys): readonly string[] => {
  const named = new Set(fields.filter(([name]) => name === 'AccountSid').map(([, value]) => value));
  if (named.size === 0) return Object.keys(accounts);
  return named.size === 1 ? [...named].filter((account) => Object.hasOwn(accounts, account)) : [];
};

type Secret = { readonly account: string; readonly algorithm: 'sha1' | 'sha256'; readonly secret: string };

const secretsFor = (
  named: readonly string[],
  { signatureSettings }: ReceivedWebhook,
  { accounts, sharedKeys = {} }: WebhookKeys,
): readonly Secret[] => {
  if (signatureSettings === undefined)
    return named.flatMap((account) =>
      (accounts[account] ?? []).map((secret) => ({ account, algorithm: 'sha1' as const, secret })),
    );
  // The sender names a key and an algorithm, and may choose neither: this one algorithm, and keys that we have.
  const [, key = ''] = /^key=([^,\s]+),\s*algorithm=HMAC_SHA256$/.exec(signatureSettings) ?? [];
  const secret = Object.hasOwn(sharedKeys, key) ? sharedKeys[key] : undefined;
  const [account] = named;
  return secret && account ? [{ account, algorithm: 'sha256', secret }] : [];
};

/** Whether two texts are the same, in a time that says nothing about where they differ. */
const sameText = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};
