import assert, { deepStrictEqual } from 'node:assert';
import { revealingLines } from './function-logs';
import type { LocalAccount } from './local-account';
import type { LocalStack } from './local-stack';
import type { Steps } from './steps';

/** One thing to try with a deployment, described in a few words. @throws if the stack does not do it */
export type Use<Deployment> = readonly [what: string, does: (deployment: Deployment) => Promise<void>];

/** How a deployed stack is used. */
export type Rehearsal<Deployment> = {
  /** Reads what is deployed from the outputs. */
  readonly deployed: (outputs: Readonly<Record<string, string>>) => Promise<Deployment>;
  /** In order: each continues from the state that the previous one left. */
  readonly uses: readonly Use<Deployment>[];
  /** Texts that no function may log, such as secrets and values of a context, besides phone numbers. @default none */
  readonly neverLogged?: readonly string[];
  /** Applies later versions of the stack, in steps. @default no update is tried */
  readonly update?: (deployment: Deployment) => Promise<void>;
};

/**
 * Rehearses a deployment: applies the stack, plans again, uses it, and destroys it. Afterwards the account must be as it was
 * before.
 */
export const rehearse = async <Deployment>(
  stack: LocalStack,
  account: LocalAccount,
  { deployed, uses, update, neverLogged = [] }: Rehearsal<Deployment>,
  step: Steps['step'],
): Promise<void> => {
  const before = await account.inventory();

  const applied = await step('applied', async () => `${(await stack.apply()).added} resources`);
  if (applied) {
    await step('planned again', async () => {
      deepStrictEqual(await stack.drift(), []);
      return 'no changes';
    });
    const deployment = await deployed(await stack.outputs());
    for (const [what, does] of uses) if (!(await step(`used: ${what}`, () => does(deployment)))) break;
    await update?.(deployment);
    await step('logged', async () => {
      const lines = await account.logs();
      assert(
        lines.some((line) => line.startsWith('{')),
        'no function has logged anything',
      );
      deepStrictEqual(revealingLines(lines, neverLogged), []);
      return `${lines.length} lines, none with a phone number, a secret or a context`;
    });
  }
  // A partly applied stack is destroyed too, and must leave nothing either.
  await step('destroyed', async () => {
    const destroyed = await stack.destroy();
    deepStrictEqual([await stack.left(), await account.inventory()], [[], before]);
    return `${destroyed}, 0 left`;
  });
};
