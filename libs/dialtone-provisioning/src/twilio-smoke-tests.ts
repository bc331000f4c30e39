import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type { Environment } from './environment';
import type { SmokeTest } from './promote';

/** A webhook as an HTTP API hands it to a function (payload format 2.0), signed as Twilio signs it. */
const signedWebhook = (
  { webhooks }: Pick<Environment, 'webhooks'>,
  path: string,
  fields: Readonly<Record<string, string>>,
  authToken: string | undefined,
) => {
  const url = `${webhooks}${path}`;
  return {
    version: '2.0',
    rawPath: new URL(url).pathname,
    rawQueryString: '',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      ...(authToken !== undefined && {
        'x-twilio-signature': getExpectedTwilioSignature(authToken, url, fields),
      }),
    },
    requestContext: { http: { method: 'POST' } },
    isBase64Encoded: false,
    body: new URLSearchParams(fields).toString(),
  };
};

/**
 * What a version is tried with before calls reach it: a phone calls 933, which must be dialled; a caller rings a number,
 * which must ring a phone; and a webhook without a signature must be refused by each.
 */
export const smokeTestsOf = (
  environment: Environment,
  { accountSid, authToken }: { readonly accountSid: string; readonly authToken: string },
): readonly SmokeTest[] => {
  const { domain, phones } = environment;
  const [phone] = phones;
  const common = {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: `CA${'5'.repeat(32)}`,
    CallStatus: 'ringing',
    Direction: 'inbound',
  };
  const outgoing = {
    ...common,
    From: `sip:${phone?.user ?? ''}@${domain}`,
    To: `sip:933@${domain}`,
    SipDomain: domain,
    SipUsername: phone?.user ?? '',
  };
  const incoming = { ...common, From: '+12025550100', To: phone?.number ?? '' };
  const answers =
    (has: RegExp, expected: string) => (answer: { readonly status: number; readonly body: string }) =>
      answer.status === 200 && has.test(answer.body)
        ? undefined
        : `expected ${expected}, not HTTP ${answer.status}`;
  const refuses = ({ status }: { readonly status: number }) =>
    status === 403 ? undefined : `expected HTTP 403, not ${status}`;
  return [
    {
      app: 'dialtone-outgoing',
      what: 'the emergency test number 933 is dialled',
      event: signedWebhook(environment, '/voice/outgoing', outgoing, authToken),
      wrong: answers(/<Number[^>]*>933<\/Number>/, 'a Dial of 933'),
    },
    {
      app: 'dialtone-urgent',
      what: 'the emergency test number 933 is dialled at the fallback URL',
      event: signedWebhook(environment, '/voice/outgoing/fallback', outgoing, authToken),
      wrong: answers(/<Number[^>]*>933<\/Number>/, 'a Dial of 933'),
    },
    {
      app: 'dialtone-incoming',
      what: 'a call to a number rings a phone',
      event: signedWebhook(environment, '/voice/incoming', incoming, authToken),
      wrong: answers(/<Sip[^>]*>sip:/, 'a Dial of a phone'),
    },
    ...(['outgoing', 'incoming'] as const).map((direction): SmokeTest => ({
      app: `dialtone-${direction}`,
      what: 'a webhook without a signature is refused',
      event: signedWebhook(environment, `/voice/${direction}`, common, undefined),
      wrong: refuses,
    })),
    {
      app: 'dialtone-urgent',
      what: 'a webhook without a signature is refused',
      event: signedWebhook(environment, '/voice/again', common, undefined),
      wrong: refuses,
    },
    {
      app: 'dialtone-status',
      what: 'a webhook without a signature is refused',
      event: signedWebhook(environment, '/voice/status', common, undefined),
      wrong: refuses,
    },
  ];
};
