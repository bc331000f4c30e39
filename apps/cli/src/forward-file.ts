import { ok, type Result } from '@dialplane/basics';
import type { ForwardBody } from './edit-forward';
import { readJsonFile, refuseFile } from './json-file';
import type { Failure } from './command-result';

/**
 * Reads a forward from a JSON file, such as `forward show --json` writes. Its number and version are left out: the command
 * names them. Which rules it breaks is for the API to say.
 */
export const readForwardFile = (file: string): Result<ForwardBody, Failure> => {
  const read = readJsonFile(file);
  if (!read.ok) return read;
  if (!isObject(read.value)) return refuseFile(file, 'expected a JSON object');
  const { number: _number, version: _version, ...body } = read.value;
  const { targets = [] } = body;
  if (!Array.isArray(targets) || !targets.every(isObject))
    return refuseFile(file, 'expected "targets" to be a list of objects');
  return ok(body as ForwardBody);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
