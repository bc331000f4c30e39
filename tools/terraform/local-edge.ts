import type { LocalAws } from '../local-aws/local-aws';

type Headers = Readonly<Record<string, string>>;
type EdgeRequest = {
  readonly method: string;
  readonly uri: string;
  readonly headers: Record<string, { readonly value: string }>;
  readonly cookies: Record<string, { readonly value: string }>;
};
type EdgeFunction = (event: {
  readonly request: EdgeRequest;
}) => EdgeRequest & { readonly statusCode?: number };

/** A browser that keeps cookies, and that reaches the console through what CloudFront was told. */
export type LocalBrowser = {
  readonly ask: (
    method: string,
    address: string,
    options?: { readonly headers?: Headers; readonly body?: unknown },
  ) => Promise<{ readonly status: number; readonly text: string; readonly headers: globalThis.Headers }>;
  readonly cookies: ReadonlyMap<string, string>;
};

/** The part of a distribution that decides where a request goes. */
type Behaviour = { readonly path: string; readonly origin: string; readonly runs: EdgeFunction };

/**
 * Plays CloudFront with the distribution and the functions that were applied: the emulator keeps both, and runs neither for
 * origins at AWS. Only the choice of the origin, the functions, and the removal of cookies are played; caching is not.
 */
export const localBrowser = async (
  { ministack }: LocalAws,
  { distributionId, bucket }: { readonly distributionId: string; readonly bucket: string },
): Promise<LocalBrowser> => {
  const xml = async (path: string): Promise<string> => {
    const answer = await fetch(`${ministack}/2020-05-31/${path}`, { headers: signed });
    if (!answer.ok) throw new Error(`Cannot read ${path}: ${answer.status}`);
    return answer.text();
  };
  const config = await xml(`distribution/${distributionId}/config`);
  const functionOf = async (behaviour: string): Promise<EdgeFunction> => {
    const name = textIn(behaviour, 'FunctionARN').split('/').pop() ?? '';
    const code = await xml(`function/${name}?Stage=LIVE`);
    return new Function(`${code}; return handler;`)() as EdgeFunction;
  };
  const hosts = new Map(
    elements(config, 'Origin').map((origin) => [textIn(origin, 'Id'), textIn(origin, 'DomainName')]),
  );
  const behaviours: Behaviour[] = [];
  for (const behaviour of [...elements(config, 'CacheBehavior'), ...elements(config, 'DefaultCacheBehavior')])
    behaviours.push({
      path: /<PathPattern>/.test(behaviour) ? textIn(behaviour, 'PathPattern') : '*',
      origin: hosts.get(textIn(behaviour, 'TargetOriginId')) ?? '',
      runs: await functionOf(behaviour),
    });

  const cookies = new Map<string, string>();
  return {
    cookies,
    ask: async (method, address, { headers = {}, body } = {}) => {
      const { pathname, search } = new URL(address);
      const behaviour = behaviours.find(({ path }) => matches(path, pathname));
      if (!behaviour) throw new Error(`No behaviour for ${pathname}`);
      const sent = { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) };
      const passed = behaviour.runs({
        request: {
          method,
          uri: pathname,
          headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, { value }])),
          cookies: Object.fromEntries([...cookies].map(([name, value]) => [name, { value }])),
        },
      });
      if (passed.statusCode !== undefined)
        return { status: passed.statusCode, text: '', headers: new Headers() };
      const cookie = Object.entries(passed.cookies)
        .map(([name, { value }]) => `${name}=${value}`)
        .join('; ');
      const origin = behaviour.origin.includes('.s3.')
        ? `${ministack}/${bucket}${passed.uri}`
        : `${ministack}/_aws/execute-api/${apiIn(behaviour.origin)}/$default${passed.uri}${search}`;
      const answer = await fetch(origin, {
        method,
        redirect: 'manual',
        headers: {
          ...Object.fromEntries(Object.entries(passed.headers).map(([name, { value }]) => [name, value])),
          ...(cookie && { cookie }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/Max-Age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return { status: answer.status, text: await answer.text(), headers: answer.headers };
    },
  };
};

/** The emulator reads the account from the signature's scope, and checks no signature. */
const signed = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cloudfront/aws4_request, SignedHeaders=host, Signature=none',
};

/** The id of an HTTP API in its host name. The emulator's address begins with http, which AWS's does not. */
const apiIn = (origin: string): string => /([\w-]+)\.execute-api\./.exec(origin)?.[1] ?? '';

const matches = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(path);

/** The contents of each element with this name. None of them contains another one. */
const elements = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, content = '']) => content);

const textIn = (xml: string, name: string): string => elements(xml, name)[0]?.trim() ?? '';
