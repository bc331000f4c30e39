import type { HttpApiEvent, HttpApiResponse } from '@dialplane/twilio-voice';

/** A handler of webhooks: a Lambda that an HTTP API invokes. */
export type WebhookHandler = (event: HttpApiEvent) => Promise<HttpApiResponse>;

/** Passes a request to a Lambda like an HTTP API with payload format 2.0 (API Gateway developer guide). */
export const throughHttpApi = async (handler: WebhookHandler, request: Request): Promise<Response> => {
  const { pathname, search } = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  const {
    statusCode,
    headers,
    body: answer,
  } = await handler({
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: Object.fromEntries(request.headers),
    requestContext: { http: { method: request.method } },
    isBase64Encoded: true,
    body: body.toString('base64'),
  });
  return new Response(answer, { status: statusCode, headers: { ...headers } });
};

/** A webhook as people read it: its path and its form fields. */
export const shownWebhook = (
  event: HttpApiEvent,
): { readonly path: string; readonly parameters: Readonly<Record<string, string | undefined>> } => {
  const body = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString()
    : (event.body ?? '');
  return {
    path: event.rawPath ?? '',
    parameters: Object.fromEntries([
      ...new URLSearchParams(event.rawQueryString ?? ''),
      ...new URLSearchParams(body),
    ]),
  };
};
