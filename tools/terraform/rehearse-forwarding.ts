import { deepStrictEqual } from 'node:assert';
import type { VirtualChime } from '@dialplane/virtual-chime';
import type { VirtualConnect } from '@dialplane/virtual-connect';
import type { LocalAws } from '../local-aws/local-aws';
import { apiOutputs, deployedRoutes, signInPeople } from './deployed-api';
import type { LocalAccount } from './local-account';
import type { LocalStack } from './local-stack';
import { rehearse } from './rehearse';
import type { Steps } from './steps';
import { type ForwardingScene, forwardingUses } from './use-forwarding';

/** What a rehearsal works with: the emulators, the virtual Chime, and the account. */
export type RehearsalContext = {
  readonly aws: LocalAws;
  readonly chime: VirtualChime;
  readonly connect: VirtualConnect;
  readonly account: LocalAccount;
  readonly region: string;
};

/** Rehearses call forwarding. The stack is destroyed while a number is still forwarded, and the number must return. */
export const rehearseForwarding = async (
  stack: LocalStack,
  { aws, chime, account, region }: RehearsalContext,
  scene: ForwardingScene,
  step: Steps['step'],
): Promise<void> => {
  const connector = await account.connectNumber(scene.number);
  const deployed = async (outputs: Readonly<Record<string, string>>) => {
    const api = apiOutputs(outputs);
    return {
      people: await signInPeople(aws.ministack, region, api),
      routes: await deployedRoutes(aws.ministack, api),
      region,
      chime,
      account,
      outputs,
      scene,
    };
  };
  await rehearse(stack, account, { deployed, uses: forwardingUses }, step);
  await step('the number is back where it was', async () =>
    deepStrictEqual(await account.connectorOf(scene.number), connector),
  );
};
