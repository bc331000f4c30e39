import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** One data source for each stack. */
const once = <Source extends Construct>(
  scope: Construct,
  id: string,
  Type: new (scope: Construct, id: string) => Source,
): Source => {
  const stack = TerraformStack.of(scope);
  const known = stack.node.tryFindChild(id);
  return known instanceof Type ? known : new Type(stack, id);
};

/** The id of the account that the stack is deployed to. Terraform asks AWS for it, so the code contains no account id. */
export const accountIdOf = (scope: Construct): string =>
  once(scope, 'account', DataAwsCallerIdentity).accountId;

/** The partition of the stack's Region, which every ARN begins with: `aws`, `aws-cn` or `aws-us-gov`. */
export const partitionOf = (scope: Construct): string => once(scope, 'partition', DataAwsPartition).partition;

/** The end of the host names of AWS in the stack's partition, such as `amazonaws.com`. */
export const dnsSuffixOf = (scope: Construct): string => once(scope, 'partition', DataAwsPartition).dnsSuffix;

/** The stack's Region. The attribute is `id`, because version 6 of Terraform's provider renamed `name` to `region`. */
export const regionOf = (scope: Construct): string => once(scope, 'here', DataAwsRegion).id;
