import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { cdktfApp } from './testing/cdktf-app';
import { resources } from '@dialplane/constructs/testing';
import { addEveryStack } from './every-stack';

/** The headings of each section of the runbook, as patterns: `<run>` and `<pool>` match any name. */
const entries = new Map(
  readFileSync(join(__dirname, '../docs/runbook.md'), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => [
      section.slice(0, section.indexOf('\n')).toLowerCase(),
      [...section.matchAll(/^### (.+)$/gm)].map(
        ([, heading = '']) => new RegExp(`^${heading.replaceAll(/<\w+>/g, '[\\w-]+')}$`),
      ),
    ]),
);

const sectionOf = (stack: string): string =>
  stack.startsWith('cdr-rating') ? 'rating' : stack.replace(/-\w+$/, '').replaceAll('-', ' ');

const app = cdktfApp();
addEveryStack(app, { TF_CLOUD_ORGANIZATION: 'example' });
const alarms = app.node.children
  .filter((child) => TerraformStack.isStack(child))
  .flatMap((stack) =>
    resources(stack, 'aws_cloudwatch_metric_alarm').map(({ alarm_name }) => ({
      stack: stack.node.id,
      alarm: String(alarm_name).replace(`${stack.node.id}-`, ''),
    })),
  );

it('notices when a job that runs every few minutes stops running', () => {
  const silent = app.node.children
    .filter((child) => TerraformStack.isStack(child))
    .flatMap((stack) => {
      const watched = resources(stack, 'aws_cloudwatch_metric_alarm')
        .filter(({ treat_missing_data }) => treat_missing_data === 'breaching')
        .map(({ dimensions }) => String(Object(dimensions).FunctionName).replace('.function_name}', ''));
      return resources(stack, 'aws_scheduler_schedule')
        .filter(({ schedule_expression }) => String(schedule_expression).startsWith('rate('))
        .filter(({ target }) => !watched.includes(String(Object(target).arn).replace('.arn}', '')))
        .map(({ name }) => String(name));
    });

  // It repeats what a deployment has done already, and the deployment waits for it: a person is watching.
  expect(silent).toEqual(['forwarding-test-finish-updates']);
});

it('has an entry in docs/runbook.md for every alarm', () => {
  const withoutEntry = alarms.filter(
    ({ stack, alarm }) => !entries.get(sectionOf(stack))?.some((entry) => entry.test(alarm)),
  );

  expect(alarms.length).toBeGreaterThan(50);
  expect(withoutEntry).toEqual([]);
});
