import type { Issue } from '@dialplane/basics';

/**
 * Who reads an answer. `sender` is us before we send it: strict, so that where two documents disagree both are kept.
 * `service` is the service that receives it: loose, so that whatever either document allows is let through.
 */
export type Reader = 'sender' | 'service';

/** A JSON object whose fields are not known yet. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** Where a rule found its value. */
export type RuleContext = {
  /** The last part of the path: a field's name, a map's key, a list's index. */
  readonly key: string;
  /** What the value stands in. */
  readonly parent: JsonFields;
  /** What the rules began at: an action's Parameters, or the whole answer. */
  readonly root: JsonFields;
  readonly as: Reader;
};

/** Whether a value keeps a rule. It must bear any value, since answers come from strangers' functions too. */
export type Holds = (value: unknown, place: RuleContext) => boolean;

/** One documented rule. Its source stands in `limits.ts`, under the same id. */
export type Rule = {
  /** Names the rule in `limits.ts`: the page or subject, a slash, what it limits. */
  readonly id: string;
  /** Where it looks, dotted. `*` is every entry of a list or a map. */
  readonly path: string;
  /** What would be right: it follows the path, as in `must be a whole number from 1 to 120`. */
  readonly message: string;
  /** How to put it right, or what happens otherwise. */
  readonly hint?: string;
  /** A value that is missing breaks the rule. @default false: what is missing is not asked about */
  readonly required?: boolean | ((parent: JsonFields) => boolean);
  readonly holds: Holds;
  /** What the service asks for instead, where documents disagree. `allowed`: nothing at all. */
  readonly reading?: 'allowed' | { readonly message: string; readonly holds: Holds };
};

/** A rule that a value breaks: where, and what would be right. */
export type BrokenRule = Issue & { readonly rule: string; readonly hint?: string };

/** Every rule that `root` breaks, under `prefix`. An empty list means that it is right. */
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

/** Whether a value is an object, and neither a list nor null. */
export const isObject = (value: unknown): value is JsonFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Joins the parts of a dotted path, of which some may be empty. */
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
 * What a path leads to. A field that its object lacks is found as undefined; below a value that is no object nothing is
 * found, because the rule about that value speaks already.
 */
const find = (root: JsonFields, path: string): readonly Found[] => {
  let found: Found[] = [{ path: '', key: '', parent: root, value: root }];
  for (const part of path.split('.')) {
    // Plain loops: every event of every call comes through here, for every rule of its actions.
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
