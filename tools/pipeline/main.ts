import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { awsReleases } from '@dialplane/dialtone-provisioning';
import { Command, Option } from 'commander';
import { findTerraform } from '../terraform/find-terraform';
import { activeAlarmsOf } from '../releases/aws-alarms';
import { releaseByCanary, rollBackFunctions } from '../releases/canary';
import { changedStacks, stacksIn } from './changed-stacks';
import { planComment } from './plan-comment';
import { releasedFunctions } from '../releases/released-functions';
import { type Task, terraformStacks } from './terraform-stacks';

type Settings = {
  readonly stage: string;
  readonly stack?: string;
  readonly minutes: string;
  readonly since?: string;
  readonly comment?: string;
  readonly synthesized: string;
};

/** `npm run stacks -- plan|apply|drift`: the pipeline's Terraform. The workflows in `.github` call it. */
const run = async (task: Task, { stage, since, comment, synthesized }: Settings): Promise<void> => {
  const found = findTerraform();
  if (!found.ok) throw new Error(`Cannot ${task}: ${found.error}`);
  const all = stacksIn(synthesized).filter((stack) => stack.endsWith(`-${stage}`));
  if (all.length === 0)
    throw new Error(
      `Cannot ${task} the stage "${stage}": "${synthesized}" has only ${stacksIn(synthesized).join(', ')}`,
    );
  const changed = since === undefined ? all : changedStacks(since, synthesized);
  const outcomes = await terraformStacks(
    task,
    synthesized,
    all.filter((stack) => changed.includes(stack)),
    found.value.pluginFolder,
  );
  for (const { stack, ended, said } of outcomes) console.log(`\n${stack}: ${ended}\n${said}`);
  console.log(`\n${outcomes.length} of the ${all.length} stacks of ${stage}`);
  if (comment !== undefined) appendFileSync(comment, planComment(outcomes));
  const wrong = task === 'drift' ? ['changes', 'failed'] : ['failed'];
  if (outcomes.some(({ ended }) => wrong.includes(ended))) process.exitCode = 1;
};

/** `npm run stacks -- release|rollback`: moves the aliases of the functions that a deployment does not move itself. */
const moveAliases = async (task: 'release' | 'rollback', settings: Settings): Promise<void> => {
  const { stage, stack: only, synthesized } = settings;
  const minutes = Number(settings.minutes);
  if (!(minutes > 0)) throw new Error(`Cannot watch for "${settings.minutes}" minutes: expected more than 0`);
  const all = stacksIn(synthesized).filter((stack) => stack.endsWith(`-${stage}`));
  if (only !== undefined && !all.includes(only))
    throw new Error(`Cannot ${task} "${only}": expected ${all.join(' or ')}`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

  for (const stack of only === undefined ? all : [only]) {
    const synthesizedStack = JSON.parse(
      readFileSync(join(synthesized, 'stacks', stack, 'cdk.tf.json'), 'utf8'),
    );
    const functions = releasedFunctions(synthesizedStack);
    if (functions.length === 0) continue;
    const { region } = synthesizedStack.provider.aws[0];
    const releases = awsReleases(new LambdaClient({ region }));
    const outcome =
      task === 'rollback'
        ? await rollBackFunctions(functions, releases)
        : await releaseByCanary({
            functions,
            releases,
            activeAlarms: activeAlarmsOf(new CloudWatchClient({ region }), stack),
            share: 0.1,
            minutes,
            sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
            signal: stop.signal,
            progress: console.log,
          });
    // Later stacks are not released after a failure.
    if (!outcome.ok) throw new Error(`${stack}: ${outcome.error}`);
    for (const { name, version, instead } of outcome.value)
      console.log(`${name}: version ${version} instead of ${instead}`);
    if (outcome.value.length === 0) console.log(`${stack}: every function serves its newest version`);
  }
};

new Command('stacks')
  .argument('<task>', 'plan, apply, drift (a plan that must find nothing to change), release or rollback')
  .requiredOption('--stage <name>', 'a stage of stacks/stages.ts, such as test')
  .option('--since <folder>', 'only stacks that differ from those in this output folder of npm run synth')
  .option('--stack <name>', 'the only stack to release or roll back, such as forwarding-live')
  .option('--minutes <minutes>', 'how long a release watches the alarms, twice', '5')
  .option('--comment <file>', 'appends the plans to this file, as a comment for a pull request')
  .addOption(new Option('--synthesized <folder>', 'output folder of npm run synth').default('cdktf.out'))
  .action(async (task: string, settings: Settings) => {
    if (task === 'release' || task === 'rollback') return moveAliases(task, settings);
    if (task !== 'plan' && task !== 'apply' && task !== 'drift')
      throw new Error(`Cannot do "${task}": expected plan, apply, drift, release or rollback`);
    await run(task, settings);
  })
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
