import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeEnvironment } from '../local-aws/python-environment';
import { writeReport } from '../test-report/reports';
import { checkovFolder, checkovPackages, scan } from './checkov';
import { openFindings } from './findings';

const folder = 'dist/cdktf/stacks';

/** `npm run checkov`: scans every synthesised stack. Exits with status 1 for a finding without a reason beside its resource. */
const check = async (): Promise<void> => {
  const installed = madeEnvironment(checkovFolder, checkovPackages);
  if (!installed.ok) {
    console.log(`checkov: SKIPPED, ${installed.error}`);
    writeReport({
      project: 'checkov-scan-stacks',
      passed: 0,
      failed: 0,
      skipped: [`checkov: ${installed.error}`],
      real: [],
    });
    return;
  }
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'cdk.tf.json')));
  const stacks = Object.fromEntries(
    names.map((name) => [name, JSON.parse(readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8'))]),
  );
  const open = openFindings(await scan(installed.value, folder), stacks);
  for (const { stack, resource, rule, says } of open) console.log(`✘ ${stack} ${resource}: ${rule} ${says}`);
  const broken = new Set(open.map(({ stack }) => stack));
  for (const name of names.filter((stack) => !broken.has(stack))) console.log(`✔ ${name}: no open finding`);
  writeReport({
    project: 'checkov-scan-stacks',
    passed: names.length - broken.size,
    failed: broken.size,
    skipped: [],
    real: ['Checkov'],
  });
  if (open.length > 0) process.exitCode = 1;
};

check().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
