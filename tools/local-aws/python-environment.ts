import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '@dialplane/basics';

/** A Python virtual environment: a folder whose `bin` holds the programs of its packages. */
export type PythonEnvironment = { readonly folder: string };

/** What an environment is made of. */
export type PythonPackages = {
  /** In a sentence, as the plural that it is. */
  readonly name: string;
  /** The path of pip's list of them. */
  readonly requirements: string;
  /** Which command installs them, for whoever has to. */
  readonly command: string;
};

/** The emulators of AWS. */
export const emulators: PythonPackages = {
  name: 'the emulators',
  requirements: join(__dirname, 'requirements.txt'),
  command: 'npm run emulators:install',
};

/**
 * The environment of some packages, at `folder`. It is made once, which takes a minute and needs PyPI or a mirror of it, and
 * made again when the list of packages has changed.
 *
 * An error is a sentence that says what is missing and how to get it.
 */
export const pythonEnvironment = async (
  folder: string,
  python = 'python3',
  packages: PythonPackages = emulators,
): Promise<Result<PythonEnvironment, string>> => {
  const made = madeEnvironment(folder, packages);
  if (made.ok) return made;

  rmSync(folder, { recursive: true, force: true });
  const venv = await run(python, ['-m', 'venv', folder]);
  if (venv.failed) return fail(whyNoEnvironment(venv));
  const installed = await run(join(folder, 'bin/pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--retries=1',
    '--requirement',
    packages.requirements,
  ]);
  if (installed.failed)
    return fail(`${packages.name} could not be installed from PyPI: ${lastLine(installed.stderr)}`);
  writeFileSync(madeFrom(folder), readFileSync(packages.requirements, 'utf8'));
  return ok({ folder });
};

/** The same, without making it: for tests, which must not install anything. */
export const madeEnvironment = (
  folder: string,
  { name, requirements, command } = emulators,
): Result<PythonEnvironment, string> =>
  existsSync(madeFrom(folder)) &&
  readFileSync(madeFrom(folder), 'utf8') === readFileSync(requirements, 'utf8')
    ? ok({ folder })
    : fail(`${name} were not found: run ${command} once, which installs them`);

/** Written last, so an environment that was left half-way is made again. */
const madeFrom = (folder: string): string => join(folder, 'made-from.txt');

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
