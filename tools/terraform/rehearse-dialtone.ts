import type { RehearsalContext } from './rehearse-forwarding';
import type { LocalStack } from './local-stack';
import { rehearse } from './rehearse';
import type { Steps } from './steps';
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
      neverLogged: [authToken],
    },
    step,
  );
