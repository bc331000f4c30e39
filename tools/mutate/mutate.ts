import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Core, cores } from './cores';
import { equivalentMutants } from './equivalent-mutants';
import { type MutationReport, scoreOf } from './score';

const target = 90;
const folder = 'reports/mutate';

/**
 * `npm run mutate`: changes the decision cores in small ways, one at a time, and runs their tests after each change. A
 * change that no test notices is a survivor. Prints every survivor and a score for each core; exits with status 1 when a
 * score is below 90 %.
 *
 * `npm run mutate -- phone-numbers` runs one core, `-- forwarding decide.ts` one file of it.
 */
const main = ([only, file]: readonly string[]): void => {
  if (only !== undefined && !cores[only])
    throw new Error(`Cannot mutate "${only}": expected one of ${Object.keys(cores).join(', ')}`);
  if (only !== undefined && file !== undefined && !cores[only]?.files.includes(file))
    throw new Error(`Cannot mutate "${file}" of ${only}: expected one of ${cores[only]?.files.join(', ')}`);
  for (const [name, core] of Object.entries(cores)) {
    if (only !== undefined && only !== name) continue;
    const report = mutationRun(name, core, file);
    const { survivors, killed, equivalent, percent } = scoreOf(report, equivalentMutants);
    for (const survivor of survivors) console.log(`  survived: ${survivor}`);
    console.log(
      `${name}: ${percent.toFixed(1)} % (${killed} killed, ${survivors.length} survived, ${equivalent} equivalent)`,
    );
    if (percent < target) process.exitCode = 1;
  }
};

// Stryker is a program of its own: it is an ES module, which the other tools are not.
const mutationRun = (name: string, { project, files }: Core, file: string | undefined): MutationReport => {
  const fileName = `${folder}/${name}.json`;
  const config = {
    mutate: files
      .filter((name) => file === undefined || name === file)
      .map((name) => `${project}/src/${name}`),
    plugins: ['@stryker-mutator/jest-runner'],
    testRunner: 'jest',
    jest: { projectType: 'custom', configFile: 'tools/mutate/jest.cjs', enableFindRelatedTests: true },
    coverageAnalysis: 'perTest',
    ignoreStatic: true, // tables that are built when a file is loaded: each would need all tests

    concurrency: 1,
    timeoutMS: 10_000,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName },
    tempDirName: `${folder}/sandbox-${name}`,
    ignorePatterns: [
      'apps',
      'stacks',
      'docs',
      'dist',
      'reports',
      '.nx',
      '.local-aws',
      '.spark',
      '.twilio-python',
      '.checkov',
      '.cdktn',
      '.loopback',
      '**/cdktf.out',
    ],
    logLevel: 'warn',
  };
  mkdirSync(folder, { recursive: true });
  const configFile = `${folder}/${name}.config.json`;
  writeFileSync(configFile, JSON.stringify(config, undefined, 2));
  const { status } = spawnSync('npx', ['stryker', 'run', configFile], {
    stdio: 'inherit',
    env: { ...process.env, MUTATE_PROJECT: project, NODE_NO_WARNINGS: '1' },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`Cannot mutate ${name}: stryker exited with status ${status}, see above`);
  return JSON.parse(readFileSync(fileName, 'utf8')) as MutationReport;
};

main(process.argv.slice(2));
