/** A failure that is made: an error of the service, or an answer that never comes. */
export type Fault<ErrorName extends string = string> =
  { readonly error: ErrorName } | { readonly lost: true };

/** Asked before an operation is done, and again after. What it returns happens; `undefined`: nothing does. */
export type Faults<ErrorName extends string = string> = (
  operation: string,
  when: 'before' | 'after',
) => Fault<ErrorName> | undefined;

/** The connection broke before the answer came. It has Node's code for that, which clients look at. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly code = 'ECONNRESET';
}
