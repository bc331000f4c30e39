import { join } from 'node:path';
import { init, type Ran, terraform } from '../terraform/run-terraform';

/** What to do with each stack. `drift` is a plan that must find nothing to change. */
export type Task = 'plan' | 'apply' | 'drift';

/** How one stack ended. */
export type StackOutcome = {
  readonly stack: string;
  readonly ended: 'unchanged' | 'changes' | 'applied' | 'failed';
  /** Terraform's own words, without colours. */
  readonly said: string;
};

/**
 * Plans or applies synthesised stacks with the real Terraform, one after another. Where the state is, and with which
 * credentials, is in the stack and in the environment: with `TF_CLOUD_ORGANIZATION` at the time of `npm run synth`, it is
 * Terraform Cloud. A stack that fails does not keep the others from being planned, but no stack is applied after a failure.
 *
 * @param synthesized the output folder of `npm run synth`
 * @param pluginFolder a folder with the AWS provider. @default Terraform asks its registry
 */
export const terraformStacks = async (
  task: Task,
  synthesized: string,
  stacks: readonly string[],
  pluginFolder?: string,
): Promise<readonly StackOutcome[]> => {
  const outcomes: StackOutcome[] = [];
  for (const stack of stacks) {
    const outcome = await oneStack(task, join(synthesized, 'stacks', stack), pluginFolder);
    outcomes.push({ stack, ...outcome });
    if (task === 'apply' && outcome.ended === 'failed') break;
  }
  return outcomes;
};

type Outcome = Omit<StackOutcome, 'stack'>;

const oneStack = async (task: Task, folder: string, pluginFolder?: string): Promise<Outcome> => {
  const initialized = await init(folder, pluginFolder);
  if (!initialized.ok) return { ended: 'failed', said: initialized.error.because };
  if (task === 'apply')
    return ended(await terraform(folder, ['apply', '-input=false', '-no-color', '-auto-approve']), 'applied');
  const planned = await terraform(folder, ['plan', '-input=false', '-no-color', '-detailed-exitcode']);
  // 2 means that the plan holds changes ("Command: plan", -detailed-exitcode).
  return planned.exitCode === 2
    ? { ended: 'changes', said: planned.stdout.trim() }
    : ended(planned, 'unchanged');
};

const ended = ({ failed, stdout, stderr }: Ran, otherwise: 'applied' | 'unchanged'): Outcome =>
  failed
    ? { ended: 'failed', said: [stdout, stderr].join('\n').trim() }
    : { ended: otherwise, said: stdout.trim() };
