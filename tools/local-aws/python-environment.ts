import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '@dialplane/basics';

/** A Python virtual environment: a folder whose `bin` holds the programs of its packages. */
export type PythonEnvironment = { readonly folder: string };

/** The packages of an environment. */
export type PythonPackages = {
  /** Their name in a sentence, as a plural. */
  readonly name: string;
  /** The path of the requirements file. */
  readonly requirements: string;
  /** The command that installs them. */
  readonly command: string;
};

/** The emulators of AWS. */
export const emulators: PythonPackages = {
  name: 'the emulators',
  requirements: join(__dirname, 'requirements.txt'),
  command: 'npm run emulators:install',
};

/**
 * Creates the environment of some packages at `folder`, which takes a minute and needs PyPI or a mirror of it. An existing
 * environment is used again, unless its requirements have changed.
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

/** Finds an existing environment. For tests, which must not install anything. */
export const madeEnvironment = (
  folder: string,
  { name, requirements, command } = emulators,
): Result<PythonEnvironment, string> =>
  existsSync(madeFrom(folder)) &&
  readFileSync(madeFrom(folder), 'utf8') === readFileSync(requirements, 'utf8')
    ? ok({ folder })
    : fail(`${name} were not found: run ${command} once, which installs them`);

/** Written last, so that an incomplete environment is created again. */
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
