import { resourcesOf, type SynthesizedStack } from '@dialplane/constructs';

/** The functions of a synthesised stack whose aliases a release moves, because Terraform ignores where they point. */
export const releasedFunctions = (stack: SynthesizedStack): readonly string[] => {
  const all = resourcesOf(stack);
  const nameOf = (reference: string): string =>
    String(all.find(({ address }) => reference.includes(`${address}.`))?.resource['function_name']);
  return all
    .filter(({ type }) => type === 'aws_lambda_alias')
    .filter(({ resource }) => ignoredBy(resource).includes('routing_config'))
    .map(({ resource }) => nameOf(String(resource['function_name'])))
    .sort();
};

const ignoredBy = (resource: Readonly<Record<string, unknown>>): readonly string[] =>
  Object(resource['lifecycle']).ignore_changes ?? [];
