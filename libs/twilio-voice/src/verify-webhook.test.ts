import { createHmac } from 'node:crypto';
import { compareSignatures } from '../testing/compare-signatures';
import { bodyHash, signedEvent, type SignedEventOptions } from '../testing';
import { type HttpApiEvent, receivedWebhook } from './http-api';
import { verifyWebhook } from './verify-webhook';
import type { WebhookKeys } from './webhook-keys';

const account = `AC${'0'.repeat(31)}1`;
const sub = `AC${'0'.repeat(31)}2`;
const token = 'token-of-the-account';
const keys: WebhookKeys = { accounts: { [account]: [token] } };
const base = 'https://voice.example.com';
const call = {
  AccountSid: account,
  CallSid: `CA${'0'.repeat(32)}`,
  To: 'sip:2065550100@phones.sip.twilio.com',
};

const verdict = (event: HttpApiEvent, { own = keys, at = base } = {}) => {
  const received = receivedWebhook(event, at);
  const verified = received && verifyWebhook(received, own);
  return verified?.ok ? 'accepted' : (verified?.error ?? 'unreadable event');
};

const signed = (options: Partial<SignedEventOptions> = {}) =>
  signedEvent({ url: `${base}/voice/outgoing`, token, fields: call, ...options });

const withHeaders = (event: HttpApiEvent, headers: Record<string, string>): HttpApiEvent => ({
  ...event,
  headers: { ...event.headers, ...headers },
});

const withBody = (event: HttpApiEvent, body: string): HttpApiEvent => ({
  ...event,
  isBase64Encoded: false,
  body,
});

