import { resourcesOf, type SynthesizedStack } from '@dialplane/constructs';

/** A policy document of IAM. */
export type Policy = { readonly Version: string; readonly Statement: readonly Statement[] };
export type Statement = {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: object;
};

/**
 * The policy of an app's role in a synthesized stack, without the statement for its log, which Lambda itself uses.
 *
 * @param resolve the value of a Terraform reference, such as `aws_dynamodb_table.forwards_table_35302097.arn`
 */
export const policyOf = (
  stack: SynthesizedStack,
  app: string,
  resolve: (reference: string) => string,
): Policy => ({
  Version: '2012-10-17',
  Statement: resourcesOf(stack)
    .filter(({ type }) => type === 'aws_iam_role_policy')
    .filter(({ resource }) => String(resource['role']).startsWith(`\${aws_iam_role.${app}_role_`))
    .flatMap(({ resource: { policy } }) => (JSON.parse(String(policy)) as Policy).Statement)
    .filter(({ Action }) => !Action.every((action) => action.startsWith('logs:')))
    .map((statement) => ({
      ...statement,
      Resource: statement.Resource.map((it) =>
        it.replaceAll(/\$\{([^}]*)\}/g, (_, reference: string) => resolve(reference)),
      ),
    })),
});
