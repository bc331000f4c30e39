import { runSimulation } from '@cloud-copilot/iam-simulate';
import { account, type IamRequest, region } from './iam-requests';
import type { Policy, Statement } from './role-policies';

/** Whether a policy allows a request in the Region of the stack. @throws if the request or the policy is not valid in IAM */
export const allows = async (policy: Policy, { action, resource, context }: IamRequest): Promise<boolean> => {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:sts::${account}:assumed-role/app/session`,
        action,
        resource: { resource, accountId: account },
        contextVariables: { 'aws:RequestedRegion': region, ...context },
      },
      identityPolicies: [{ name: 'role', policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action.startsWith('kms:') && { resourcePolicy: defaultKeyPolicy }),
    },
    {},
  );
  if (result.resultType === 'error')
    throw new Error(`Cannot evaluate ${action} on "${resource}": ${JSON.stringify(result.errors)}`);
  return result.overallResult === 'Allowed';
};

/** The policy of a key that is created without one: IAM decides (KMS developer guide, "Default key policy"). */
const defaultKeyPolicy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
  ],
};

/** Every action, and every resource, of a statement that can be removed while all requests are still allowed. */
export const unneeded = async (
  policy: Policy,
  requests: readonly IamRequest[],
): Promise<readonly string[]> => {
  const found: string[] = [];
  const canDoWithout = async (smaller: Policy, affected: readonly IamRequest[]) =>
    (await Promise.all(affected.map((request) => allows(smaller, request)))).every(Boolean);
  for (const [at, statement] of policy.Statement.entries()) {
    const affected = requests.filter(({ action }) => statement.Action.includes(action));
    for (const action of statement.Action) {
      const Action = statement.Action.filter((it) => it !== action);
      if (
        await canDoWithout(
          withStatement(policy, at, { ...statement, Action }),
          affected.filter((it) => it.action === action),
        )
      )
        found.push(`${action} on ${statement.Resource.join(', ')}`);
    }
    if (statement.Resource.length === 1) continue;
    for (const resource of statement.Resource) {
      const Resource = statement.Resource.filter((it) => it !== resource);
      if (await canDoWithout(withStatement(policy, at, { ...statement, Resource }), affected))
        found.push(`${resource} for ${statement.Action.join(', ')}`);
    }
  }
  return found;
};

const withStatement = ({ Statement, ...policy }: Policy, at: number, changed: Statement): Policy => ({
  ...policy,
  Statement: Statement.map((it, index) => (index === at ? changed : it)).filter(
    ({ Action }) => Action.length > 0,
  ),
});
