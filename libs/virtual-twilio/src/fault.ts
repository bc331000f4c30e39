/** A failure that is made: an answer of the API, a broken connection, or a web page where JSON should be. */
export type TwilioFault =
  | { readonly kind: 'error'; readonly status: number; readonly code: number; readonly message?: string }
  /** The connection breaks: before the operation is done, or after it, so that only its answer is lost. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'html'; readonly status: number };

/** Asked before an operation is done, and again after. What it returns happens; `undefined`: nothing does. */
export type TwilioFaults = (operation: string, when: 'before' | 'after') => TwilioFault | undefined;

/** The connection broke before the answer came. It has Node's code for that, which clients look at. */
export class TwilioConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly code = 'ECONNRESET';
}

/** What Twilio answers above its limit of requests (error 20429). */
export const tooManyRequests: TwilioFault = {
  kind: 'error',
  status: 429,
  code: 20429,
  message: 'Too Many Requests',
};
