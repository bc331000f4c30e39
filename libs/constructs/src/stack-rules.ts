import { exceptionsIn } from './except';
import { policyIssues } from './policy-rules';
import {
  resourcesOf,
  type Addressed,
  type StackIssue,
  type SynthesizedResource,
  type SynthesizedStack,
} from './synthesized-stack';

/** A rule for every resource of one type. It can look at all other resources of the stack. Exceptions name its id. */
type Rule = readonly [
  type: string,
  id: string,
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

/** Services that invoke an alias where there is one. */
const invokersOfAliases = [
  'apigateway.amazonaws.com',
  'connect.amazonaws.com',
  'voiceconnector.chime.amazonaws.com',
];

const functionAlarmed = (metric: string) => alarmed(metric, 'FunctionName', 'function_name');

const rules: readonly Rule[] = [
  [
    'aws_lambda_function',
    'errors-alarm',
    'must have an alarm on Errors that says who is hurt',
    functionAlarmed('Errors'),
  ],
  [
    'aws_lambda_function',
    'throttles-alarm',
    'must have an alarm on Throttles that says who is hurt',
    functionAlarmed('Throttles'),
  ],
  [
    'aws_lambda_function',
    'own-log',
    'must log to its own group, in JSON',
    ({ resource }) =>
      /^\$\{aws_cloudwatch_log_group\./.test(Object(resource['logging_config']).log_group) &&
      Object(resource['logging_config']).log_format === 'JSON',
  ],
  [
    'aws_lambda_permission',
    'invoker',
    'must limit who can invoke the function: source_account, or source_arn of one resource',
    ({ resource }) =>
      Boolean(resource['source_account']) || /^\$\{\w+\.[^}]+arn\}/.test(String(resource['source_arn'])),
  ],
  [
    'aws_iam_role_policy_attachment',
    'managed-policy',
    'must not be used: a managed policy allows more than the app needs',
    () => false,
  ],
  [
    'aws_s3_bucket',
    'tls',
    'must refuse requests without TLS',
    (it, others) =>
      others.some(
        ({ type, resource }) =>
          type === 'aws_s3_bucket_policy' &&
          belongsTo(resource, it) &&
          String(resource['policy']).includes('"aws:SecureTransport":"false"'),
      ),
  ],
  [
    'aws_apigatewayv2_route',
    'authentication',
    'must authenticate callers: authorization_type JWT and an authorizer, unless its app verifies signed webhooks',
    (it, others) =>
      (it.resource['authorization_type'] === 'JWT' &&
        /^\$\{aws_apigatewayv2_authorizer\./.test(String(it.resource['authorizer_id']))) ||
      verifiesWebhooks(it, others),
  ],
  [
    'aws_lambda_permission',
    'alias-permission',
    'must name the alias that requests reach, because a permission for the function does not cover it',
    ({ resource }, others) =>
      !invokersOfAliases.includes(String(resource['principal'])) ||
      Boolean(resource['qualifier']) ===
        others.some(
          ({ type, resource: alias }) =>
            type === 'aws_lambda_alias' && alias['function_name'] === resource['function_name'],
        ),
  ],
  [
    'aws_apigatewayv2_api',
    'origins',
    'must name the origins of web pages that may call it, without *',
    ({ resource }) =>
      !JSON.stringify(Object(resource['cors_configuration']).allow_origins ?? []).includes('*'),
  ],
  [
    'aws_apigatewayv2_api',
    '5xx-alarm',
    'must have an alarm on 5xx that says who is hurt',
    alarmed('5xx', 'ApiId', 'id'),
  ],
  [
    'aws_apigatewayv2_stage',
    'throttling',
    'must throttle requests',
    ({ resource }) => Number(Object(resource['default_route_settings']).throttling_rate_limit) > 0,
  ],
  [
    'aws_apigatewayv2_stage',
    'access-log',
    'must log each request to its own group, without the path, which contains phone numbers',
    ({ resource }) =>
      /^\$\{aws_cloudwatch_log_group\./.test(Object(resource['access_log_settings']).destination_arn) &&
      !/\$context\.path/.test(Object(resource['access_log_settings']).format),
  ],
  [
    'aws_cognito_user_pool',
    'sign-up',
    'must not let people sign themselves up',
    ({ resource }) => Object(resource['admin_create_user_config']).allow_admin_create_user_only === true,
  ],
  [
    'aws_chime_voice_connector',
    'encrypted-calls',
    'must refuse unencrypted calls',
    ({ resource }) => resource['require_encryption'] === true,
  ],
];

/**
 * Lists what is unsafe in a stack and what a general scanner cannot know: functions without an alarm that says who is hurt,
 * policies that allow too much, phone numbers in access logs, routes without authentication. Checkov checks the rest, such as
 * public or unencrypted buckets (`npm run checkov` in this workspace).
 */
export const stackIssues = (stack: SynthesizedStack): readonly StackIssue[] => {
  const all = resourcesOf(stack);
  const known = addressesIn(stack);
  return all.flatMap((it) => withoutExceptions(it, issuesOf(it, all, known)));
};

const issuesOf = (
  it: Addressed,
  all: readonly Addressed[],
  known: ReadonlySet<string>,
): readonly StackIssue[] => [
  ...foreignReferences(it, known).map((reference) => ({
    path: it.address,
    rule: 'own-stack',
    message: `must refer to its own stack only, which has no ${reference}`,
  })),
  ...rules
    .filter(([type, , , holds]) => type === it.type && !holds(it, all))
    .map(([, rule, message]) => ({ path: it.address, rule, message })),
  ...Object.entries(it.resource).flatMap(([argument, policy]) =>
    (isPolicy(argument, policy) ? policyIssues(policy) : []).map((issue) => ({
      path: `${it.address}.${argument}`,
      ...issue,
    })),
  ),
];

/** Leaves out issues that the resource is excepted from, and adds one for each exception that no issue needs. */
const withoutExceptions = (
  { address, resource }: Addressed,
  issues: readonly StackIssue[],
): readonly StackIssue[] => {
  const excepted = exceptionsIn(resource);
  return [
    ...issues.filter(({ rule }) => !excepted.has(rule)),
    ...[...excepted]
      .filter((rule) => !issues.some((issue) => issue.rule === rule))
      .map((rule) => ({
        path: address,
        rule,
        message: `must not be excepted from "${rule}", which it follows`,
      })),
  ];
};

/** Whether the app of a route has the setting with the webhook secret. Without it, the app does not start. */
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

// References occur in `${…}` only. Other text can look like one.
const foreignReferences = ({ resource }: Addressed, known: ReadonlySet<string>): readonly string[] =>
  [...JSON.stringify(resource).matchAll(/\$\{[^}]*\}/g)]
    .flatMap(([expression]) => expression.match(/\b(?:data\.)?aws_\w+\.[\w-]+/g) ?? [])
    .filter((reference) => !known.has(reference));

const reference = ({ address }: Addressed, attribute: string) => `\${${address}.${attribute}}`;

const belongsTo = (resource: SynthesizedResource, bucket: Addressed): boolean =>
  [reference(bucket, 'id'), reference(bucket, 'bucket')].includes(String(resource['bucket']));

const isPolicy = (argument: string, value: unknown): value is string =>
  /(^|_)policy$/.test(argument) && typeof value === 'string';

const isFilledList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
