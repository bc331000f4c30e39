import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * The name of a resource in AWS: the id of its stack, a dash and `ending`, as in `forwarding-live-forwards`. So two stages
 * can share an account.
 *
 * @param longest the most characters that AWS allows. The default is IAM's limit (IAM User Guide, "IAM and AWS STS quotas")
 * @throws when the name is longer. Without this check, AWS would refuse it in the middle of a deployment
 */
export const physicalName = (scope: Construct, ending: string, longest = 64): string => {
  const name = `${TerraformStack.of(scope).node.id}-${ending}`;
  if (name.length > longest)
    throw new Error(
      `Cannot name a resource "${name}": expected at most ${longest} characters, not ${name.length}`,
    );
  return name;
};
