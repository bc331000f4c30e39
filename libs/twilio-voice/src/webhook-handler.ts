import { fieldOf, type FormFields, parseForm } from './form';
import { type HttpApiEvent, type HttpApiResponse, receivedWebhook } from './http-api';
import { twimlOf } from './twilio-twiml';
import type { Verb } from './verb';
import {
  readFields,
  type ReceivedWebhook,
  type VerifiedWebhook,
  verifyWebhook,
  type WebhookRefusal,
} from './verify-webhook';
import type { RotatingKeys, WebhookKeys } from './webhook-keys';

/** A webhook whose signature was verified. */
export type Webhook = {
  /** The account that signed it. */
  readonly account: string;
  readonly fields: FormFields;
  /** The first value of a parameter; blank where Twilio sends it blank or not at all. */
  readonly field: (name: string) => string;
  /** The parameters of the URL: what we put into it ourselves. With GET, those of the call too. */
  readonly query: FormFields;
  /** The URL of another route of ours, to give to Twilio. */
  readonly urlOf: (route: string) => string;
};

/** What a route says to Twilio. An empty list asks for nothing: it ends a call that has no other instruction. */
export type WebhookRoute = (webhook: Webhook) => Promise<readonly Verb[]>;

/** What a route says to a sender that may be a stranger; undefined for a webhook that must be verified. */
export type UnverifiedRoute = (webhook: Webhook) => Promise<readonly Verb[] | undefined>;

/** What every app that answers webhooks is wired to. */
export type WebhookPorts = {
  /** What our URLs begin with at Twilio, such as `https://voice.example.com`, without a slash at its end. */
  readonly publicBaseUrl: string;
  readonly keys: RotatingKeys;
};

export type WebhookHandlerOptions = WebhookPorts & {
  /** By the end of the path, such as `/voice/outgoing`. */
  readonly routes: Readonly<Record<string, WebhookRoute>>;
  /**
   * Answers webhooks that cannot be verified, by the end of the path: there are no keys, or none fits the signature, as after a
   * rotation of which this instance does not know yet. TwiML takes effect only in a call that Twilio asks about, but any sender
   * can read it, and its webhook counts like a real one.
   *
   * @default without keys, such a webhook fails, and Twilio asks the fallback URL; with keys, it is refused
   */
  readonly unverified?: Readonly<Record<string, UnverifiedRoute>>;
  /** What the caller hears when a route throws. */
  readonly apology: readonly Verb[];
  /** Told of refused webhooks and of routes that throw. No phone number is in it. */
  readonly log: (message: string, fields: Readonly<Record<string, unknown>>) => void;
};

/**
 * Puts routes behind Twilio: the result is the handler of a Lambda behind an HTTP API (payload format 2.0).
 *
 * A webhook that Twilio did not sign gets 403 and reaches none of `routes`. Where no key fits, the keys are read once more: they
 * may have been rotated. A route that throws gets an answer that Twilio can read all the same: an error page would be "broken
 * TwiML" to it (error 12100), and the caller would hear Twilio's own apology.
 */
export const webhookHandler = (options: WebhookHandlerOptions) => {
  const { publicBaseUrl, keys, routes, unverified = {}, apology, log } = options;

  /** @returns undefined where no route answers */
  const answer = async (
    { url, account, fields }: Pick<VerifiedWebhook, 'url' | 'account' | 'fields'>,
    to: Readonly<Record<string, UnverifiedRoute>>,
  ): Promise<HttpApiResponse | undefined> => {
    const [address = '', query = ''] = url.split('?', 2);
    const path = Object.keys(to).find((end) => address.endsWith(end));
    const route = path && to[path];
    if (!route) return undefined;

    const base = address.slice(0, -path.length);
    try {
      const verbs = await route({
        account,
        fields,
        field: (name) => fieldOf(fields, name) ?? '',
        query: parseForm(query) ?? [],
        urlOf: (other) => base + other,
      });
      return verbs && xml(twimlOf(verbs));
    } catch (error) {
      log('Could not answer a webhook', { route: path, error });
      return xml(twimlOf(apology));
    }
  };

  const answerUnverified = async (
    received: ReceivedWebhook,
    why: Readonly<Record<string, unknown>>,
  ): Promise<HttpApiResponse | undefined> => {
    const fields = readFields(received);
    const [url = ''] = received.urls;
    const response = fields && (await answer({ url, account: '', fields }, unverified));
    if (response) log('Answered a webhook that could not be verified', why);
    return response;
  };

  const refuse = (reason: string): HttpApiResponse => {
    log('Refused a webhook', { reason });
    return plain(403, 'Forbidden');
  };

  return async (event: HttpApiEvent): Promise<HttpApiResponse> => {
    const received = receivedWebhook(event, publicBaseUrl);
    if (!received) return refuse('not an event of payload format 2.0');
    let current: WebhookKeys;
    try {
      current = await keys.current();
    } catch (error) {
      const response = await answerUnverified(received, { error });
      if (!response) throw error;
      return response;
    }
    const verified = await verify(received, current, keys);
    if (verified.ok) return (await answer(verified.value, routes)) ?? plain(404, 'Not found');
    const reason = verified.error;
    return (fitsNoKey(reason) && (await answerUnverified(received, { reason }))) || refuse(reason);
  };
};

/** Twilio may have signed it, with a key that we do not have. What has no signature at all is not from Twilio. */
const fitsNoKey = (refusal: WebhookRefusal): boolean =>
  refusal !== 'no-signature' && refusal !== 'unreadable';

const verify = async (received: ReceivedWebhook, current: WebhookKeys, keys: RotatingKeys) => {
  const verified = verifyWebhook(received, current);
  if (verified.ok || !fitsNoKey(verified.error)) return verified;
  const renewed = await keys.renewed();
  return renewed ? verifyWebhook(received, renewed) : verified;
};

const plain = (statusCode: number, body: string): HttpApiResponse => ({
  statusCode,
  headers: { 'content-type': 'text/plain' },
  body,
});

const xml = (body: string): HttpApiResponse => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body,
});
