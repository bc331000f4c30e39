import type { ServiceError } from './service-error';

/** A good answer. `output` is plain data, as `written` makes it. */
export const goodAnswer = (status: number, output: unknown, requestId: string): Response =>
  new Response(status === 204 ? null : JSON.stringify(output), {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
  });

/** An error, as AWS's REST-JSON protocol writes one: its name in a header, its message and details in the body. */
export const refusal = ({ name, status, message, details }: ServiceError, requestId: string): Response =>
  new Response(JSON.stringify({ ...details, Message: message }), {
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': name,
      'x-amzn-requestid': requestId,
    },
  });
