import type { Issue } from '@dialplane/basics';
import { limitOf } from './chime-limits';
import type { Shape, Structure } from './shape';

/** Everything wrong with an input: members that are missing, of another kind, or beyond their limit. */
export const issuesIn = (structure: Structure, input: object): readonly Issue[] =>
  structureIssues(structure, input, '');

const structureIssues = (structure: Structure, value: object, path: string): readonly Issue[] => {
  const values = new Map<string, unknown>(Object.entries(value));
  return structure.members.flatMap(({ name, required, shape }) => {
    const member = values.get(name);
    const at = path ? `${path}.${name}` : name;
    if (member === undefined || member === null)
      return required ? [{ path: at, message: 'must not be missing' }] : [];
    const misfits = shapeIssues(shape, member, at);
    if (misfits.length > 0) return misfits;
    const limit = limitOf(structure.name, name);
    return limit && !limit.allows(member) ? [{ path: at, message: `must be ${limit.expected}` }] : [];
  });
};

const shapeIssues = (shape: Shape, value: unknown, path: string): readonly Issue[] => {
  switch (shape.kind) {
    case 'text':
    case 'time':
      return typeof value === 'string' ? [] : [{ path, message: 'must be text' }];
    case 'number':
      return Number.isInteger(value) ? [] : [{ path, message: 'must be a whole number' }];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [{ path, message: 'must be true or false' }];
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, at) => shapeIssues(shape.of, item, `${path}.${at}`))
        : [{ path, message: 'must be a list' }];
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([key, item]) => shapeIssues(shape.of, item, `${path}.${key}`))
        : [{ path, message: 'must be an object' }];
    case 'structure':
      return isObject(value) ? structureIssues(shape, value, path) : [{ path, message: 'must be an object' }];
    case 'anything':
      return [];
  }
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
