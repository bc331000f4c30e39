import type { Issue } from '@dialplane/basics';
import * as v from 'valibot';

/** The issues that a schema found, in our words. Our own checks keep their messages. */
export const issuesOf = (issues: readonly v.BaseIssue<unknown>[]): readonly Issue[] =>
  issues.map((issue) => ({
    path: v.getDotPath(issue) ?? '',
    message: inOurWords(issue),
  }));

const inOurWords = ({ kind, type, expected, received, message }: v.BaseIssue<unknown>): string => {
  if (type === 'non_empty') return 'must not be empty';
  if (received === 'undefined') return 'is missing';
  if (kind === 'validation' || type === 'custom') return message;
  return expected === 'never' ? 'is not known here' : `must be ${expected}, not ${received}`;
};
