/** One thing wrong with a value: where, and what would be right. */
export type Issue = {
  /** Dotted, from the value's root, as in `Parameters.Endpoints.0.Uri`. Empty for the value itself. */
  readonly path: string;
  readonly message: string;
};

/** Issues on one line, for an error message. */
export const describeIssues = (issues: readonly Issue[]): string =>
  issues.map(({ path, message }) => (path ? `${path} ${message}` : message)).join('; ');
