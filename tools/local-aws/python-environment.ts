import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '@dialplane/kernel';

/** A Python virtual environment: a folder whose `bin` holds the programs of `requirements.txt`. */
export type PythonEnvironment = { readonly folder: string };

const requirements = join(__dirname, 'requirements.txt');

/**
 * The environment that the emulators run in, at `folder`. It is made once, which takes a minute and needs PyPI or a mirror
 * of it, and made again when `requirements.txt` has changed.
 *
 * An error is a sentence that says what is missing and how to get it.
 */
export const pythonEnvironment = async (
  folder: string,
  python = 'python3',
): Promise<Result<PythonEnvironment, string>> => {
  // Written last, so an environment that was left half-way is made again.
  const madeFrom = join(folder, 'made-from.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(madeFrom) && readFileSync(madeFrom, 'utf8') === wanted) return ok({ folder });

  rmSync(folder, { recursive: true, force: true });
  const made = await run(python, ['-m', 'venv', folder]);
  if (made.failed) return fail(whyNoEnvironment(made));
  const installed = await run(join(folder, 'bin/pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--retries=1',
    '--requirement',
    requirements,
  ]);
  if (installed.failed)
    return fail(`the emulators could not be installed from PyPI: ${lastLine(installed.stderr)}`);
  writeFileSync(madeFrom, wanted);
  return ok({ folder });
};

type Ran = {
  readonly failed: boolean;
  readonly missing: boolean;
  readonly stdout: string;
  readonly stderr: string;
};

const whyNoEnvironment = ({ missing, stdout, stderr }: Ran): string => {
  if (missing) return 'Python was not found: install python3, 3.10 or newer';
  if (/ensurepip/.test(stdout + stderr))
    return "Python cannot make virtual environments: install python3-venv, as Debian's python3 leaves it out";
  return `a Python virtual environment could not be made: ${lastLine(stderr)}`;
};

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

const run = (program: string, words: readonly string[]): Promise<Ran> =>
  new Promise((done) => {
    execFile(program, words, (error, stdout, stderr) =>
      done({ failed: error !== null, missing: error?.code === 'ENOENT', stdout, stderr }),
    );
  });
