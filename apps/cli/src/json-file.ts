import { ok, type Result } from '@dialplane/basics';
import { readFileSync } from 'node:fs';
import { failed, type Failure } from './command-result';

/** Reads a JSON file that is named on the command line. A byte order mark is allowed. */
export const readJsonFile = (file: string): Result<unknown, Failure> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refuseFile(file, (error as NodeJS.ErrnoException).code ?? String(error));
  }
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    return refuseFile(file, `expected JSON. ${(error as SyntaxError).message}`);
  }
};

/** The failure for a file that cannot be used. */
export const refuseFile = (file: string, why: string) =>
  failed('usage', `Cannot read the file "${file}": ${why}`);
