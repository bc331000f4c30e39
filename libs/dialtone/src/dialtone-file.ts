import { describeIssues, fail, ok, type Result } from '@dialplane/basics';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Dialtone } from './dialtone';
import { parseDialtone } from './parse-dialtone';

/**
 * Reads the configuration of a dialtone from a JSON file. It is read once, when an app starts, so that an emergency call
 * needs no store.
 *
 * @param path absolute, or relative to the Lambda's code (to the working directory elsewhere)
 */
export const readDialtoneFile = (path: string): Result<Dialtone, string> => {
  const file = resolve(process.env['LAMBDA_TASK_ROOT'] ?? '.', path);
  try {
    const read = parseDialtone(JSON.parse(readFileSync(file, 'utf8')));
    return read.ok ? ok(read.value) : fail(`${path}: ${describeIssues(read.error)}`);
  } catch (error) {
    return fail(`expected a JSON file, but "${path}" cannot be read: ${(error as Error).message}`);
  }
};
