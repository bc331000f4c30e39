/** Somewhere text goes: a stream, or a test. */
export type Output = {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  /** Of a terminal. Changes when its window does. */
  readonly columns?: number;
};
