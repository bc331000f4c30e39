import { TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';

/** How resources and metrics are named. */
export type Names = {
  /**
   * What names in AWS begin with. It can be a Terraform reference, such as a variable. The lengths of names are then not
   * checked, because they are known only when Terraform runs.
   *
   * @default the id of the stack
   */
  readonly prefix?: string;
  /** The CloudWatch namespace of the apps' own metrics. @default Dialplane/<prefix> */
  readonly metrics?: string;
};

const NAMES = 'dialplane:names';

/** Sets the names of everything below `scope`. Call it before you add anything to `scope`. */
export const nameResources = (scope: Construct, names: Names): void => scope.node.setContext(NAMES, names);

/** Whether a text contains a Terraform reference, such as `${var.name}`. */
export const isReference = (text: string): boolean => Token.isUnresolved(text) || text.includes('${');

const namesOf = ({ node }: Construct): Names => node.tryGetContext(NAMES) ?? {};

const prefixOf = (scope: Construct): string => namesOf(scope).prefix ?? TerraformStack.of(scope).node.id;

/**
 * The name of a resource in AWS: the id of its stack, a dash and `ending`, as in `forwarding-live-forwards`. So two stages
 * can share an account. `nameResources` replaces the id of the stack.
 *
 * @param longest the most characters that AWS allows. The default is IAM's limit (IAM User Guide, "IAM and AWS STS quotas")
 * @throws when the name is longer. Without this check, AWS would refuse it in the middle of a deployment
 */
export const physicalName = (scope: Construct, ending: string, longest = 64): string => {
  const name = `${prefixOf(scope)}-${ending}`;
  if (!isReference(name) && name.length > longest)
    throw new Error(
      `Cannot name a resource "${name}": expected at most ${longest} characters, not ${name.length}`,
    );
  return name;
};

/** The CloudWatch namespace of a stack's own metrics. Each stack has one, so that stages in one account do not mix. */
export const metricNamespace = (scope: Construct): string =>
  namesOf(scope).metrics ?? `Dialplane/${prefixOf(scope)}`;
