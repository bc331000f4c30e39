import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { writeReport } from '../test-report/reports';
import { findTerraform } from './find-terraform';
import { rememberOutOfReach } from './out-of-reach';
import { describeResult, terraformReport, type CheckedStack } from './report';
import { synthesized } from './synthesized';
import { validateStack, type ValidationResult } from './validate-stack';

/** Validates every synthesised stack with the real Terraform. Prints a line for each; exits with status 1 if one is invalid. */
const check = async (): Promise<void> => {
  const terraform = findTerraform();
  const checked: CheckedStack[] = [];
  const validate = async (stack: string): Promise<void> => {
    const result: ValidationResult = terraform.ok
      ? await validateStack(join(synthesized, 'stacks', stack), terraform.value)
      : { kind: 'skipped', because: terraform.error };
    checked.push({ stack, result });
    console.log(describeResult({ stack, result }));
  };

  // Each validation keeps a core busy for seconds, so one runs per core. Downloads are not safe in parallel.
  const atOnce = terraform.ok && terraform.value.pluginFolder ? availableParallelism() : 1;
  const waiting = stacks().values();
  const worker = async (): Promise<void> => {
    for (const stack of waiting) await validate(stack);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));

  const report = terraformReport(checked, terraform.ok ? terraform.value.version : undefined);
  writeReport(report);
  if (terraform.ok && report.skipped.length > 0) rememberOutOfReach();
  if (report.failed > 0) process.exitCode = 1;
};

const stacks = (): readonly string[] => {
  const manifest = join(synthesized, 'manifest.json');
  if (!existsSync(manifest))
    throw new Error(
      `Cannot check stacks in "${synthesized}": expected a manifest.json, so run npm run terraform:check`,
    );
  return Object.keys(JSON.parse(readFileSync(manifest, 'utf8')).stacks);
};

check().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
