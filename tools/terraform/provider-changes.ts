import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SynthesizedStack } from '@dialplane/constructs';

/** The arguments and attributes of each type of resource and data source (`data.…`) in one version of a provider. */
export type ProviderSchema = Readonly<Record<string, readonly string[]>>;

/** What differs between two versions for a type that stacks use. */
export type TypeChange = {
  readonly type: string;
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** What is gone, and a stack sets or reads it. */
  readonly usedAndGone: readonly string[];
};

/** The output of `terraform providers schema -json` (Terraform documentation, "Command: providers schema"), for hashicorp/aws. */
export const schemaOfProvider = (json: string): ProviderSchema => {
  const aws: ProviderSchemas = JSON.parse(json).provider_schemas['registry.terraform.io/hashicorp/aws'];
  const names = ({ block }: TypeSchema): readonly string[] => [
    ...Object.keys(block.attributes ?? {}),
    ...Object.keys(block.block_types ?? {}),
  ];
  return Object.fromEntries([
    ...Object.entries(aws.resource_schemas).map(([type, schema]) => [type, names(schema)]),
    ...Object.entries(aws.data_source_schemas).map(([type, schema]) => [`data.${type}`, names(schema)]),
  ]);
};

type TypeSchema = {
  readonly block: {
    readonly attributes?: Readonly<Record<string, unknown>>;
    readonly block_types?: Readonly<Record<string, unknown>>;
  };
};
type ProviderSchemas = {
  readonly resource_schemas: Readonly<Record<string, TypeSchema>>;
  readonly data_source_schemas: Readonly<Record<string, TypeSchema>>;
};

/** Only read as files: the code of CDKTF is for stacks. */
const bindings = join(__dirname, '../../node_modules/@cdktf/provider-aws');

/** The version of hashicorp/aws that the installed bindings were generated from. */
export const versionOfBindings = (): string =>
  JSON.parse(readFileSync(join(bindings, 'package.json'), 'utf8')).cdktf.provider.version;

/**
 * What the installed bindings know about some types. Each binding was generated from the schema of the provider: its main class
 * reads every attribute by name.
 */
export const schemaOfBindings = (types: readonly string[]): ProviderSchema =>
  Object.fromEntries(
    types.map((type) => {
      // Such as `dynamodb-table` and `data-aws-sns-topic`.
      const name = type.replace('data.', 'data-').replace(/^aws_/, '').replaceAll('_', '-');
      const text = readFileSync(join(bindings, 'lib', name, 'index.js'), 'utf8');
      return [
        type,
        namesIn(text.slice(text.search(/class \w+ extends cdktf\.Terraform(Resource|DataSource)/))),
      ];
    }),
  );

const namesIn = (main: string): readonly string[] => {
  const read = [...main.matchAll(/this\.(?:get\w+Attribute|interpolationForAttribute)\('(\w+)'\)/g)];
  const nested = [...main.matchAll(/= new \w+\(this, ["'](\w+)["']/g)];
  const written = [
    ...(/synthesizeAttributes\(\) \{\s*return \{([\s\S]*?)\n {8}\};/.exec(main)?.[1] ?? '').matchAll(
      /^ {12}(\w+):/gm,
    ),
  ];
  return [...new Set([...read, ...nested, ...written].map(([, name = '']) => name))].sort();
};

/** The types that stacks use, and what they set and read of each. */
export const usesOf = (
  stacks: readonly SynthesizedStack[],
): Readonly<Record<string, ReadonlySet<string>>> => {
  const uses: Record<string, Set<string>> = {};
  for (const stack of stacks) {
    const text = JSON.stringify(stack);
    const all = [
      ...Object.entries(stack.resource ?? {}),
      ...Object.entries(stack.data ?? {}).map(([type, it]) => [`data.${type}`, it] as const),
    ];
    for (const [type, byName] of all) {
      const used = (uses[type] ??= new Set());
      for (const resource of Object.values(byName))
        for (const argument of Object.keys(resource)) if (!everywhere.has(argument)) used.add(argument);
      const reference = new RegExp(`\\b${type.replace('.', '\\.')}\\.[\\w-]+\\.(\\w+)`, 'g');
      for (const [, attribute = ''] of text.matchAll(reference)) used.add(attribute);
    }
  }
  return uses;
};

/** Arguments of Terraform itself. */
const everywhere = new Set([
  '//',
  'provider',
  'lifecycle',
  'depends_on',
  'count',
  'for_each',
  'provisioner',
  'connection',
]);

/** Compares two versions for the types that stacks use. Types without a difference are left out. */
export const providerChanges = (
  older: ProviderSchema,
  newer: ProviderSchema,
  uses: Readonly<Record<string, ReadonlySet<string>>>,
): readonly TypeChange[] =>
  Object.keys(uses)
    .sort()
    .map((type) => {
      const before = older[type] ?? [];
      const after = newer[type] ?? [];
      const gone = before.filter((name) => !after.includes(name));
      return {
        type,
        gone,
        added: after.filter((name) => !before.includes(name)),
        usedAndGone: [...(uses[type] ?? [])].filter((name) => !after.includes(name)).sort(),
      };
    })
    .filter(({ gone, added, usedAndGone }) => gone.length + added.length + usedAndGone.length > 0);
