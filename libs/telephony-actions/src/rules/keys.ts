import { listOfLength, matching } from './holds';
import { joined, type Rule } from './rule';

/** Telephone keys in the service's format: a list of single characters. */
export const keyList = (keys: string): readonly string[] => [...keys];

/** The rules for a list of telephone keys at `path`. */
export const keyListRules = (path: string, required = false): Rule[] => [
  {
    id: 'keys/list',
    path,
    message: 'must be a list of keys',
    hint: 'write ["1", "#"], not "1#"',
    required,
    holds: listOfLength(),
  },
  {
    id: 'keys/key',
    path: joined(path, '*'),
    message: 'must be one key: 0-9, * or #',
    holds: matching(/^[0-9*#]$/),
  },
];
