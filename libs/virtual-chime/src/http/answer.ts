import { type ChimeError, errorStatus } from './chime-error';

/** A good answer. Times go out as ISO 8601 text, which is what the API has everywhere. */
export const goodAnswer = (status: number, output: object, requestId: string): Response =>
  new Response(status === 204 ? null : JSON.stringify(output), {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
  });

/** A refusal, as AWS's REST-JSON protocol writes one: its name in a header, its code and message in the body. */
export const refusal = ({ name, code, message }: ChimeError, requestId: string): Response =>
  errorAnswer({ status: errorStatus[name], name, code, message, requestId });

/** An error that the API does not list: of AWS's front door, or of this simulation. */
export const errorAnswer = ({
  status,
  name,
  code = name,
  message,
  requestId,
}: {
  readonly status: number;
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  readonly requestId: string;
}): Response =>
  new Response(JSON.stringify({ Code: code, Message: message }), {
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': name,
      'x-amzn-requestid': requestId,
    },
  });
