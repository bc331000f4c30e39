import * as v from 'valibot';
import type { Issue } from './issue';

/** The issues that a schema found, in our words. Messages of our own checks stay as they are. */
export const issuesOf = (issues: readonly v.BaseIssue<unknown>[]): readonly Issue[] =>
  issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', message: inOurWords(issue) }));

/** Valibot's own messages name its types and begin with "Invalid": `Invalid type: Expected string but received 1`. */
const inOurWords = ({ type, expected, received, message }: v.BaseIssue<unknown>): string => {
  if (type === 'non_empty') return 'must not be empty';
  if (!message.startsWith('Invalid ')) return message;
  if (expected === 'never') return 'is not a known field';
  if (received === 'undefined') return 'is missing';
  return `must be ${wanted(expected ?? 'something else')}, not ${named(received)}`;
};

const kinds: Readonly<Record<string, string>> = {
  Object: 'an object',
  Array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'nothing',
};

/** `("a" | "b")` as `"a" or "b"`, and `>=1` as `at least 1`. */
const wanted = (expected: string): string =>
  expected
    .replace(/^\((.*)\)$/, '$1')
    .split(' | ')
    .map(named)
    .join(' or ')
    .replace(/^>=/, 'at least ')
    .replace(/^<=/, 'at most ');

const named = (kind: string): string => kinds[kind] ?? kind;
