import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { Construct } from 'constructs';
import { rolePolicy } from './policy';
import type { Usable } from './usable';

/** Lets a role use a resource in the named ways, and no other. */
export const permission = <Need extends string>(
  scope: Construct,
  role: IamRole,
  resource: Usable<Need>,
  needs: readonly [Need, ...Need[]],
): IamRolePolicy => {
  const name = `may-use-${resource.node.id}`;
  return new IamRolePolicy(scope, name, {
    name,
    role: role.name,
    policy: rolePolicy(...resource.allowancesFor(needs)),
  });
};
