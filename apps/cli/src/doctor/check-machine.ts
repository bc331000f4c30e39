import type { Prerequisite } from './prerequisite';

/** Runs a program, and returns what it printed. Undefined if it cannot be started or fails. */
export type Ask = (program: string, words: readonly string[]) => string | undefined;

type Program = {
  readonly name: string;
  readonly neededTo: string;
  readonly asks: readonly (readonly [program: string, ...words: readonly string[]])[];
  readonly version: RegExp;
  readonly atLeast: readonly [major: number, minor: number];
  readonly get: string;
};

// The versions that the tests run with, or that a tool demands.
const programs: readonly Program[] = [
  {
    name: 'Java',
    neededTo: 'keep data in DynamoDB Local, and rate on Spark. Without it, loopback keeps data in memory',
    asks: [['java', '-version']],
    version: /version "(\d+)(?:\.(\d+))?/,
    atLeast: [17, 0],
    get: 'install OpenJDK 17 or newer, such as the package openjdk-17-jre-headless',
  },
  {
    name: 'Python',
    neededTo: 'apply stacks to local emulators of AWS, and test the Spark job',
    asks: [['python3', '-c', 'import ensurepip, venv, sys; print("Python", sys.version)']],
    version: /Python (\d+)\.(\d+)/,
    atLeast: [3, 9],
    get: 'install Python 3.9 or newer with venv, such as the packages python3 and python3-venv',
  },
  {
    name: 'Terraform',
    neededTo: 'check and deploy the stacks',
    asks: [['terraform', 'version']],
    version: /Terraform v(\d+)\.(\d+)/,
    atLeast: [1, 11],
    get: 'get version 1.11 or newer from https://developer.hashicorp.com/terraform/install',
  },
  {
    name: 'Git',
    neededTo: 'run only the tests that a change affects',
    asks: [['git', '--version']],
    version: /git version (\d+)\.(\d+)/,
    atLeast: [2, 20],
    get: 'get it from https://git-scm.com/downloads',
  },
  {
    name: 'Chromium',
    neededTo: 'test the console in a browser',
    asks: [
      ['chromium', '--version'],
      ['chromium-browser', '--version'],
      ['google-chrome', '--version'],
    ],
    version: /(?:Chromium|Chrome) (\d+)\.(\d+)/,
    atLeast: [100, 0],
    get: 'install the package chromium, or set CHROMIUM_PATH',
  },
];

/** What this machine has of the programs that Dialplane can use. */
export const checkMachine = (
  ask: Ask,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Prerequisite[] => programs.map((program) => check(program, ask, environment));

const check = (
  { name, neededTo, asks, version, atLeast, get }: Program,
  ask: Ask,
  { CHROMIUM_PATH }: Readonly<Record<string, string | undefined>>,
): Prerequisite => {
  const all = name === 'Chromium' && CHROMIUM_PATH ? [[CHROMIUM_PATH, '--version'] as const, ...asks] : asks;
  for (const [program, ...words] of all) {
    const printed = ask(program, words);
    const [, major, minor = '0'] = (printed !== undefined && version.exec(printed)) || [];
    if (major === undefined) continue;
    const found = `${major}.${minor}`;
    return isAtLeast([Number(major), Number(minor)], atLeast)
      ? { name, neededTo, found }
      : { name, neededTo, missing: `${found} is too old: ${get}` };
  }
  return { name, neededTo, missing: get };
};

const isAtLeast = ([major, minor]: readonly [number, number], [wanted, below]: readonly [number, number]) =>
  major > wanted || (major === wanted && minor >= below);
