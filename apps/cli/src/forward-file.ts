import { ok, type Result } from '@dialplane/kernel';
import { readFileSync } from 'node:fs';
import type { ForwardBody } from './edit-forward';
import { failed, type Failure } from './outcome';

/**
 * Reads a forward from a JSON file, such as `forward show --json` writes. Its number and version are left out: the command
 * names them. Which rules it breaks is for the API to say.
 */
export const readForwardFile = (file: string): Result<ForwardBody, Failure> => {
  const refuse = (why: string) => failed('usage', `Cannot read the file "${file}": ${why}`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refuse((error as NodeJS.ErrnoException).code ?? String(error));
  }
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return refuse(`expected JSON. ${(error as SyntaxError).message}`);
  }
  if (!isObject(read)) return refuse('expected a JSON object');
  const { number: _number, version: _version, ...body } = read;
  const { targets = [] } = body;
  if (!Array.isArray(targets) || !targets.every(isObject))
    return refuse('expected "targets" to be a list of objects');
  return ok(body as ForwardBody);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
