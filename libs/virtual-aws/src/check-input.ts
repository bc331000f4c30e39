import type { Issue } from '@dialplane/basics';
import type { LimitOf } from './limit';
import type { Shape, Structure } from './shape';

/** Everything wrong with an input: members that are missing, of another kind, or beyond their limit. */
export const issuesIn = (structure: Structure, input: object, limitOf: LimitOf): readonly Issue[] =>
  structureIssues(limitOf, structure, input, '');

const structureIssues = (
  limitOf: LimitOf,
  structure: Structure,
  value: object,
  path: string,
): readonly Issue[] => {
  const values = new Map<string, unknown>(Object.entries(value));
  return structure.members.flatMap(({ name, required, shape }) => {
    const member = values.get(name);
    const at = path ? `${path}.${name}` : name;
    if (member === undefined || member === null)
      return required ? [{ path: at, message: 'must not be missing' }] : [];
    const misfits = shapeIssues(limitOf, shape, member, at);
    if (misfits.length > 0) return misfits;
    const limit = limitOf(structure.name, name);
    return limit && !limit.allows(member) ? [{ path: at, message: `must be ${limit.expected}` }] : [];
  });
};

const shapeIssues = (limitOf: LimitOf, shape: Shape, value: unknown, path: string): readonly Issue[] => {
  switch (shape.kind) {
    case 'time':
      if (shape.as === 'seconds')
        return Number.isFinite(value) ? [] : [{ path, message: 'must be a number of seconds since 1970' }];
      return typeof value === 'string' ? [] : [{ path, message: 'must be text' }];
    case 'text':
      return typeof value === 'string' ? [] : [{ path, message: 'must be text' }];
    case 'number':
      return Number.isInteger(value) ? [] : [{ path, message: 'must be a whole number' }];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [{ path, message: 'must be true or false' }];
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, at) => shapeIssues(limitOf, shape.of, item, `${path}.${at}`))
        : [{ path, message: 'must be a list' }];
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([key, item]) =>
            shapeIssues(limitOf, shape.of, item, `${path}.${key}`),
          )
        : [{ path, message: 'must be an object' }];
    case 'structure':
      return isObject(value)
        ? structureIssues(limitOf, shape, value, path)
        : [{ path, message: 'must be an object' }];
    case 'anything':
      return [];
  }
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
