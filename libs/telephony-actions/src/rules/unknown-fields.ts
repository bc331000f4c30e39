import { isObject, joined, type BrokenRule, type JsonFields, type Rule } from './rule';

/**
 * Fields without a rule. The service drops unknown fields silently (a known trap is SipHeaders inside an endpoint), so a sender
 * must not use them.
 */
export const unknownFields = (rules: readonly Rule[], value: JsonFields, prefix: string): BrokenRule[] => {
  const paths = rules.map(({ path }) => path);
  const below = (parent: string, entry: unknown, where: string): BrokenRule[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const known = paths.filter((path) => !parent || path.startsWith(`${parent}.`));
    if (known.length === 0) return []; // free-form: no rule looks inside
    return Object.entries(entry).flatMap(([key, field]) => {
      const path = isListed(paths, joined(parent, key)) ? joined(parent, key) : joined(parent, '*');
      return isListed(paths, path)
        ? below(path, field, joined(where, key))
        : [unknownField(joined(where, key))];
    });
  };
  return isObject(value) ? below('', value, prefix) : [];
};

const isListed = (paths: readonly string[], path: string): boolean =>
  paths.some((known) => known === path || known.startsWith(`${path}.`));

const unknownField = (path: string): BrokenRule => ({
  rule: 'action/known-parameters',
  path,
  message: 'must be left out',
  hint: 'it is not documented here, and the service drops it silently',
});
