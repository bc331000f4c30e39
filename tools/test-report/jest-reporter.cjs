const { mkdirSync, writeFileSync, readFileSync, existsSync } = require('node:fs');
const { join, relative } = require('node:path');

const workspace = join(__dirname, '../..');

/**
 * Writes what a project's tests did to `reports/tests/<project>.json`, for `tools/test-report` to add up.
 * A test whose name says `[real: X]` ran against the real X; one that is skipped must say why in its name.
 */
module.exports = class {
  constructor({ rootDir }) {
    this.project = projectName(rootDir);
  }

  onRunComplete(_contexts, results) {
    const { project } = this;
    const tests = results.testResults.flatMap((file) => [
      ...(file.testExecError
        ? [{ name: pathOf(file), status: 'failed', failure: `${pathOf(file)}: ${file.failureMessage}` }]
        : []),
      ...file.testResults.map(({ fullName, status, failureMessages }) => ({
        name: fullName,
        status,
        failure: `${pathOf(file)}: ${fullName}\n${failureMessages.join('\n')}`,
      })),
    ]);
    const report = {
      project,
      passed: tests.filter(({ status }) => status === 'passed').length,
      failed: tests.filter(({ status }) => status === 'failed').length,
      failures: tests.filter(({ status }) => status === 'failed').map(({ failure }) => failure),
      skipped: tests
        .filter(({ status }) => status === 'pending' || status === 'todo')
        .map(({ name }) => name),
      real: [
        ...new Set(
          tests
            .filter(({ status }) => status === 'passed')
            .flatMap(({ name }) => name.match(/\[real: ([^\]]+)\]/)?.[1] ?? []),
        ),
      ],
    };
    const folder = join(workspace, 'reports/tests');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${project}.json`), JSON.stringify(report, null, 2));
  }
};

const pathOf = (file) => relative(workspace, file.testFilePath);

const projectName = (folder) => {
  const file = join(folder, 'project.json');
  return existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8')).name
    : relative(workspace, folder).replaceAll('/', '-');
};
