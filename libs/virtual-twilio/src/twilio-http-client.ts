import { RequestClient } from 'twilio';
import type { VirtualTwilio } from './virtual-twilio';

type Sent = Parameters<RequestClient['request']>[0];

/**
 * An HTTP client for Twilio's SDK that asks a virtual Twilio without a socket: `new Twilio(sid, token, { httpClient:
 * inProcess(twilio) })`. A lost answer rejects like a broken connection.
 */
export const twilioInProcess = (twilio: Pick<VirtualTwilio, 'fetch'>): RequestClient => {
  const client = new RequestClient();
  client.request = async <TData>(sent: Sent) => {
    const response = await twilio.fetch(asRequest(sent as Sent));
    const text = await response.text();
    return {
      statusCode: response.status,
      body: bodyOf(text) as TData,
      headers: Object.fromEntries(response.headers),
    } as never;
  };
  return client;
};

const bodyOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const asRequest = ({ method, uri, username = '', password = '', data, params }: Sent): Request => {
  const url = new URL(uri);
  for (const [name, value] of pairs(params as object | undefined)) url.searchParams.append(name, value);
  const isForm = String(method).toUpperCase() === 'POST';
  return new Request(url, {
    method: String(method).toUpperCase(),
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      ...(isForm && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(isForm && { body: new URLSearchParams(pairs(data as object | undefined)).toString() }),
  });
};

/** Encoded as in the SDK's own client: an array repeats its key, null is blank, undefined is left out. */
const pairs = (values: object | string | undefined): [string, string][] =>
  Object.entries(typeof values === 'object' ? values : {}).flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((one): [string, string][] =>
        one === undefined ? [] : [[name, one === null ? '' : String(one)]],
      ),
  );
