import { deepStrictEqual } from 'node:assert';
import type { VirtualChime } from '@dialplane/virtual-chime';
import type { LocalAws } from '../local-aws/local-aws';
import { apiOutputs, deployedRoutes, signInPeople } from './deployed-api';
import type { LocalAccount } from './local-account';
import type { LocalStack } from './local-stack';
import type { Steps } from './steps';
import { type Deployment, type Scene, uses } from './use-forwarding';

/** Where a stack is rehearsed. */
export type Surroundings = {
  readonly aws: LocalAws;
  readonly chime: VirtualChime;
  readonly account: LocalAccount;
  readonly region: string;
};

/**
 * A deployment of call forwarding from its beginning to its end: it is applied, planned again, used, and destroyed while a
 * number is still forwarded. Afterwards the account must be as it was.
 */
export const rehearse = async (
  stack: LocalStack,
  around: Surroundings,
  scene: Scene,
  step: Steps['step'],
): Promise<void> => {
  const { account } = around;
  const before = await account.inventory();
  const connector = await account.connectorOf(scene.number);

  const applied = await step('applied', async () => `${await stack.apply()} resources`);
  if (applied) {
    await step('planned again', async () => {
      deepStrictEqual(await stack.drift(), []);
      return 'no changes';
    });
    const deployment = await deploymentOf(stack, around);
    for (const [what, does] of uses) if (!(await step(`used: ${what}`, () => does(deployment, scene)))) break;
  }
  // What was applied in part is destroyed too: that must leave nothing either.
  await step('destroyed', async () => {
    const destroyed = await stack.destroy();
    deepStrictEqual([await stack.left(), await account.inventory()], [[], before]);
    return `${destroyed}, 0 left`;
  });
  await step('the number is back where it was', async () =>
    deepStrictEqual(await account.connectorOf(scene.number), connector),
  );
};

const deploymentOf = async (
  stack: LocalStack,
  { aws, chime, account, region }: Surroundings,
): Promise<Deployment> => {
  const outputs = await stack.outputs();
  const api = apiOutputs(outputs);
  return {
    people: await signInPeople(aws.ministack, region, api),
    routes: await deployedRoutes(aws.ministack, api),
    region,
    chime,
    account,
    outputs,
  };
};
