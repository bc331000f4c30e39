import { deepStrictEqual } from 'node:assert';
import { apiOutputs, deployedApi, deployedRoutes, signedInAs } from './deployed-api';
import type { LocalStack } from './local-stack';
import { rehearse } from './rehearse';
import type { RehearsalContext } from './rehearse-forwarding';
import type { Steps } from './steps';
import {
  laterVersion,
  type RollingDnisDeployment,
  rollingDnisUses,
  seenAfterUpdate,
} from './use-rolling-dnis';

/** A deployment of rolling DNIS: a call is transferred through the deployed flows and functions. */
export const rehearseRollingDnis = async (
  stack: LocalStack,
  { aws, connect, account, region }: RehearsalContext,
  step: Steps['step'],
): Promise<void> => {
  const deployed = async (outputs: Readonly<Record<string, string>>): Promise<RollingDnisDeployment> => {
    const api = apiOutputs(outputs);
    const output = (name: string) => outputs[name] ?? '';
    return {
      connect,
      account,
      routes: await deployedRoutes(aws.ministack, api),
      stranger: deployedApi(aws.ministack, api),
      operator: await signedInAs('operators', aws.ministack, region, api),
      poolNumbers: output('pool_numbers').split(' '),
      legacyNumber: output('legacy_number'),
      sweep: output('sweep_function'),
    };
  };
  const update = async (deployment: RollingDnisDeployment) => {
    stack.change(laterVersion);
    await step('updated', async () => {
      await stack.apply();
      deepStrictEqual(await stack.drift(), []);
      return 'and planned again without changes';
    });
    const [what, does] = seenAfterUpdate;
    await step(`used: ${what}`, () => does(deployment));
  };
  await rehearse(
    stack,
    account,
    { deployed, uses: rollingDnisUses, update, neverLogged: ['Ada', 'Grace'] },
    step,
  );
};
