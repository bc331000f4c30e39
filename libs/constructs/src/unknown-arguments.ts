import { TerraformResource, type TerraformStack } from 'cdktf';
import type { StackIssue, SynthesizedStack } from './synthesized-stack';

// What Terraform itself understands in every resource ("Meta-Arguments"), and cdktf's own notes.
const everywhere = [
  '//',
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
];

/**
 * Lists arguments that the provider does not know, as `addOverride` can make them: the compiler sees the rest.
 * Only the top level of each resource is looked at; `terraform validate` looks deeper.
 */
export const unknownArguments = (stack: TerraformStack): readonly StackIssue[] => {
  const { resource = {} }: SynthesizedStack = stack.toTerraform();
  return stack.node
    .findAll()
    .filter((node) => TerraformResource.isTerraformResource(node))
    .flatMap((node) => {
      const { terraformResourceType: type, friendlyUniqueId: name } = node;
      const known = [...everywhere, ...argumentsOf(node)];
      return Object.keys(resource[type]?.[name] ?? {})
        .filter((argument) => !known.includes(argument))
        .map((argument) => ({
          path: `${type}.${name}.${argument}`,
          message: 'must be an argument that the provider knows',
        }));
    });
};

// Each binding lists its arguments, in Terraform's words, in a method that it shows to its own kind only.
const argumentsOf = (node: TerraformResource): readonly string[] =>
  Object.keys((node as unknown as { synthesizeAttributes: () => object }).synthesizeAttributes());
