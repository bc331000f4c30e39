const mostCharacters = 50;
const forbiddenCharacters = /[%:(\\/)=$,;[\]{}]/g;

/** Every name that a plain object has: among them are those that the service forbids, such as `constructor`. */
const forbiddenNames = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * What is wrong with an action's identifier, if anything.
 *
 * Source: Amazon Connect API reference, "Actions in the flow language".
 */
export const identifierProblem = (identifier: string): string | undefined => {
  if (identifier === '' || identifier.length > mostCharacters)
    return `must have 1 to ${mostCharacters} characters, not ${identifier.length}`;
  const forbidden = [...new Set(identifier.match(forbiddenCharacters))];
  if (forbidden.length > 0) return `must not contain ${forbidden.join(' ')}`;
  if (forbiddenNames.has(identifier)) return `must not be the reserved name "${identifier}"`;
  return undefined;
};
