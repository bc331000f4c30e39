/** An injected failure: an error of the API, a broken connection, or a web page instead of JSON. */
export type TwilioFault =
  | { readonly kind: 'error'; readonly status: number; readonly code: number; readonly message?: string }
  /** The connection breaks: before the operation is done, or after it, so that only its answer is lost. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'html'; readonly status: number };

/** Called before an operation and again after it. The returned fault happens; `undefined` means no fault. */
export type TwilioFaults = (operation: string, when: 'before' | 'after') => TwilioFault | undefined;

/** The connection broke before the answer arrived. It has Node's error code for this, which clients check. */
export class TwilioConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly code = 'ECONNRESET';
}

/** Twilio's answer above its request limit (error 20429). */
export const tooManyRequests: TwilioFault = {
  kind: 'error',
  status: 429,
  code: 20429,
  message: 'Too Many Requests',
};
