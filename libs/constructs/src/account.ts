import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** The id of the account that the stack is deployed to. Terraform asks AWS for it, so the code contains no account id. */
export const accountIdOf = (scope: Construct): string => {
  const stack = TerraformStack.of(scope);
  const known = stack.node.tryFindChild('account');
  const account =
    known instanceof DataAwsCallerIdentity ? known : new DataAwsCallerIdentity(stack, 'account');
  return account.accountId;
};
