import { ok, type Result } from '@dialplane/basics';
import type { ForwardBody } from './edit-forward';
import { readJsonFile, refuseFile } from './json-file';
import type { Failure } from './command-result';

/** A forward from a file, with the number and version that the file names. */
export type ForwardFile = {
  readonly body: ForwardBody;
  readonly number?: string;
  /** The version that the file was written from, so that a change of another version is refused. */
  readonly version?: number;
};

/**
 * Reads a forward from a JSON file, such as `forward show --json` writes. The API checks the rules of the body.
 *
 * @returns a failure if it is not a JSON object
 */
export const readForwardFile = (file: string): Result<ForwardFile, Failure> => {
  const read = readJsonFile(file);
  if (!read.ok) return read;
  if (!isObject(read.value)) return refuseFile(file, 'expected a JSON object');
  const { number, version, ...body } = read.value;
  const { targets = [] } = body;
  if (!Array.isArray(targets) || !targets.every(isObject))
    return refuseFile(file, 'expected "targets" to be a list of objects');
  if (version !== undefined && !(Number.isSafeInteger(version) && Number(version) > 0))
    return refuseFile(file, 'expected "version" to be a whole number from 1');
  return ok({
    body: body as ForwardBody,
    ...(typeof number === 'string' && { number }),
    ...(typeof version === 'number' && { version }),
  });
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
