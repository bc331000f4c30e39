import fc from 'fast-check';
import { createHash } from 'node:crypto';
import {
  getExpectedTwilioSignature,
  validateRequest,
  validateRequestWithBody,
} from 'twilio/lib/webhooks/webhooks';
import { type HttpApiEvent, receivedWebhook } from '../src/http-api';
import { verifyWebhook } from '../src/verify-webhook';

/** One webhook, as Twilio signed it and as an HTTP API would deliver it, perhaps changed on its way. */
type SignedCase = {
  readonly publicBaseUrl: string;
  readonly event: HttpApiEvent;
  /** The URL it was sent to. */
  readonly url: string;
  readonly method: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly json: string | undefined;
  readonly signature: string;
};

const account = `AC${'0'.repeat(31)}1`;
const token = 'a-made-up-token';

const bases = fc.constantFrom(
  { publicBaseUrl: 'https://voice.example.com', basePath: '' },
  { publicBaseUrl: 'https://voice.example.com:443', basePath: '' },
  { publicBaseUrl: 'https://voice.example.com:8443', basePath: '' },
  { publicBaseUrl: 'https://example.com/telephony', basePath: '' },
  { publicBaseUrl: 'https://a1b2c3.execute-api.us-east-1.amazonaws.com', basePath: '/prod' },
);

const word = fc.constantFrom('lang', 'a', 'B', 'Front', 'O', 'x_1', '0', '2', 'é', '📞', 'Zoë');
const queryPiece = fc
  .tuple(
    word,
    fc.constantFrom('=', '=', '=', ''),
    fc.constantFrom('', '1', "O'Neil", 'a b', 'a+b', '(x)', 'é', '!*~', '%', '@:,'),
  )
  .chain(([name, equals, value]) =>
    fc.constantFrom(
      `${encodeURIComponent(name)}${equals}${equals && encodeURIComponent(value)}`,
      `${encodeURIComponent(name)}${equals}${equals && encodeURIComponent(value).replaceAll('%20', '+')}`,
      `${encodeURIComponent(name)}${equals}${equals && encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%40', '@')}`,
      `${encodeURIComponent(name)}${equals}${equals && encodeURIComponent(value).toLowerCase().replace(/'/g, '%27')}`,
    ),
  );
const query = fc.array(queryPiece, { maxLength: 4 }).map((pieces) => pieces.join('&'));

const fieldName = fc.constantFrom(
  'CallSid',
  'To',
  'From',
  'Digits',
  'digits',
  'FinishedOnKey',
  'msg',
  'X',
  'x',
  '10',
  '9',
  'SipHeader_X-a',
);
const fieldValue = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '+12065550100',
    'sip:desk@phones.sip.twilio.com',
    'Gather End',
    'Zoë Müller',
    '📞 A+B',
    '&=%',
    "'",
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const fields = fc
  .array(fc.tuple(fieldName, fieldValue), { maxLength: 8 })
  .map((some) => [['AccountSid', account] as const, ...some]);

const encode = (text: string, plus: boolean) => {
  const encoded = encodeURIComponent(text);
  return plus ? encoded.replaceAll('%20', '+') : encoded;
};

/** The URLs that some back end of Twilio may sign for a URL, and some that it never would. */
const signedForm = fc.constantFrom<(url: string) => string>(
  (url) => url,
  (url) => url,
  (url) => url.replace(/^(https:\/\/[^/:]+)(?=\/)/, '$1:443'),
  (url) => url.replace(/^(https:\/\/[^/:]+):\d+/, '$1'),
  (url) => new URL(url).href,
  (url) => {
    const read = new URL(url);
    read.search = new URLSearchParams(read.search).toString();
    return read.href;
  },
  (url) => url.replace(/^https:/, 'http:'),
  (url) => url.replace('example', 'evil'),
  (url) => decodeURI(url),
);

type Change = (form: SignedCase['fields'], signature: string) => readonly [SignedCase['fields'], string];

/** What may happen to a webhook between Twilio and us. Mostly nothing. */
const change = fc.constantFrom<Change>(
  (form, signature) => [form, signature],
  (form, signature) => [form, signature],
  (form, signature) => [form, signature],
  (form, signature) => [[...form, ['Added', '1']], signature],
  (form, signature) => [form.slice(0, -1), signature],
  (form, signature) => [[...form].reverse(), signature],
  (form, signature) => [form.map(([name, value]) => [name, value.trim()]), signature],
  (form, signature) => [form.filter(([, value]) => value !== ''), signature],
  (form, signature) => [form, signature.slice(0, -1)],
  (form, signature) => [form, `${signature},${signature}`],
  (form, signature) => [form, signature.toLowerCase()],
  (form) => [form, ''],
);

