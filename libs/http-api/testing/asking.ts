import type { Hono } from 'hono';

/** What an API answered. */
export type Asked = {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads any answer of the API
  readonly json: any;
};

/** Asks an API in this process. A body that is not a string is sent as JSON. */
export const asking =
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the API's own variables do not matter here
  (api: Pick<Hono<any>, 'request'>) =>
    async (
      method: string,
      path: string,
      body?: unknown,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<Asked> => {
      const response = await api.request(path, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        json: text ? JSON.parse(text) : undefined,
      };
    };
