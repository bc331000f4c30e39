import { policyIssues } from './policy-rules';
import {
  resourcesOf,
  type Addressed,
  type StackIssue,
  type SynthesizedResource,
  type SynthesizedStack,
} from './synthesized-stack';

/** What is asked of every resource of one type, given all the others of its stack. */
type Rule = readonly [
  type: string,
  message: string,
  holds: (it: Addressed, others: readonly Addressed[]) => boolean,
];

const alarmed =
  (metric: string, dimension: string, attribute: string) => (it: Addressed, others: readonly Addressed[]) =>
    others.some(
      ({ type, resource }) =>
        type === 'aws_cloudwatch_metric_alarm' &&
        resource['metric_name'] === metric &&
        Object(resource['dimensions'])[dimension] === reference(it, attribute) &&
        Boolean(resource['alarm_description']) &&
        isFilledList(resource['alarm_actions']),
    );

const functionAlarmed = (metric: string) => alarmed(metric, 'FunctionName', 'function_name');

const bucketHas = (type: string) => (it: Addressed, others: readonly Addressed[]) =>
  others.some((other) => other.type === type && isAbout(other.resource, it));

const rules: readonly Rule[] = [
  ['aws_lambda_function', 'must have an alarm on Errors that says who is hurt', functionAlarmed('Errors')],
  [
    'aws_lambda_function',
    'must have an alarm on Throttles that says who is hurt',
    functionAlarmed('Throttles'),
  ],
  [
    'aws_lambda_function',
    'must log to a group of its own, in JSON',
    ({ resource }) =>
      /^\$\{aws_cloudwatch_log_group\./.test(Object(resource['logging_config']).log_group) &&
      Object(resource['logging_config']).log_format === 'JSON',
  ],
  [
    'aws_cloudwatch_log_group',
    'must forget logs after some time',
    ({ resource }) => Number(resource['retention_in_days']) > 0,
  ],
  [
    'aws_lambda_permission',
    'must say on whose behalf it is called: source_account, or source_arn of one resource',
    ({ resource }) =>
      Boolean(resource['source_account']) || /^\$\{\w+\.[^}]+arn\}/.test(String(resource['source_arn'])),
  ],
  ['aws_iam_role_policy_attachment', 'must not be used: it allows what nobody asked for', () => false],
  [
    'aws_dynamodb_table',
    'must be restorable to a point in time',
    ({ resource }) => isEnabled(resource['point_in_time_recovery']),
  ],
  [
    'aws_dynamodb_table',
    'must be encrypted',
    ({ resource }) => isEnabled(resource['server_side_encryption']),
  ],
  ['aws_s3_bucket', 'must be closed to the public', bucketHas('aws_s3_bucket_public_access_block')],
  ['aws_s3_bucket', 'must be encrypted', bucketHas('aws_s3_bucket_server_side_encryption_configuration')],
  ['aws_s3_bucket', 'must keep versions', bucketHas('aws_s3_bucket_versioning')],
  [
    'aws_s3_bucket',
    'must refuse requests without TLS',
    (it, others) =>
      others.some(
        ({ type, resource }) =>
          type === 'aws_s3_bucket_policy' &&
          isAbout(resource, it) &&
          String(resource['policy']).includes('"aws:SecureTransport":"false"'),
      ),
  ],
  [
    'aws_sqs_queue',
    'must be encrypted',
    ({ resource }) => resource['sqs_managed_sse_enabled'] === true || Boolean(resource['kms_master_key_id']),
  ],
  [
    'aws_apigatewayv2_route',
    'must ask who is there: authorization_type JWT, and an authoriser, unless its app verifies signed webhooks',
    (it, others) =>
      (it.resource['authorization_type'] === 'JWT' &&
        /^\$\{aws_apigatewayv2_authorizer\./.test(String(it.resource['authorizer_id']))) ||
      verifiesWebhooks(it, others),
  ],
  [
    'aws_lambda_permission',
    'must name the alias that is asked, where one is: a grant on the function does not cover it',
    ({ resource }, others) =>
      resource['principal'] !== 'apigateway.amazonaws.com' ||
      Boolean(resource['qualifier']) ===
        others.some(
          ({ type, resource: alias }) =>
            type === 'aws_lambda_alias' && alias['function_name'] === resource['function_name'],
        ),
  ],
  [
    'aws_apigatewayv2_api',
    'must name the origins that browsers may come from, never *',
    ({ resource }) =>
      !JSON.stringify(Object(resource['cors_configuration']).allow_origins ?? []).includes('*'),
  ],
  ['aws_apigatewayv2_api', 'must have an alarm on 5xx that says who is hurt', alarmed('5xx', 'ApiId', 'id')],
  [
    'aws_apigatewayv2_stage',
    'must hold requests back above some rate',
    ({ resource }) => Number(Object(resource['default_route_settings']).throttling_rate_limit) > 0,
  ],
  [
    'aws_apigatewayv2_stage',
    'must log each request to a group of its own, without its path: there are phone numbers in it',
    ({ resource }) =>
      /^\$\{aws_cloudwatch_log_group\./.test(Object(resource['access_log_settings']).destination_arn) &&
      !/\$context\.path/.test(Object(resource['access_log_settings']).format),
  ],
  [
    'aws_cognito_user_pool',
    'must let nobody add themselves',
    ({ resource }) => Object(resource['admin_create_user_config']).allow_admin_create_user_only === true,
  ],
  [
    'aws_chime_voice_connector',
    'must refuse calls in plain text',
    ({ resource }) => resource['require_encryption'] === true,
  ],
];

/**
 * Lists everything in a stack that is open, silent or forgetful: policies wider than one need, functions without an
 * alarm, tables that cannot be restored, buckets that others can reach. An empty list means that it may be deployed.
 */
export const stackIssues = (stack: SynthesizedStack): readonly StackIssue[] => {
  const all = resourcesOf(stack);
  const known = addressesIn(stack);
  return all.flatMap((it) => [
    ...foreignReferences(it, known).map((reference) => ({
      path: it.address,
      message: `must refer to its own stack only, which has no ${reference}`,
    })),
    ...rules
      .filter(([type, , holds]) => type === it.type && !holds(it, all))
      .map(([, message]) => ({ path: it.address, message })),
    ...Object.entries(it.resource).flatMap(([argument, policy]) =>
      (isPolicy(argument, policy) ? policyIssues(policy) : []).map((message) => ({
        path: `${it.address}.${argument}`,
        message,
      })),
    ),
  ]);
};

/** Whether the app behind a route knows the secret of webhooks: without it, it does not start. */
const verifiesWebhooks = ({ resource: route }: Addressed, others: readonly Addressed[]): boolean => {
  const named = (reference: unknown) =>
    others.find(({ address }) => String(reference).includes(`\${${address}.`));
  const integration = named(route['target']);
  const alias = named(integration?.resource['integration_uri']);
  const app = named(alias?.resource['function_name']);
  return 'WEBHOOK_SECRET' in Object(Object(app?.resource['environment']).variables);
};

/** What a reference in this stack can point to: `aws_s3_bucket.prompts` or `data.aws_region.here`. */
const addressesIn = ({ resource = {}, data = {} }: SynthesizedStack): ReadonlySet<string> =>
  new Set([...namesIn(resource), ...namesIn(data).map((address) => `data.${address}`)]);

const namesIn = (byType: NonNullable<SynthesizedStack['resource']>): readonly string[] =>
  Object.entries(byType).flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`));

// References occur in `${…}` only. Text may look like one: an AWS API's name in a policy, for example.
const foreignReferences = ({ resource }: Addressed, known: ReadonlySet<string>): readonly string[] =>
  [...JSON.stringify(resource).matchAll(/\$\{[^}]*\}/g)]
    .flatMap(([expression]) => expression.match(/\b(?:data\.)?aws_\w+\.[\w-]+/g) ?? [])
    .filter((reference) => !known.has(reference));

const reference = ({ address }: Addressed, attribute: string) => `\${${address}.${attribute}}`;

const isAbout = (resource: SynthesizedResource, bucket: Addressed): boolean =>
  [reference(bucket, 'id'), reference(bucket, 'bucket')].includes(String(resource['bucket']));

const isPolicy = (argument: string, value: unknown): value is string =>
  /(^|_)policy$/.test(argument) && typeof value === 'string';

const isEnabled = (block: unknown): boolean => Object(block).enabled === true;

const isFilledList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
