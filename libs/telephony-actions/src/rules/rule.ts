import type { Issue } from '@dialplane/kernel';

/**
 * Who reads an answer. `sender` is us before we send it: strict, so that where two documents disagree both are kept.
 * `service` is the service that receives it: loose, so that whatever either document allows is let through.
 */
export type Reader = 'sender' | 'service';

/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where a rule found its value. */
export type Place = {
  /** The last part of the path: a field's name, a map's key, a list's index. */
  readonly key: string;
  /** What the value stands in. */
  readonly parent: Fields;
  /** What the rules began at: an action's Parameters, or the whole answer. */
  readonly root: Fields;
  readonly as: Reader;
};

/** Whether a value keeps a rule. It must bear any value, since answers come from strangers' functions too. */
export type Holds = (value: unknown, place: Place) => boolean;

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
  readonly required?: boolean | ((parent: Fields) => boolean);
  readonly holds: Holds;
  /** What the service asks for instead, where documents disagree. `allowed`: nothing at all. */
  readonly reading?: 'allowed' | { readonly message: string; readonly holds: Holds };
};

/** A rule that a value breaks: where, and what would be right. */
export type BrokenRule = Issue & { readonly rule: string; readonly hint?: string };

/** Every rule that `root` breaks, under `prefix`. An empty list means that it is right. */
export const broken = (rules: readonly Rule[], root: Fields, as: Reader, prefix = ''): BrokenRule[] =>
  rules.flatMap((rule) => {
    const reading = as === 'service' ? rule.reading : undefined;
    if (reading === 'allowed') return [];
    const { message, holds } = reading ?? rule;
    return find(root, rule.path)
      .filter(({ value, key, parent }) =>
        value === undefined ? isRequired(rule, parent) : !holds(value, { key, parent, root, as }),
      )
      .map(({ path }) => ({
        path: joined(prefix, path),
        message,
        rule: rule.id,
        ...(rule.hint && { hint: rule.hint }),
      }));
  });

/** Whether a value is an object, and neither a list nor null. */
export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Joins the parts of a dotted path, of which some may be empty. */
export const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('.');

const isRequired = ({ required = false }: Rule, parent: Fields): boolean =>
  typeof required === 'function' ? required(parent) : required;

type Found = {
  readonly path: string;
  readonly key: string;
  readonly parent: Fields;
  readonly value: unknown;
};

/**
 * What a path leads to. A field that its object lacks is found as undefined; below a value that is no object nothing is
 * found, because the rule about that value speaks already.
 */
const find = (root: Fields, path: string): readonly Found[] =>
  path
    .split('.')
    .reduce<readonly Found[]>(
      (found, part) => found.flatMap((above) => (part === '*' ? entriesOf(above) : fieldOf(above, part))),
      [{ path: '', key: '', parent: root, value: root }],
    );

const entriesOf = ({ path, value }: Found): Found[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([key, entry]) => ({
        path: joined(path, key),
        key,
        parent: value as Fields,
        value: entry,
      }))
    : [];

const fieldOf = ({ path, value }: Found, key: string): Found[] =>
  isObject(value)
    ? [
        {
          path: joined(path, key),
          key,
          parent: value,
          value: Object.hasOwn(value, key) ? value[key] : undefined,
        },
      ]
    : [];
