import { parse, stringify } from 'node:querystring';
import type { FormFields } from './form';

/**
 * What Twilio signs: the URL, then every field's key and value, sorted by key. A repeated key is signed once for each
 * different value, the values sorted (twilio.com/docs/usage/webhooks/webhooks-security). Sorted by code unit, so that
 * upper case comes first.
 */
export const signedText = (url: string, fields: FormFields): string => {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of fields) values.set(name, (values.get(name) ?? new Set()).add(value));
  const parts = [...values.keys()]
    .sort()
    .flatMap((name) => [...(values.get(name) ?? [])].sort().map((value) => name + value));
  return url + parts.join('');
};

/**
 * The URLs that Twilio may have signed for a request to `url`, likeliest first. Its back ends differ in whether the port is
 * part of the URL and whether some characters are escaped, so the vendor's own validator (npm twilio 6.2.0) tries the same
 * six: the URL as received and as `new URL()` writes it, the latter also with its query encoded again, each without and
 * with a port.
 */
export const signedUrls = (url: string): readonly string[] => {
  const written = new URL(url).href;
  const plain = [...new Set([url, written])].flatMap((form) => [withoutPort(form), withPort(form)]);
  const requoted = [withoutPort(written), withPort(written)].map(withQueryWrittenAnew);
  return [...new Set([...plain, ...requoted])];
};

const authority = /^(https?:\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*))(:[^/?#]*)?/i;

const withoutPort = (url: string): string => url.replace(authority, '$1');

const withPort = (url: string): string =>
  url.replace(
    authority,
    (_all, host: string, port?: string) =>
      host + (port ?? (host.toLowerCase().startsWith('https') ? ':443' : ':80')),
  );

const withQueryWrittenAnew = (url: string): string => {
  const start = url.indexOf('?');
  return start === -1 || start === url.length - 1
    ? url
    : `${url.slice(0, start)}?${stringify(parse(url.slice(start + 1)))}`;
};
