import { TerraformResource, type TerraformStack } from 'cdktf';
import type { StackIssue, SynthesizedStack } from './synthesized-stack';

// Arguments that Terraform understands in every resource ("Meta-Arguments"), and cdktf's comment `//`.
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
 * Lists arguments that the provider does not know. `addOverride` can add such arguments; the compiler checks all others.
 * It checks the top level of each resource only. `terraform validate` also checks nested blocks.
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
          rule: 'known-arguments',
          message: 'must be an argument that the provider knows',
        }));
    });
};

// Each binding lists its arguments, by their Terraform names, in a protected method.
const argumentsOf = (node: TerraformResource): readonly string[] =>
  Object.keys((node as unknown as { synthesizeAttributes: () => object }).synthesizeAttributes());
