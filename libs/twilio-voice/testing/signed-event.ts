import { createHash } from 'node:crypto';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type { HttpApiEvent } from '../src/http-api';

export type SignedEventOptions = {
  /** What Twilio was told: the URL that is signed, with its query. */
  readonly url: string;
  readonly token: string;
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
  readonly method?: 'GET' | 'POST';
  /** What the HTTP API shows as the path. @default the URL's own */
  readonly rawPath?: string;
};

/** An HTTP API event as Twilio would send it, signed by the vendor's own code. */
export const signedEvent = ({
  url,
  token,
  fields = {},
  method = 'POST',
  rawPath,
}: SignedEventOptions): HttpApiEvent => {
  const form = Object.entries(fields)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const whole = method === 'GET' && form ? `${url}${url.includes('?') ? '&' : '?'}${form}` : url;
  const [, path = '', query = ''] = /^https?:\/\/[^/?]*([^?]*)\??(.*)$/.exec(whole) ?? [];
  return {
    rawPath: rawPath ?? path,
    rawQueryString: query,
    headers: {
      host: 'whatever.example',
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': getExpectedTwilioSignature(
        token,
        whole,
        method === 'GET' ? {} : (fields as object),
      ),
    },
    requestContext: { http: { method } },
    isBase64Encoded: true,
    ...(method === 'POST' && { body: Buffer.from(form).toString('base64') }),
  };
};

/** The hash that Twilio puts into the URL of a webhook whose body is JSON. */
export const bodyHash = (body: string): string => createHash('sha256').update(body).digest('hex');
