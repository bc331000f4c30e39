// Runs a command that is not a test runner, such as a linter, and reports it as one test.
//   node tools/test-report/step.mjs lint 'eslint apps libs'
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

const [project, command] = process.argv.slice(2);
const { status } = spawnSync(command, { stdio: 'inherit', shell: true });
const worked = status === 0;
const report = {
  project,
  passed: worked ? 1 : 0,
  failed: worked ? 0 : 1,
  failures: worked ? [] : [`${project}: "${command}" exited with status ${status}, see its output above`],
  skipped: [],
  real: [],
};
mkdirSync('reports/tests', { recursive: true });
writeFileSync(`reports/tests/${project}.json`, JSON.stringify(report, null, 2));
process.exitCode = worked ? 0 : 1;
