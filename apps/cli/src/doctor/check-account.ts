import { ChimeSDKVoiceClient, ListSipMediaApplicationsCommand } from '@aws-sdk/client-chime-sdk-voice';
import { ConnectClient, ListInstancesCommand } from '@aws-sdk/client-connect';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Prerequisite } from './prerequisite';

/** Where the account is asked. The credentials are those of the AWS SDK, such as `AWS_PROFILE`. */
export type AccountSettings = {
  readonly region: string;
  /** Replaces AWS's own addresses. @default AWS */
  readonly endpoint?: string;
};

// AWS keeps 100 executions for functions without a reservation ("Configuring reserved concurrency").
const keptByAws = 100;

/**
 * What the account has that the stacks need. It only reads: `chime:ListSipMediaApplications`, `connect:ListInstances` and
 * `lambda:GetAccountSettings`.
 */
export const checkAccount = async ({
  region,
  endpoint,
}: AccountSettings): Promise<readonly Prerequisite[]> => {
  const at = { region, maxAttempts: 2, ...(endpoint && { endpoint }) };
  const chime = new ChimeSDKVoiceClient(at);
  const connect = new ConnectClient(at);
  const lambda = new LambdaClient(at);
  return Promise.all([
    finding('Amazon Chime SIP media applications', 'forward calls on Amazon Chime', async () => {
      const { SipMediaApplications = [] } = await chime.send(new ListSipMediaApplicationsCommand({}));
      return SipMediaApplications.length > 0
        ? { found: `${SipMediaApplications.length} in ${region}` }
        : {
            missing: `none in ${region}. They are closed to accounts that did not use them before 29 October 2026; use direct dialtone through Twilio instead`,
          };
    }),
    finding('Amazon Connect', 'transfer calls with their context', async () => {
      const { InstanceSummaryList = [] } = await connect.send(new ListInstancesCommand({}));
      return { found: `${InstanceSummaryList.length} instances in ${region}; the stack can create one` };
    }),
    finding('Lambda concurrency', 'reserve executions for calls, as the live stage does', async () => {
      const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
      const quota = AccountLimit?.ConcurrentExecutions ?? 0;
      return quota > keptByAws
        ? { found: `${quota} executions, of which ${quota - keptByAws} can be reserved` }
        : {
            missing: `the quota of ${quota} leaves none to reserve: ask for more in Service Quotas, or remove reservedCallConcurrency from the stage`,
          };
    }),
  ]);
};

const finding = async (
  name: string,
  neededTo: string,
  look: () => Promise<{ readonly found: string } | { readonly missing: string }>,
): Promise<Prerequisite> => {
  try {
    return { name, neededTo, ...(await look()) };
  } catch (error) {
    const { name: kind, message } = error as Error;
    const missing =
      kind === 'CredentialsProviderError'
        ? 'no AWS credentials were found: run "aws configure", or set AWS_PROFILE'
        : `AWS refused or did not answer (${kind}: ${message})`;
    return { name, neededTo, missing };
  }
};
