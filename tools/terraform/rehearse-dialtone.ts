import type { RehearsalContext } from './rehearse-forwarding';
import type { LocalStack } from './local-stack';
import { rehearse } from './rehearse';
import type { Steps } from './steps';
import { updateSettings } from './update-settings';
import { authToken, dialtoneDeployment, dialtoneUses } from './use-dialtone';

/** A deployment of direct dialtone: signed webhooks go through the deployed API, and a release is promoted and rolled back. */
export const rehearseDialtone = async (
  stack: LocalStack,
  { aws, account, region }: RehearsalContext,
  step: Steps['step'],
): Promise<void> =>
  rehearse(
    stack,
    account,
    {
      deployed: async (outputs) => dialtoneDeployment(aws, region, outputs),
      uses: dialtoneUses,
      // Other settings are another version of each function, to which its alias moves.
      update: () => updateSettings(stack, { aws_lambda_function: { memory_size: 640 } }, step),
      neverLogged: [authToken],
    },
    step,
  );
