import { appendFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { findTerraform } from '../terraform/find-terraform';
import { changedStacks, stacksIn } from './changed-stacks';
import { planComment } from './plan-comment';
import { type Task, terraformStacks } from './terraform-stacks';

type Settings = {
  readonly stage: string;
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

new Command('stacks')
  .argument('<task>', 'plan, apply, or drift: a plan that must find nothing to change')
  .requiredOption('--stage <name>', 'a stage of stacks/stages.ts, such as test')
  .option('--since <folder>', 'only stacks that differ from those in this output folder of npm run synth')
  .option('--comment <file>', 'appends the plans to this file, as a comment for a pull request')
  .addOption(new Option('--synthesized <folder>', 'output folder of npm run synth').default('cdktf.out'))
  .action(async (task: string, settings: Settings) => {
    if (task !== 'plan' && task !== 'apply' && task !== 'drift')
      throw new Error(`Cannot do "${task}": expected plan, apply or drift`);
    await run(task, settings);
  })
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
