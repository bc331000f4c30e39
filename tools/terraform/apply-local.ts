import { deepStrictEqual } from 'node:assert';
import { existsSync } from 'node:fs';
import { fail, ok, type Result } from '@dialplane/kernel';
import { virtualChime } from '@dialplane/virtual-chime';
import { localAccount as accountId, startLocalAws } from '../local-aws/local-aws';
import { type PythonEnvironment, pythonEnvironment } from '../local-aws/python-environment';
import { writeReport } from '../test-report/reports';
import { findTerraform, type Terraform } from './find-terraform';
import { localAccount } from './local-account';
import { localStack, type LocalStack } from './local-stack';
import { steps } from './steps';
import { type Scene, uses } from './use-forwarding';

const name = 'terraform-apply-local';
const stack = 'forwarding-test';
const folder = `cdktf.out/stacks/${stack}`;
const region = 'us-east-1';
const scene: Scene = { number: '+12065550100', caller: '+12065550199', owner: '+12065550142' };

/** What has to be on this machine, or a sentence that says what is not. */
const setUp = async (): Promise<Result<readonly [Terraform, PythonEnvironment], string>> => {
  if (!existsSync(`${folder}/cdk.tf.json`))
    throw new Error(`Cannot apply "${folder}": expected a cdk.tf.json, so run npm run synth`);
  const terraform = findTerraform();
  if (!terraform.ok) return fail(terraform.error);
  const python = await pythonEnvironment('.local-aws');
  return python.ok ? ok([terraform.value, python.value]) : fail(python.error);
};

/** Applies, plans, uses and destroys the stack on emulators. */
const applyLocal = async (terraform: Terraform, python: PythonEnvironment): Promise<void> => {
  const started = Date.now();
  const chime = virtualChime({
    region,
    accountId,
    now: Date.now,
    numbers: [{ number: scene.number, productType: 'VoiceConnector' }],
  });
  const aws = await startLocalAws(python, { chime, region });
  let deployed: LocalStack | undefined;
  const { step, report } = steps(name);
  try {
    const account = localAccount(aws, region);
    const connector = await account.connectNumber(scene.number);
    const before = await account.inventory();
    const local = await localStack(folder, terraform, aws);
    deployed = local;

    const worked =
      (await step('applied', async () => `${await local.apply()} resources`)) &&
      (await step('planned again', async () => {
        deepStrictEqual(await local.drift(), []);
        return 'no changes';
      }));
    if (worked) {
      const deployment = { ministack: aws.ministack, region, chime, account, outputs: await local.outputs() };
      for (const [what, does] of uses)
        if (!(await step(`used: ${what}`, () => does(deployment, scene)))) break;
    }
    await step('destroyed', async () => {
      const destroyed = await local.destroy();
      deepStrictEqual([await local.left(), await account.inventory()], [[], before]);
      return `${destroyed}, 0 left`;
    });
    await step('the number is back where it was', async () => {
      deepStrictEqual(await account.connectorOf(scene.number), connector);
    });
    const found = report([`Terraform ${terraform.version}`, local.provider]);
    writeReport(found);
    if (found.failed > 0) process.exitCode = 1;
  } finally {
    deployed?.discard();
    await aws.stop();
  }
  console.log(`${stack}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
};

const main = async (): Promise<void> => {
  const ready = await setUp();
  if (ready.ok) return applyLocal(...ready.value);
  console.log(`${stack}: SKIPPED, ${ready.error}`);
  writeReport({ project: name, passed: 0, failed: 0, skipped: [`${stack}: ${ready.error}`], real: [] });
};

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
