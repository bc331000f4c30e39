import { join } from 'node:path';
import { addPerson, apiOutputs, withoutSecondFactor } from './deployed-api';
import { findTerraform } from './find-terraform';
import { localBrowser } from './local-edge';
import { localStack, type LocalStack } from './local-stack';
import { rehearse } from './rehearse';
import { type RehearsalContext, withConnector } from './rehearse-forwarding';
import type { Steps } from './steps';
import { updateSettings } from './update-settings';
import { synthesized } from './synthesized';
import { consoleUses } from './use-console';
import type { ForwardingScene } from './use-forwarding';

/**
 * Rehearses the console together with the forwarding stack, which is applied first in the same account and publishes what
 * the console needs. CloudFront itself is played (`local-edge.ts`), with the distribution and the functions that were
 * applied. Cognito's sign-in pages, its tokens and the verification of the tokens are the emulator's.
 */
export const rehearseConsole = async (
  stack: LocalStack,
  { aws, chime, account, region }: RehearsalContext,
  scene: ForwardingScene,
  step: Steps['step'],
): Promise<void> => {
  const terraform = findTerraform();
  if (!terraform.ok) throw new Error(terraform.error);
  const found = await localStack(join(synthesized, 'stacks/forwarding-test'), terraform.value, aws);
  if (!found.ok) throw new Error(found.error);
  const forwarding = found.value;
  try {
    const connector = await account.connectNumber(scene.number);
    forwarding.edit((text) => withoutSecondFactor(withConnector(text, connector)));
    const applied = await step(
      'applied the forwarding stack first',
      async () => `${(await forwarding.apply()).added} resources`,
    );
    if (applied) {
      const outputs = await forwarding.outputs();
      stack.edit((text) => withCertificate(withSignInPages(text, aws.ministack)));
      const deployed = async (own: Readonly<Record<string, string>>) => ({
        browser: await localBrowser(aws, {
          distributionId: own['distribution_id'] ?? '',
          bucket: own['files_bucket'] ?? '',
        }),
        ministack: aws.ministack,
        chime,
        account,
        connector,
        operator: await addPerson(aws.ministack, region, apiOutputs(outputs), 'operators'),
        url: own['console_url'] ?? '',
        scene,
      });
      const update = () =>
        updateSettings(stack, { aws_cloudwatch_metric_alarm: { evaluation_periods: 2 } }, step);
      await rehearse(stack, account, { deployed, uses: consoleUses, update }, step);
    }
    await step('destroyed the forwarding stack', async () => `${await forwarding.destroy()} resources`);
  } finally {
    forwarding.discard();
  }
};

/** Uses the emulator's sign-in pages, because those of Cognito have a host name of their own. */
const withSignInPages = (text: string, url: string): string =>
  text.replace(/\$\{data\.aws_ssm_parameter\.\w+_sign_in_url\.insecure_value\}/, url);

const withCertificate = (text: string): string => {
  const stack = JSON.parse(text);
  stack.variable.certificate_arn.default = 'arn:aws:acm:us-east-1:000000000000:certificate/rehearsal';
  return JSON.stringify(stack);
};
