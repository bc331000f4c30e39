import { TerraformStack } from 'cdktf';
import { resourcesOf, type SynthesizedResource, type SynthesizedStack } from '../src/synthesized-stack';

/** All resources of one type, as Terraform reads them. */
export const resources = (
  stack: TerraformStack | SynthesizedStack,
  type: string,
): readonly SynthesizedResource[] =>
  resourcesOf(TerraformStack.isStack(stack) ? stack.toTerraform() : stack)
    .filter((it) => it.type === type)
    .map(({ resource }) => resource);

/** Every statement that allows something, in the policies of one type of resource. */
export const allowStatements = (stack: TerraformStack | SynthesizedStack, type: string) =>
  resources(stack, type)
    .flatMap(({ policy }) => JSON.parse(String(policy)).Statement)
    .filter(({ Effect }) => Effect === 'Allow');

/**
 * What the policies of one type of resource allow: which actions, on which types of resource, under which condition.
 * `${aws_s3_bucket.prompts_bucket_5DEAA897.arn}/*` becomes `aws_s3_bucket/*`.
 */
export const allowed = (stack: TerraformStack | SynthesizedStack, type: string) =>
  allowStatements(stack, type).map(({ Action, Resource, Condition }) => ({
    actions: Action,
    resources: Resource.map(withoutName),
    ...(Condition && { only: Condition.StringEquals }),
  }));

const withoutName = (resource: string): string => resource.replace(/\$\{(?!data\.)(\w+)\.[^}]*\}/, '$1');
