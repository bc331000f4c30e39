import type { ReceivedWebhook } from './verify-webhook';

/** What we read of an HTTP API's event (payload format 2.0), any of which may be missing in what others send. */
export type HttpApiEvent = {
  readonly rawPath?: string;
  readonly rawQueryString?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly requestContext?: { readonly http?: { readonly method?: string } };
};

/** An HTTP API's response (payload format 2.0). */
export type HttpApiResponse = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * The webhook in an HTTP API's event. `undefined` if the event is of another format: payload 1.0 has no raw query, and
 * its order is part of what Twilio signs.
 *
 * @param publicBaseUrl what our URLs begin with at Twilio, without a slash at its end. Never taken from the headers
 * Host or X-Forwarded-*, which any sender can set.
 */
export const receivedWebhook = (event: HttpApiEvent, publicBaseUrl: string): ReceivedWebhook | undefined => {
  const { rawPath, rawQueryString = '', headers = {}, body, isBase64Encoded } = event;
  const method = event.requestContext?.http?.method;
  if (rawPath === undefined || method === undefined) return undefined;
  const settings = headers['x-twilio-webhooks-signature-settings'];
  return {
    method,
    urls: urlsOf(publicBaseUrl, rawPath + (rawQueryString === '' ? '' : `?${rawQueryString}`)),
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
    contentType: headers['content-type'] ?? '',
    signature: headers['x-twilio-signature'] ?? '',
    ...(settings !== undefined && { signatureSettings: settings }),
  };
};

/**
 * Behind a custom domain with a base path, reports differ on whether `rawPath` holds the base path. Where it begins with
 * it, both are tried: each is a URL of ours.
 */
const urlsOf = (publicBaseUrl: string, pathAndQuery: string): readonly string[] => {
  const withBase = publicBaseUrl + pathAndQuery;
  const { pathname } = new URL(publicBaseUrl);
  return pathname !== '/' && pathAndQuery.startsWith(`${pathname}/`)
    ? [withBase, publicBaseUrl.slice(0, -pathname.length) + pathAndQuery]
    : [withBase];
};