it.each`
  webhook                                     | event
  ${'a form'}                                 | ${signed()}
  ${'a form that is not in base64'}           | ${withBody(signed({ fields: { AccountSid: account, A: '1' } }), `A=1&AccountSid=${account}`)}
  ${'a blank field'}                          | ${signed({ fields: { ...call, FinishedOnKey: '', Digits: '2' } })}
  ${'a key twice'}                            | ${signed({ fields: { ...call, Address: ['b', 'a'] } })}
  ${'a key twice with the same value'}        | ${signed({ fields: { ...call, Field: ['x', 'x'] } })}
  ${'keys in both cases'}                     | ${signed({ fields: { ...call, digits: '1', Digits: '2', 'X-a': '3', 'X-B': '4' } })}
  ${'accents, a plus and a character of two'} | ${signed({ fields: { ...call, CallerName: 'Zoë 📞 A+B' } })}
  ${'a query with %20'}                       | ${signed({ url: `${base}/voice/outgoing?place=Front%20Desk&lang=en` })}
  ${'a query with a plus'}                    | ${signed({ url: `${base}/voice/outgoing?place=Front+Desk` })}
  ${'a query that is not in order'}           | ${signed({ url: `${base}/voice/outgoing?z=1&a=2` })}
  ${'a query with an apostrophe'}             | ${signed({ url: `${base}/voice/outgoing?place=O'Neil` })}
  ${'a query with blanks and no equals sign'} | ${signed({ url: `${base}/voice/outgoing?lang=&dry&n=1` })}
  ${'GET, its parameters in the URL'}         | ${signed({ method: 'GET' })}
  ${'a port that was signed'}                 | ${withHeaders(signed(), { 'x-twilio-signature': signed({ url: `${base}:443/voice/outgoing` }).headers?.['x-twilio-signature'] ?? '' })}
  ${'headers that name another host'}         | ${withHeaders(signed(), { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' })}
  ${'no account in the form'}                 | ${signed({ fields: { CallSid: call.CallSid } })}
`('accepts $webhook', ({ event }) => {
  expect(verdict(event)).toBe('accepted');
});

it.each`
  webhook                                     | event                                                                                                                    | because
  ${'another token'}                          | ${signed({ token: 'another' })}                                                                                          | ${'mismatch'}
  ${'a URL at another host'}                  | ${signed({ url: 'https://evil.example/voice/outgoing' })}                                                                | ${'mismatch'}
  ${'a field changed'}                        | ${withBody(signed(), new URLSearchParams({ ...call, To: 'sip:9005550100@phones.sip.twilio.com' }).toString())}           | ${'mismatch'}
  ${'a field added'}                          | ${withBody(signed(), new URLSearchParams({ ...call, 'SipHeader_X-Emergency': 'true' }).toString())}                      | ${'mismatch'}
  ${'a query parameter that is a field too'}  | ${withBody(signed({ url: `${base}/voice/outgoing?lang=en` }), new URLSearchParams({ ...call, lang: 'en' }).toString())}  | ${'mismatch'}
  ${'no signature'}                           | ${withHeaders(signed(), { 'x-twilio-signature': '' })}                                                                   | ${'no-signature'}
  ${'a signature of another length'}          | ${withHeaders(signed(), { 'x-twilio-signature': 'AAAA' })}                                                               | ${'mismatch'}
  ${'two signatures, joined by a comma'}      | ${withHeaders(signed(), { 'x-twilio-signature': `${signed().headers?.['x-twilio-signature']},AAAA` })}                   | ${'mismatch'}
  ${'an account that is not ours'}            | ${signed({ fields: { ...call, AccountSid: sub } })}                                                                      | ${'unknown-account'}
  ${'two accounts'}                           | ${signed({ fields: { ...call, AccountSid: [account, sub] } })}                                                           | ${'unknown-account'}
  ${'an account with the name of a property'} | ${signed({ fields: { ...call, AccountSid: 'constructor' } })}                                                            | ${'unknown-account'}
  ${'escapes that cannot be decoded'}         | ${withBody(signed(), 'From=%zz&To=%E0%A4%A')}                                                                            | ${'unreadable'}
  ${'JSON without the hash of its body'}      | ${withHeaders(withBody(signed({ fields: {} }), '{}'), { 'content-type': 'application/json' })}                           | ${'unreadable'}
  ${'a form with the hash of another body'}   | ${withBody(signed({ url: `${base}/voice/outgoing?bodySHA256=${bodyHash('{}')}`, fields: {} }), `AccountSid=${account}`)} | ${'mismatch'}
  ${'an event of payload format 1.0'}         | ${{ headers: {}, body: '' }}                                                                                             | ${'unreadable event'}
`('refuses $webhook: $because', ({ event, because }) => {
  expect(verdict(event)).toBe(because);
});

it('checks a JSON body by its hash in the signed URL', () => {
  const body = '{"type":"call-summary"}';
  const url = `${base}/voice/events?bodySHA256=${bodyHash(body)}`;
  const json = withHeaders(signed({ url, fields: {} }), { 'content-type': 'application/json' });

  expect(verdict(withBody(json, body))).toBe('accepted');
  expect(verdict(withBody(json, `${body} `))).toBe('unreadable');
});

it.each`
  configured                          | rawPath                   | signs
  ${'https://voice.example.com'}      | ${'/prod/voice/outgoing'} | ${'https://voice.example.com/prod/voice/outgoing'}
  ${'https://voice.example.com:8443'} | ${'/voice/outgoing'}      | ${'https://voice.example.com:8443/voice/outgoing'}
  ${'https://voice.example.com:8443'} | ${'/voice/outgoing'}      | ${'https://voice.example.com/voice/outgoing'}
  ${'https://example.com/tel'}        | ${'/voice/outgoing'}      | ${'https://example.com/tel/voice/outgoing'}
  ${'https://example.com/tel'}        | ${'/tel/voice/outgoing'}  | ${'https://example.com/tel/voice/outgoing'}
`('behind $configured, with $rawPath in the event, Twilio signs $signs', ({ configured, rawPath, signs }) => {
  expect(verdict(signed({ url: signs, rawPath }), { at: configured })).toBe('accepted');
});

it('takes both tokens while one is rotated', () => {
  const own = { accounts: { [account]: ['new-token', token] } };

  expect(verdict(signed(), { own })).toBe('accepted');
  expect(verdict(signed({ token: 'new-token' }), { own })).toBe('accepted');
});

it('takes the token of a sub-account for that sub-account alone', () => {
  const own = { accounts: { [account]: [token], [sub]: ['its-own'] } };
  const ofSub = { ...call, AccountSid: sub };

  expect(verdict(signed({ token: 'its-own', fields: ofSub }), { own })).toBe('accepted');
  expect(verdict(signed({ token, fields: ofSub }), { own })).toBe('mismatch');
  expect(verdict(signed({ token: 'its-own' }), { own })).toBe('mismatch');
});

describe('with a shared key', () => {
  const own = { ...keys, sharedKeys: { 'key-1': 'the-secret' } };
  const sharedKeySigned = (algorithm: string, settings: string) => {
    const text = `${base}/voice/outgoing${Object.entries(call).sort().flat().join('')}`;
    return withHeaders(signed(), {
      'x-twilio-signature': createHmac(algorithm, 'the-secret').update(text).digest('base64'),
      'x-twilio-webhooks-signature-settings': settings,
    });
  };

  it.each`
    algorithm   | settings                                | is
    ${'sha256'} | ${'key=key-1,algorithm=HMAC_SHA256'}    | ${'accepted'}
    ${'sha256'} | ${'key=other,algorithm=HMAC_SHA256'}    | ${'unknown-key'}
    ${'sha256'} | ${'key=toString,algorithm=HMAC_SHA256'} | ${'unknown-key'}
    ${'md5'}    | ${'key=key-1,algorithm=NONE'}           | ${'unknown-key'}
    ${'sha1'}   | ${'key=key-1,algorithm=HMAC_SHA256'}    | ${'mismatch'}
  `('$algorithm under "$settings" is $is', ({ algorithm, settings, is }) => {
    expect(verdict(sharedKeySigned(algorithm, settings), { own })).toBe(is);
  });
});

it('gives the example of the documentation its signature', () => {
  // twilio.com/docs/usage/webhooks/webhooks-security, "Validating Signatures from Twilio"
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const fields = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };
  const event = signedEvent({ url, token: '12345', fields });

  expect(event.headers?.['x-twilio-signature']).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  expect(verdict(event, { own: { accounts: { [account]: ['12345'] } }, at: 'https://mycompany.com' })).toBe(
    'accepted',
  );
});

it("has the vendor's verdict on generated webhooks (npm run signatures compares 100,000)", () => {
  const { accepted, refused } = compareSignatures(3_000);

  expect(accepted).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(500);
});
