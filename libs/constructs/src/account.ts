import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** The id of the account that the stack is deployed to, asked of AWS at plan time: no code needs to hold one. */
export const accountIdOf = (scope: Construct): string => {
  const stack = TerraformStack.of(scope);
  const known = stack.node.tryFindChild('account');
  const account =
    known instanceof DataAwsCallerIdentity ? known : new DataAwsCallerIdentity(stack, 'account');
  return account.accountId;
};
