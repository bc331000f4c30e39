import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fail, ok, type Result } from '@dialplane/basics';
import {
  madeEnvironment,
  type PythonPackages,
  pythonEnvironment,
} from '../../../tools/local-aws/python-environment';

/** The versions of AWS Glue 5.1. */
export const sparkName = 'Spark 3.5.6';

const app = join(__dirname, '..');
const folder = join(app, '../../.spark/environment');
const packages: PythonPackages = {
  name: 'the packages for Spark',
  requirements: join(app, 'requirements.txt'),
  command: 'npm run spark:install',
};

/** An environment without Spark: for types, style and pure functions. */
const checksFolder = join(app, '../../.spark/checks');
const checks: PythonPackages = {
  name: 'the packages that check Python',
  requirements: join(app, 'requirements-checks.txt'),
  command: 'npm run python:install',
};

/** Whether the packages for Spark are installed. */
export const sparkIsInstalled = (): boolean => madeEnvironment(folder, packages).ok;

/** Installs the tools that check this app's Python. */
export const installChecks = (): ReturnType<typeof pythonEnvironment> =>
  pythonEnvironment(checksFolder, python(), checks);

/** The environment for the Python checks: Spark's if it is installed, otherwise a small one; or what is missing. */
export const foundChecks = (): Result<{ readonly folder: string; readonly hasSpark: boolean }, string> => {
  const withSpark = madeEnvironment(folder, packages);
  if (withSpark.ok) return ok({ folder, hasSpark: true });
  const made = madeEnvironment(checksFolder, checks);
  return made.ok ? ok({ folder: checksFolder, hasSpark: false }) : made;
};

/**
 * Installs Spark for the tests, or returns what is missing. Glue has Python 3.11; if that is not installed, the newest version
 * is used.
 */
export const installSpark = (): ReturnType<typeof pythonEnvironment> =>
  pythonEnvironment(folder, python(), packages);

/** Whether the tests can run Spark, or what is missing. */
export const foundSpark = (): Result<{ readonly folder: string }, string> => {
  const made = madeEnvironment(folder, packages);
  if (!made.ok) return made;
  return works('java')
    ? ok({ folder })
    : fail("Java 17 was not found: install a Java runtime 17, such as Debian's openjdk-17-jre-headless");
};

/** Runs a Python program of this app and returns its output. Throws with that output if it fails. */
export const runPython = (program: string, words: readonly string[]): string =>
  run([join(app, program), ...words]);

/** The same for a Python module, such as pytest. */
export const runModule = (module: string, words: readonly string[], environment = folder): string =>
  run(['-m', module, ...words], environment);

/** The command that runs a Python program of this app under `spark-submit`, so that one process starts all others. */
export const submitted = (program: string, words: readonly string[]): readonly string[] => [
  join(folder, 'bin/spark-submit'),
  ...sparkSettings.flatMap((setting) => setting.split(' ')).map((word) => (word === '1g' ? '3g' : word)),
  join(app, program),
  ...words,
];

/** Runs a command, and returns the seconds that it took, and the processor time of all its processes. Throws if it fails. */
export const cpuSecondsOf = (
  command: readonly string[],
): { readonly cpu: number; readonly seconds: number } =>
  JSON.parse(run([join(app, 'tests/cpu_seconds.py'), ...command]));

const run = (words: readonly string[], environment = folder): string => {
  const { status, stdout, stderr, error } = spawnSync(join(environment, 'bin/python'), words, {
    cwd: app,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      PYTHONPATH: join(app, 'src'),
      PYTHONDONTWRITEBYTECODE: '1',
      PYSPARK_PYTHON: join(environment, 'bin/python'),
      PYSPARK_SUBMIT_ARGS: [...sparkSettings, startsFast, 'pyspark-shell'].join(' '),
    },
  });
  if (status === 0) return stdout;
  throw new Error(`Cannot run ${words[0]}: ${error?.message ?? (stdout + stderr).slice(-4000)}`);
};

/** Two cores, a gigabyte of memory, and no port that other machines can reach. */
const sparkSettings = [
  '--master local[2]',
  '--driver-memory 1g',
  '--conf spark.ui.enabled=false',
  '--conf spark.driver.bindAddress=127.0.0.1',
  '--conf spark.driver.host=127.0.0.1',
  '--conf spark.sql.shuffle.partitions=4',
];

/** A test of a few records ends before the code that Java's second compiler makes is worth its time. */
const startsFast = '--conf spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1';

const python = (): string => (works('python3.11') ? 'python3.11' : 'python3');

const works = (program: string): boolean =>
  spawnSync(program, [program === 'java' ? '-version' : '--version']).status === 0;
