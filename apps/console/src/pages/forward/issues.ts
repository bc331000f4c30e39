import type { Issue } from '@dialplane/basics';

/** What is wrong at exactly this place of the forward. Undefined: nothing. */
export const messageAt = (issues: readonly Issue[], path: string): string | undefined =>
  issues.find((issue) => issue.path === path)?.message;