/** A form as the vendor's code takes it: a list for a repeated key. */
const asObject = (form: SignedCase['fields']): Record<string, string | string[]> => {
  const values = new Map<string, string[]>();
  for (const [name, value] of form) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(
    [...values].map(([name, some]) => [name, some.length === 1 ? (some[0] ?? '') : some] as const),
  );
};

const signedCase: fc.Arbitrary<SignedCase> = fc
  .record({
    base: bases,
    path: fc.constantFrom('/voice/outgoing', '/voice/menu', '/voice/after-dial'),
    query,
    kind: fc.constantFrom('form', 'form', 'form', 'GET', 'json'),
    form: fields,
    json: fc.json({ maxDepth: 1 }),
    wrongHash: fc.constantFrom(false, false, false, true),
    token: fc.constantFrom(token, token, token, token, 'another-token'),
    signedForm,
    change,
    plus: fc.boolean(),
    base64: fc.boolean(),
  })
  .map((made) => {
    const { base, path, kind, plus } = made;
    const isGet = kind === 'GET';
    const own = isGet
      ? made.form.map(([name, value]) => `${encode(name, plus)}=${encode(value, plus)}`).join('&')
      : '';
    const hash = createHash('sha256').update(made.json).digest('hex');
    const bodyHash = kind === 'json' ? `bodySHA256=${made.wrongHash ? hash.replace(/^./, 'g') : hash}` : '';
    const rawQueryString = [made.query, own, bodyHash].filter(Boolean).join('&');
    const rawPath = base.basePath + path;
    const url = base.publicBaseUrl + rawPath + (rawQueryString && `?${rawQueryString}`);
    const signedFields = kind === 'form' ? asObject(made.form) : {};
    const [sent, signature] = made.change(
      made.form,
      getExpectedTwilioSignature(made.token, made.signedForm(url), signedFields),
    );
    const body =
      kind === 'form'
        ? sent.map(([name, value]) => `${encode(name, plus)}=${encode(value, plus)}`).join('&')
        : kind === 'json'
          ? made.json
          : '';
    return {
      publicBaseUrl: base.publicBaseUrl,
      url,
      method: isGet ? 'GET' : 'POST',
      fields: kind === 'form' ? sent : [],
      json: kind === 'json' ? made.json : undefined,
      signature,
      event: {
        rawPath,
        rawQueryString,
        headers: {
          'content-type':
            kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded; charset=UTF-8',
          'x-twilio-signature': signature,
          host: 'evil.example',
          'x-forwarded-host': 'evil.example',
          'x-forwarded-proto': 'http',
        },
        requestContext: { http: { method: isGet ? 'GET' : 'POST' } },
        isBase64Encoded: made.base64,
        ...(!isGet && { body: made.base64 ? Buffer.from(body).toString('base64') : body }),
      },
    };
  });

const ours = ({ event, publicBaseUrl }: SignedCase): boolean => {
  const received = receivedWebhook(event, publicBaseUrl);
  return received !== undefined && verifyWebhook(received, { accounts: { [account]: [token] } }).ok;
};

const theirs = ({ url, fields: sent, json, signature }: SignedCase): boolean =>
  json === undefined
    ? validateRequest(token, signature, url, asObject(sent))
    : validateRequestWithBody(token, signature, url, json);

/** How the verdicts of a comparison were. */
export type Verdicts = { readonly cases: number; readonly accepted: number; readonly refused: number };

/**
 * Compares our verdict with the vendor's on generated webhooks: proxies, stages, ports, encodings, methods, bodies, and what
 * may happen to them on their way. The vendor's code signs and judges.
 *
 * @throws with the smallest webhook on which the two differ
 */
export const compareSignatures = (cases: number, seed?: number): Verdicts => {
  let accepted = 0;
  fc.assert(
    fc.property(signedCase, (made) => {
      const verdict = theirs(made);
      if (verdict) accepted += 1;
      if (ours(made) !== verdict)
        throw new Error(
          `The vendor ${verdict ? 'accepts' : 'refuses'} what we ${verdict ? 'refuse' : 'accept'}`,
        );
    }),
    { numRuns: cases, ...(seed !== undefined && { seed }) },
  );
  return { cases, accepted, refused: cases - accepted };
};
