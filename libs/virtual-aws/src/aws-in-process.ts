import type { ChimeSDKVoiceClientConfig } from '@aws-sdk/client-chime-sdk-voice';

/** What an SDK client sends its requests with. */
export type HttpHandler = Extract<
  NonNullable<ChimeSDKVoiceClientConfig['requestHandler']>,
  { readonly handle: unknown }
>;

type HttpRequest = Parameters<HttpHandler['handle']>[0];

/**
 * A request handler for an SDK client that asks a simulated service without a socket. A lost answer rejects as a broken
 * connection does, with the code `ECONNRESET`.
 */
export const inProcess = (service: {
  readonly fetch: (request: Request) => Promise<Response>;
}): HttpHandler => ({
  handle: async (request: HttpRequest) => {
    const response = await service.fetch(asRequest(request));
    return {
      response: {
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      },
    };
  },
  updateHttpClientConfig: () => undefined,
  httpHandlerConfigs: () => ({}),
});

const asRequest = ({ protocol, hostname, path, query, method, headers, body }: HttpRequest): Request => {
  const url = new URL(`${protocol}//${hostname}${path}`);
  for (const [name, values] of Object.entries<HttpRequest['query'][string]>(query))
    for (const value of [values].flat()) url.searchParams.append(name, value ?? '');
  return new Request(url, { method, headers, ...(body !== undefined && { body }) });
};
