import { existsSync } from 'node:fs';
import { fail, ok, type Result } from '@dialplane/kernel';
import { virtualChime } from '@dialplane/virtual-chime';
import { localAccount as accountId, startLocalAws } from '../local-aws/local-aws';
import { type PythonEnvironment, pythonEnvironment } from '../local-aws/python-environment';
import { type TestReport, writeReport } from '../test-report/reports';
import { findTerraform, type Terraform } from './find-terraform';
import { localAccount } from './local-account';
import { localStack } from './local-stack';
import { rehearse } from './rehearse';
import { steps } from './steps';
import type { Scene } from './use-forwarding';

const name = 'terraform-apply-local';
const stack = 'forwarding-test';
const folder = `cdktf.out/stacks/${stack}`;
const region = 'us-east-1';
const scene: Scene = { number: '+12065550100', caller: '+12065550199', owner: '+12065550142' };

type Programs = { readonly terraform: Terraform; readonly python: PythonEnvironment };

/** What has to be on this machine, or a sentence that says what is not. */
const findPrograms = async (): Promise<Result<Programs, string>> => {
  if (!existsSync(`${folder}/cdk.tf.json`))
    throw new Error(`Cannot apply "${folder}": expected a cdk.tf.json, so run npm run synth`);
  const terraform = findTerraform();
  if (!terraform.ok) return terraform;
  const python = await pythonEnvironment('.local-aws');
  return python.ok ? ok({ terraform: terraform.value, python: python.value }) : python;
};

/** Rehearses a deployment on emulators. An error is a sentence that says why it could not be tried. */
const applyLocal = async ({ terraform, python }: Programs): Promise<Result<TestReport, string>> => {
  const chime = virtualChime({
    region,
    accountId,
    now: Date.now,
    numbers: [{ number: scene.number, productType: 'VoiceConnector' }],
  });
  const aws = await startLocalAws(python, { chime, region });
  try {
    const local = await localStack(folder, terraform, aws);
    if (!local.ok) return fail(local.error);
    try {
      const account = localAccount(aws, region);
      await account.connectNumber(scene.number);
      const { step, report } = steps(name);
      await rehearse(local.value, { aws, chime, account, region }, scene, step);
      return ok(report([`Terraform ${terraform.version}`, local.value.provider]));
    } finally {
      local.value.discard();
    }
  } finally {
    await aws.stop();
  }
};

const main = async (): Promise<void> => {
  const started = Date.now();
  const found = await findPrograms();
  const outcome = found.ok ? await applyLocal(found.value) : found;
  if (!outcome.ok) {
    console.log(`${stack}: SKIPPED, ${outcome.error}`);
    writeReport({ project: name, passed: 0, failed: 0, skipped: [`${stack}: ${outcome.error}`], real: [] });
    return;
  }
  writeReport(outcome.value);
  console.log(`${stack}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
  if (outcome.value.failed > 0) process.exitCode = 1;
};

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
