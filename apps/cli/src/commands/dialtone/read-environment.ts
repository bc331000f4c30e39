import { fail, ok, type Result } from '@dialplane/basics';
import { parseDialtone } from '@dialplane/dialtone';
import { type Environment, environmentOf, parseEnvironmentFile } from '@dialplane/dialtone-provisioning';
import { dirname, join } from 'node:path';
import type { Failure } from '../../command-result';
import { readJsonFile } from '../../json-file';

/** Reads an environment file, and the dialtone file that it names, from the same folder. */
export const readEnvironment = (file: string): Result<Environment, Failure> => {
  const json = readJsonFile(file);
  if (!json.ok) return json;
  const parsed = parseEnvironmentFile(json.value);
  if (!parsed.ok) return refused(file, parsed.error);
  const path = join(dirname(file), parsed.value.dialtone);
  const phones = readJsonFile(path);
  if (!phones.ok) return phones;
  const dialtone = parseDialtone(phones.value);
  if (!dialtone.ok) return refused(path, dialtone.error);
  const environment = environmentOf(parsed.value, dialtone.value);
  return environment.ok ? ok(environment.value) : refused(file, environment.error);
};

const refused = (file: string, issues: NonNullable<Failure['issues']>) =>
  fail<Failure>({ exit: 'usage', message: `Cannot use "${file}": every rule below must hold`, issues });
