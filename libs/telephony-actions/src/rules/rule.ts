import type { Issue } from '@dialplane/basics';

/**
 * Who checks a response. `sender` is us before we send it: strict, so that it satisfies both documents where two disagree.
 * `service` is the service that receives it: lenient, so that anything that either document allows is accepted.
 */
export type Reader = 'sender' | 'service';

/** A JSON object with unknown fields. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** Where a rule found the value that it checks. */
export type RuleContext = {
  /** The last part of the path: a field's name, a map's key, a list's index. */
  readonly key: string;
  /** The object that contains the value. */
  readonly parent: JsonFields;
  /** The object that the rules start from: an action's Parameters, or the response. */
  readonly root: JsonFields;
  readonly as: Reader;
};

/** Whether a value satisfies a rule. It must accept any value without throwing: responses also come from unknown functions. */
export type Holds = (value: unknown, place: RuleContext) => boolean;

/** One documented rule. Its source is in `limits.ts`, under the same id. */
export type Rule = {
  /** The id of the rule in `limits.ts`: the page or subject, a slash, what it limits. */
  readonly id: string;
  /** The dotted path of the value. `*` is every entry of a list or map. */
  readonly path: string;
  /** What would be right. It follows the path, as in `must be a whole number from 1 to 120`. */
  readonly message: string;
  /** How to fix it, or what happens otherwise. */
  readonly hint?: string;
  /** Whether a missing value breaks the rule. @default false */
  readonly required?: boolean | ((parent: JsonFields) => boolean);
  readonly holds: Holds;
  /** What the service is taken to require, where documents disagree. `allowed`: nothing. */
  readonly reading?: 'allowed' | { readonly message: string; readonly holds: Holds };
};

/** A broken rule: where, and what would be right. */
export type BrokenRule = Issue & { readonly rule: string; readonly hint?: string };

/** Every rule that `root` breaks, with paths below `prefix`. Empty if it is valid. */
export const broken = (rules: readonly Rule[], root: JsonFields, as: Reader, prefix = ''): BrokenRule[] => {
  const issues: BrokenRule[] = [];
  for (const rule of rules) {
    const reading = as === 'service' ? rule.reading : undefined;
    if (reading === 'allowed') continue;
    const { message, holds } = reading ?? rule;
    for (const { path, key, parent, value } of find(root, rule.path)) {
      const right = value === undefined ? !isRequired(rule, parent) : holds(value, { key, parent, root, as });
      if (right) continue;
      issues.push({
        path: joined(prefix, path),
        message,
        rule: rule.id,
        ...(rule.hint && { hint: rule.hint }),
      });
    }
  }
  return issues;
};

/** Whether a value is an object, not a list or null. */
export const isObject = (value: unknown): value is JsonFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Joins two parts of a dotted path. Either may be empty. */
export const joined = (above: string, below: string): string =>
  above && below ? `${above}.${below}` : above || below;

const isRequired = ({ required = false }: Rule, parent: JsonFields): boolean =>
  typeof required === 'function' ? required(parent) : required;

type Found = {
  readonly path: string;
  readonly key: string;
  readonly parent: JsonFields;
  readonly value: unknown;
};

/**
 * The values at a path. A missing field is found as undefined. Below a value that is not an object nothing is found, because
 * another rule reports that value.
 */
const find = (root: JsonFields, path: string): readonly Found[] => {
  let found: Found[] = [{ path: '', key: '', parent: root, value: root }];
  for (const part of path.split('.')) {
    // Plain loops, for speed: this runs for each rule of each action of each response.
    const below: Found[] = [];
    for (const above of found) {
      if (part === '*') addEntries(below, above);
      else addField(below, above, part);
    }
    found = below;
  }
  return found;
};

const addEntries = (found: Found[], { path, value }: Found): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    found.push({ path: joined(path, key), key, parent: value as JsonFields, value: entry });
  }
};

const addField = (found: Found[], { path, value }: Found, key: string): void => {
  if (!isObject(value)) return;
  const field = Object.hasOwn(value, key) ? value[key] : undefined;
  found.push({ path: joined(path, key), key, parent: value, value: field });
};
