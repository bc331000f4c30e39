/** A stack as Terraform's JSON has it. */
type Configuration = Readonly<Record<string, unknown>>;

/** A file of a Terraform module: its name, and what it contains. */
export type ModuleFile = readonly [name: string, content: unknown];

/**
 * What protects data in a stack, and the expression that makes it the choice of a module's caller. Terraform does not allow
 * variables in `prevent_destroy`, so a module has none.
 */
const protections: Readonly<Record<string, (value: unknown) => unknown>> = {
  deletion_protection_enabled: () => '${var.protects_data}',
  force_destroy: (value) => (value === false ? '${!var.protects_data}' : value),
  deletion_protection: () => '${var.protects_data ? "ACTIVE" : "INACTIVE"}',
  recovery_window_in_days: () => '${var.protects_data ? 30 : 0}',
  deletion_window_in_days: () => '${var.protects_data ? 30 : 7}',
};

/**
 * The files of a Terraform module in JSON syntax, made from a synthesised stack: without provider and state, which belong to the
 * caller, and with paths of assets that begin at the module.
 */
export const moduleFiles = (stack: Configuration): readonly ModuleFile[] => {
  const { terraform, resource, data, variable, output } = stack as Record<string, Record<string, unknown>>;
  const providers = Object(terraform?.['required_providers']);
  return [
    ['main.tf.json', forCallers({ data, resource })],
    ['variables.tf.json', { variable: { ...Object(forCallers(variable)), protects_data: protectsData } }],
    ['outputs.tf.json', { output: forCallers(output) }],
    [
      'versions.tf.json',
      {
        terraform: {
          required_version: '>= 1.5.0',
          required_providers: { aws: { ...providers.aws, source: 'hashicorp/aws' } },
        },
      },
    ],
  ];
};

const protectsData = {
  type: 'bool',
  default: true,
  description: 'Whether AWS refuses to delete tables, user pools, secrets and buckets that contain data.',
};

const forCallers = (value: unknown): unknown => {
  if (typeof value === 'string') return value.startsWith('assets/') ? `\${path.module}/${value}` : value;
  if (Array.isArray(value)) return value.map(forCallers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, it]) => {
      if (key === 'prevent_destroy') return [];
      if (key === '//') return it.exceptions ? [[key, { exceptions: it.exceptions }]] : [];
      if (key === 'lifecycle' && Object.keys(it).every((one) => one === 'prevent_destroy')) return [];
      return [[key, protections[key]?.(it) ?? forCallers(it)]];
    }),
  );
};

type Variable = { readonly type: string; readonly description: string; readonly default?: unknown };

/** The README of a module: what it is, how to call it, its inputs and its outputs. */
export const moduleReadme = (system: string, what: string, stack: Configuration): string => {
  const variables = Object.entries<Variable>({
    ...(stack['variable'] as Record<string, Variable>),
    protects_data: protectsData,
  });
  const required = variables.filter(([, variable]) => !('default' in variable));
  const outputs = Object.keys(Object(stack['output'])).sort();
  return `# ${system}

${what}

\`npm run modules\` of Dialplane writes this module from its stack \`${system}\`. Do not edit it.

\`\`\`hcl
module "${system.replaceAll('-', '_')}" {
  source = "./modules/${system}"

  name = "acme-${system}"
${required.map(([name]) => `  ${name} = ${examples[name] ?? '"…"'}`).join('\n')}
}
\`\`\`

The caller configures the AWS provider and the state. The code of the Lambda functions is in \`assets/\`.

## Inputs

${variables
  .map(
    ([name, variable]) =>
      `- \`${name}\` (${variable.type}, ${'default' in variable ? `default \`${JSON.stringify(variable.default)}\`` : 'required'}): ${variable.description}`,
  )
  .join('\n')}

## Outputs

${outputs.map((name) => `- \`${name}\``).join('\n')}
`;
};

const examples: Readonly<Record<string, string>> = {
  alarm_topic_arn: 'aws_sns_topic.pager.arn',
  notice_topic_arn: 'aws_sns_topic.notices.arn',
  connect_instance_id: 'aws_connect_instance.ours.id',
  console_host: '"console.example.com"',
  sign_in_prefix: '"acme-calls"',
  certificate_arn: 'aws_acm_certificate.console.arn',
  forwarding_api_url: 'module.forwarding.api_url',
  forwarding_console_client_id: 'module.forwarding.console_client_id',
  forwarding_sign_in_url: 'module.forwarding.sign_in_url',
};
