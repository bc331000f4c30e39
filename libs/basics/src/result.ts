/** The outcome of a step that can fail for a reason its caller should handle. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A step that worked. */
export const ok = <T>(value: T) => ({ ok: true, value }) as const;

/** A step that did not, and what its caller should know. */
export const fail = <E>(error: E) => ({ ok: false, error }) as const;
