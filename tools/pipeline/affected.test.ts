import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The projects that a change of this file affects, as `npx nx affected` in the pipeline finds them. */
const affectedBy = (file: string): readonly string[] =>
  JSON.parse(
    execFileSync('npx', ['nx', 'show', 'projects', '--affected', `--files=${file}`, '--json'], {
      cwd: join(__dirname, '../..'),
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    }),
  );

it('a change to the decision about forwarded calls affects its apps and the stacks, and not rating', () => {
  const affected = affectedBy('libs/forwarding/src/decide.ts');
  expect(affected).toEqual(
    expect.arrayContaining(['forwarding', 'forwarding-sma', 'forwarding-twilio', 'stacks']),
  );
  for (const other of ['rating', 'price-loader', 'cdr-rater', 'legacy-ivr', 'constructs'])
    expect(affected).not.toContain(other);
});

it('a change to the Spark job affects the job and the stacks, and no Lambda function', () => {
  const affected = affectedBy('apps/cdr-glue-job/README.md');
  expect(affected).toEqual(expect.arrayContaining(['cdr-glue-job', 'stacks']));
  for (const other of ['cdr-rater', 'forwarding-sma', 'dnis-api']) expect(affected).not.toContain(other);
});

it('a change to a document affects no app', () =>
  expect(affectedBy('docs/runbook.md')).not.toContain('forwarding-sma'));
