/** Where text is written: a stream, or a test's buffer. */
export type Output = {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  /** The width of a terminal. It changes with the window. */
  readonly columns?: number;
};
