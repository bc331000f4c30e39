import { createHmac, randomUUID } from 'node:crypto';

/** The parameters of a webhook: a value for each name. */
export type WebhookParameters = Readonly<Record<string, string>>;

/**
 * Twilio's signature: the HMAC-SHA1, with the auth token as key, of the URL followed by every form parameter and its value, in
 * order of name (docs, "Webhooks security").
 */
export const signatureOf = (authToken: string, url: string, parameters: WebhookParameters): string => {
  const signed = Object.keys(parameters)
    .sort()
    .reduce((text, name) => `${text}${name}${parameters[name]}`, url);
  return createHmac('sha1', authToken).update(signed).digest('base64');
};

/**
 * A request as Twilio sends it: with POST, the parameters are a form; with GET, they are part of the URL, and the signature
 * covers the complete URL.
 */
export const webhookRequest = (
  url: string,
  method: string,
  parameters: WebhookParameters,
  authToken: string,
): Request => {
  const form = new URLSearchParams(parameters).toString();
  const isGet = method === 'GET';
  const whole = isGet ? `${url}${url.includes('?') ? '&' : '?'}${form}` : url;
  return new Request(whole, {
    method: isGet ? 'GET' : 'POST',
    headers: {
      accept: '*/*',
      'user-agent': 'TwilioProxy/1.1',
      'i-twilio-idempotency-token': randomUUID(),
      'x-twilio-signature': signatureOf(authToken, whole, isGet ? {} : parameters),
      ...(!isGet && { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }),
    },
    ...(!isGet && { body: form }),
  });
};
