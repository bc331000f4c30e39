import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { IamRequest } from './iam-requests';
import type { Policy } from './role-policies';

/** Whether a policy allows a request in the Region of the stack. @throws if the request or the policy is not valid in IAM */
export const allows = async (policy: Policy, { action, resource }: IamRequest): Promise<boolean> => {
  const result = await runSimulation(
    {
      request: {
        principal: 'arn:aws:sts::111122223333:assumed-role/app/session',
        action,
        resource: { resource, accountId: '111122223333' },
        contextVariables: { 'aws:RequestedRegion': 'us-east-1' },
      },
      identityPolicies: [{ name: 'role', policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === 'error')
    throw new Error(`Cannot evaluate ${action} on "${resource}": ${JSON.stringify(result.errors)}`);
  return result.overallResult === 'Allowed';
};

/** Every action of a policy that can be removed while all requests are still allowed. */
export const unneededActions = async (
  policy: Policy,
  requests: readonly IamRequest[],
): Promise<readonly string[]> => {
  const unneeded: string[] = [];
  for (const [at, statement] of policy.Statement.entries())
    for (const action of statement.Action) {
      const Action = statement.Action.filter((it) => it !== action);
      const smaller = { ...policy, Statement: withStatement(policy, at, { ...statement, Action }) };
      const affected = requests.filter((it) => it.action === action);
      const stillAllowed = await Promise.all(affected.map((request) => allows(smaller, request)));
      if (stillAllowed.every(Boolean)) unneeded.push(`${action} on ${statement.Resource.join(', ')}`);
    }
  return unneeded;
};

const withStatement = ({ Statement }: Policy, at: number, changed: Policy['Statement'][number]) =>
  Statement.map((it, index) => (index === at ? changed : it)).filter(({ Action }) => Action.length > 0);
