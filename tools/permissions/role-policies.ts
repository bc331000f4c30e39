import { resourcesOf, type SynthesizedStack } from '@dialplane/constructs';
import { account, arns, region } from './iam-requests';

/** A policy document of IAM. */
export type Policy = { readonly Version: string; readonly Statement: readonly Statement[] };
export type Statement = {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: object;
};

/** The value of a Terraform reference, such as `aws_dynamodb_table.forwards_table_35302097.arn`. */
export type Resolve = (reference: string) => string;

/**
 * The policy of an app's role in a synthesised stack, without the statements for its log and its metrics, which Lambda and
 * Glue themselves use.
 *
 * @param known the values of references that a scenario made up; all others are the ARNs that the resource's id leads to
 */
export const policyOf = (
  stack: SynthesizedStack,
  app: string,
  known: (reference: string) => string | undefined = () => undefined,
): Policy => ({
  Version: '2012-10-17',
  Statement: resourcesOf(stack)
    .filter(({ type }) => type === 'aws_iam_role_policy')
    .filter(({ resource }) => String(resource['role']).startsWith(`\${aws_iam_role.${app}_role_`))
    .flatMap(({ resource: { policy } }) => (JSON.parse(String(policy)) as Policy).Statement)
    .filter(({ Action }) => !Action.every((action) => /^(logs|cloudwatch):/.test(action)))
    .map(
      (statement) =>
        JSON.parse(
          JSON.stringify(statement).replaceAll(
            /\$\{([^}]*)\}/g,
            (_, reference: string) => known(reference) ?? valueOf(reference),
          ),
        ) as Statement,
    ),
});

/** The references of our stacks: the id of a construct leads to the ARN that the scenarios use. */
const valueOf = (reference: string): string => {
  for (const [pattern, value] of values) {
    const [, id] = pattern.exec(reference) ?? [];
    if (id !== undefined) return value(id);
  }
  throw new Error(`Cannot resolve ${reference}: add it to the table in role-policies.ts`);
};

const values: readonly (readonly [RegExp, (id: string) => string])[] = [
  [/^aws_dynamodb_table\.(.+)_table_\w+\.arn$/, arns.table],
  [/^aws_kms_key\.(.+)_\w+\.arn$/, arns.key],
  [/^aws_secretsmanager_secret\.(.+)_secret_\w+\.arn$/, arns.secret],
  [/^aws_lambda_function\.(.+)_function_\w+\.arn$/, arns.function],
  [/^aws_glue_job\.(.+)_\w+\.arn$/, arns.job],
  [/^aws_sqs_queue\.(.+)_queue_\w+\.arn$/, arns.queue],
  [/^aws_s3_bucket\.(.+)_bucket_\w+\.arn$/, arns.bucket],
  [/^(data\.aws_caller_identity)\..*account_id$/, () => account],
  [/^(data\.aws_partition)\..*partition$/, () => 'aws'],
  [/^(data\.aws_region)\..*$/, () => region],
];
