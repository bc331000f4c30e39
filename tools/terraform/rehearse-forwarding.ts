import { deepStrictEqual, rejects } from 'node:assert';
import type { VirtualChime } from '@dialplane/virtual-chime';
import type { VirtualConnect } from '@dialplane/virtual-connect';
import { type LocalAws, localAccountId as accountId } from '../local-aws/local-aws';
import { callThrough } from './call-through';
import { apiOutputs, deployedRoutes, signInPeople, withoutSecondFactor } from './deployed-api';
import type { LocalAccount } from './local-account';
import type { LocalStack } from './local-stack';
import { rehearse } from './rehearse';
import type { Steps } from './steps';
import { withSettings } from './update-settings';
import { type ForwardingScene, forwardingUses } from './use-forwarding';
import { releaseRehearsals } from './use-release';

/** What a rehearsal works with: the emulators, the virtual Chime, and the account. */
export type RehearsalContext = {
  readonly aws: LocalAws;
  readonly chime: VirtualChime;
  readonly connect: VirtualConnect;
  readonly account: LocalAccount;
  readonly region: string;
  /** Names of Chime operations that fail while they are in this set. */
  readonly refused: Set<string>;
};

/** Rehearses call forwarding. The stack is destroyed while a number is still forwarded, and the number must return. */
export const rehearseForwarding = async (
  stack: LocalStack,
  { aws, chime, account, region, refused }: RehearsalContext,
  scene: ForwardingScene,
  step: Steps['step'],
): Promise<void> => {
  const connector = await account.connectNumber(scene.number);
  stack.edit((text) => withoutSecondFactor(withConnector(text, connector)));
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
  const call = async (through: Pick<LocalAccount, 'invoke'>) => {
    const { number, caller, owner } = scene;
    const { answeredBy } = await callThrough(
      { from: caller, to: number, answers: owner },
      { chime, account: through },
      { region, accountId },
    );
    deepStrictEqual(answeredBy, [owner]);
  };
  const releases = releaseRehearsals({ stack: 'forwarding-test', aws, region, account, call }, step);
  const update = async () => {
    await updateNumber(stack, refused, step, releases.accepted);
    await releases.refused();
  };
  await rehearse(stack, account, { deployed, uses: forwardingUses, update }, step);
  await step('the number is back where it was', async () =>
    deepStrictEqual(await account.connectorOf(scene.number), connector),
  );
};

/** As if the stage listed this Voice Connector in `connectors`: the policies that name the stack's own one name it too. */
export const withConnector = (text: string, connector: string): string =>
  text.replaceAll(
    /(\\"arn:[^"]*:vc\/)\$\{aws_chime_voice_connector\.\w+\.id\}\\"/g,
    (own, arn: string) => `${own},${arn}${connector}\\"`,
  );

/**
 * Updates the ordered number while another number is forwarded: it leaves its connector. At first the update fails; then the
 * plan must show it again, and the next apply must repeat it.
 */
const updateNumber = async (
  stack: LocalStack,
  refused: Set<string>,
  step: Steps['step'],
  release: () => Promise<unknown>,
): Promise<void> => {
  stack.edit((text) =>
    withSettings(text, { aws_lambda_function: { memory_size: 640 } }).replaceAll(
      /\\"connectorId\\" = aws_chime_voice_connector\.\w+\.id/g,
      '\\"productType\\" = \\"SipMediaApplicationDialIn\\"',
    ),
  );
  refused.add('UpdatePhoneNumber');
  await step('an update that Chime refuses fails', () =>
    rejects(stack.apply(), /Cannot move the number .*BadRequestException/s),
  );
  // The same apply has published new versions, and the plans that follow must not show where a release moves the alias.
  await release();
  await step('the failed update is planned again', async () =>
    deepStrictEqual((await stack.drift()).filter((line) => line.includes('updated in-place')).length, 1),
  );
  refused.clear();
  await step('the update is repeated', async () => {
    await stack.apply();
    deepStrictEqual(await stack.drift(), []);
    return 'and planned again without changes';
  });
};
