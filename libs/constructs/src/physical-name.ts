import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * The name that a resource has in AWS: its stack's id, a dash and `ending`, as in `forwarding-live-forwards`.
 * Two stages can so share an account.
 *
 * @throws when it is longer than `longest` characters. IAM's limit of 64 is the default (IAM User Guide,
 *   "IAM and AWS STS quotas"): AWS would only refuse it half-way through a deployment.
 */
export const physicalName = (scope: Construct, ending: string, longest = 64): string => {
  const name = `${TerraformStack.of(scope).node.id}-${ending}`;
  if (name.length > longest)
    throw new Error(
      `Cannot name a resource "${name}": expected at most ${longest} characters, not ${name.length}`,
    );
  return name;
};
