import { stackIssues, unknownArguments } from '@dialplane/constructs';
import { ForwardingStack } from './forwarding-stack';
import type { PlatformProps } from './platform-stack';
import { cdktfApp } from './testing/cdktf-app';
import { allowStatements, resources } from '@dialplane/constructs/testing';

const props: PlatformProps = {
  region: 'us-west-2',
  alarmTopic: 'pager',
  keepsData: true,
  state: { organization: 'example' },
  rating: { runs: [] },
};

const deployed = (more: Partial<PlatformProps> = {}) =>
  new ForwardingStack(cdktfApp(), 'forwarding-live', { ...props, ...more });

const synthesized = (more?: Partial<PlatformProps>) => deployed(more).toTerraform();

const named = (type: string, name: string, stack = synthesized()) =>
  resources(stack, type).find((it) => Object.values(it).includes(`forwarding-live-${name}`));

const settings = (app: string, more?: Partial<PlatformProps>) => {
  const lambda = named('aws_lambda_function', app, synthesized(more));
  return (lambda?.['environment'] as { variables: Record<string, string> }).variables;
};

/** What an app may do, on which type of resource: `dynamodb:GetItem forwards`. */
const may = (app: string, stack = synthesized()): readonly string[] =>
  resources(stack, 'aws_iam_role_policy')
    .filter(({ role }) => String(role).startsWith(`\${aws_iam_role.${app}_role_`))
    .flatMap(({ policy }) => JSON.parse(String(policy)).Statement)
    .flatMap(({ Action, Resource }: { Action: string[]; Resource: string[] }) =>
      Action.map((action) => `${action} ${subject(Resource[0] ?? '')}`),
    );

// `${aws_dynamodb_table.forwards_table_9D0B1C5A.arn}` is forwards; a connector's ARN ends in its reference.
const subject = (resource: string): string =>
  /\.([\w-]+?)_(?:table|connector|application|logs)_\w+\.\w+\}/.exec(resource)?.[1] ?? resource;

it('is safe to deploy', () => {
  expect(stackIssues(synthesized())).toEqual([]);
  expect(unknownArguments(deployed())).toEqual([]);
});

it('keys its tables by phone number', () => {
  expect(resources(synthesized(), 'aws_dynamodb_table')).toEqual([
    expect.objectContaining({ name: 'forwarding-live-forwards', hash_key: 'number' }),
    expect.objectContaining({ name: 'forwarding-live-operations', hash_key: 'number' }),
    expect.objectContaining({ name: 'forwarding-live-changes', hash_key: 'number', range_key: 'at' }),
    expect.objectContaining({ name: 'forwarding-live-provisioned', hash_key: 'id' }),
  ]);
});

it('has an index of unfinished operations', () => {
  expect(named('aws_dynamodb_table', 'operations')?.['global_secondary_index']).toEqual([
    { name: 'unfinished', hash_key: 'unfinished', range_key: 'nextAt', projection_type: 'ALL' },
  ]);
});

const storing = ['dynamodb:GetItem operations', 'dynamodb:PutItem operations'];
const moving = [
  'chime:GetPhoneNumber *',
  'chime:UpdatePhoneNumber *',
  'chime:GetSipRule *',
  'chime:UpdateSipRule *',
  'chime:DeleteSipRule *',
  'chime:AssociatePhoneNumbersWithVoiceConnectorGroup *',
  'chime:DisassociatePhoneNumbersFromVoiceConnectorGroup *',
  'chime:AssociatePhoneNumbersWithVoiceConnector trunk',
  'chime:DisassociatePhoneNumbersFromVoiceConnector trunk',
  'chime:ListSipRules sma',
  'chime:CreateSipRule sma',
];

const tasks: Readonly<Record<string, readonly string[]>> = {
  'forwarding-sma': ['dynamodb:GetItem forwards'],
  'forwarding-api': [
    'dynamodb:GetItem forwards',
    'dynamodb:PutItem forwards',
    'dynamodb:Scan forwards',
    ...storing,
    'dynamodb:PutItem changes',
    'dynamodb:Query changes',
    ...moving,
    'chime:ListPhoneNumbers *',
    'chime:ListVoiceConnectors *',
    'chime:ListSipMediaApplications *',
  ],
  'forwarding-sweep': [
    'dynamodb:GetItem forwards',
    'dynamodb:PutItem forwards',
    ...storing,
    'dynamodb:Query operations',
    'dynamodb:PutItem changes',
    ...moving,
  ],
  'chime-provisioner': [
    'dynamodb:GetItem provisioned',
    'dynamodb:PutItem provisioned',
    'dynamodb:DeleteItem provisioned',
    'dynamodb:Scan provisioned',
    'dynamodb:GetItem forwards',
    'dynamodb:PutItem forwards',
    'dynamodb:Scan forwards',
    ...storing,
    'dynamodb:PutItem changes',
    ...moving,
    'chime:ListVoiceConnectors *',
    'chime:GetVoiceConnectorGroup *',
    'chime:GetVoiceConnector trunk',
    'chime:SearchAvailablePhoneNumbers *',
    'chime:CreatePhoneNumberOrder *',
    'chime:ListPhoneNumberOrders *',
    'chime:DeletePhoneNumber *',
    'chime:PutSipMediaApplicationLoggingConfiguration sma',
  ],
};

const functions = resources(synthesized(), 'aws_lambda_function').map(({ function_name }) =>
  String(function_name).replace('forwarding-live-', ''),
);

it.each(functions)('lets %s do its work and write its log, and nothing else', (app) => {
  const logging = [`logs:CreateLogStream ${app}`, `logs:PutLogEvents ${app}`];

  expect([...may(app)].sort()).toEqual([...logging, ...(tasks[app] ?? [])].sort());
});

it('moves numbers only between its own connector and the connectors of its stage', () => {
  const stack = synthesized({ connectors: ['abcdef1ghij2klmno3pqr4'] });
  const connectors = allowStatements(stack, 'aws_iam_role_policy').filter(({ Action }) =>
    Action.includes('chime:AssociatePhoneNumbersWithVoiceConnector'),
  );

  expect(connectors).toHaveLength(3);
  for (const { Resource } of connectors)
    expect(Resource).toEqual([
      expect.stringMatching(/:vc\/\$\{aws_chime_voice_connector\.trunk_\w+\.id\}$/),
      expect.stringMatching(/:vc\/abcdef1ghij2klmno3pqr4$/),
    ]);
});

it('lets the telephony service read prompts and write recordings, and nothing else', () => {
  expect(allowStatements(synthesized(), 'aws_s3_bucket_policy')).toEqual([
    expect.objectContaining({
      Action: ['s3:GetObject'],
      Resource: [expect.stringMatching(/^\$\{aws_s3_bucket\.prompts_bucket_\w+\.arn\}\/\*$/)],
    }),
    expect.objectContaining({ Principal: { Service: 'logging.s3.amazonaws.com' } }),
    expect.objectContaining({
      Action: ['s3:PutObject', 's3:PutObjectAcl'],
      Resource: [expect.stringMatching(/^\$\{aws_s3_bucket\.recordings_bucket_\w+\.arn\}\/\*$/)],
    }),
  ]);
});

it('logs who reads recordings', () => {
  expect(resources(synthesized(), 'aws_s3_bucket_logging')).toEqual([
    expect.objectContaining({
      bucket: expect.stringContaining('recordings'),
      target_bucket: expect.stringContaining('access-log'),
    }),
  ]);
});

it('uploads the prompts as audio', () => {
  const prompts = resources(synthesized(), 'aws_s3_object');

  expect(prompts.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['connecting.wav', 'unavailable.wav']),
  );
  for (const prompt of prompts) expect(prompt['content_type']).toBe('audio/wav');
});

it('passes its table and buckets to the call app', () => {
  expect(settings('forwarding-sma')).toEqual({
    METRICS_NAMESPACE: 'Dialplane/forwarding-live',
    FORWARDS_TABLE: expect.stringMatching(/^\$\{aws_dynamodb_table\.forwards_/),
    PROMPTS_BUCKET: expect.stringMatching(/^\$\{aws_s3_bucket\.prompts_/),
    RECORDINGS_BUCKET: expect.stringMatching(/^\$\{aws_s3_bucket\.recordings_/),
  });
});

it('passes the fallback number of its stage to the call app', () => {
  expect(settings('forwarding-sma', { fallbackNumber: '+14155550199' })).toMatchObject({
    FALLBACK_NUMBER: '+14155550199',
  });
});

it.each(['forwarding-api', 'forwarding-sweep'])('passes tables, application and connector to %s', (app) => {
  expect(settings(app)).toEqual({
    METRICS_NAMESPACE: 'Dialplane/forwarding-live',
    FORWARDS_TABLE: expect.stringMatching(/^\$\{aws_dynamodb_table\.forwards_/),
    OPERATIONS_TABLE: expect.stringMatching(/^\$\{aws_dynamodb_table\.operations_/),
    CHANGES_TABLE: expect.stringMatching(/^\$\{aws_dynamodb_table\.changes_/),
    SIP_MEDIA_APPLICATION_ID: expect.stringMatching(/^\$\{aws_chimesdkvoice_sip_media_application\.sma_/),
    SIP_MEDIA_APPLICATION_REGION: 'us-west-2',
    HOME_CONNECTOR_ID: expect.stringMatching(/^\$\{aws_chime_voice_connector\.trunk_/),
  });
});

it('accepts tokens of its own pool of operators', () => {
  const [authorizer] = resources(synthesized(), 'aws_apigatewayv2_authorizer');

  expect(authorizer?.['jwt_configuration']).toEqual({
    issuer: expect.stringMatching(/^https:\/\/\$\{aws_cognito_user_pool\.operators_\w+\.endpoint\}$/),
    audience: [expect.stringMatching(/^\$\{aws_cognito_user_pool_client\.operators_/)],
  });
});

it('finishes updates of its numbers on a schedule, if it has numbers', () => {
  const numbers = [{ name: 'sales', onDestroy: 'release', order: { areaCode: '206' } }] as const;

  expect(resources(synthesized({ numbers }), 'aws_scheduler_schedule')).toContainEqual(
    expect.objectContaining({
      schedule_expression: 'rate(5 minutes)',
      target: expect.objectContaining({ input: '{"kind":"sweep"}' }),
    }),
  );
});

it('runs the sweep every minute', () => {
  expect(resources(synthesized(), 'aws_scheduler_schedule')).toEqual([
    expect.objectContaining({ schedule_expression: 'rate(1 minute)' }),
  ]);
});

it('has an alarm on stuck numbers that says who is hurt', () => {
  expect(named('aws_cloudwatch_metric_alarm', 'stuck numbers')).toMatchObject({
    namespace: 'Dialplane/forwarding-live',
    metric_name: 'NumbersStuck',
    alarm_description: expect.stringMatching(/^Callers to a number reach nobody/),
  });
});

it('has an alarm when the sweep has not run for an hour', () => {
  expect(named('aws_cloudwatch_metric_alarm', 'silent sweep')).toMatchObject({
    metric_name: 'Invocations',
    dimensions: { FunctionName: expect.stringMatching(/^\$\{aws_lambda_function\.forwarding-sweep_/) },
    comparison_operator: 'LessThanThreshold',
    treat_missing_data: 'breaching',
    evaluation_periods: 1,
  });
});

it.each`
  quota        | threshold
  ${undefined} | ${8}
  ${500}       | ${400}
`('has an alarm on more than $threshold active calls for a quota of $quota', ({ quota, threshold }) => {
  const stack = synthesized({ ...(quota && { callQuota: quota }) });

  expect(named('aws_cloudwatch_metric_alarm', 'many calls', stack)).toMatchObject({
    namespace: 'AWS/ChimeVoiceConnector',
    metric_name: 'SmaActiveCallCount',
    dimensions: { Region: 'us-west-2' },
    statistic: 'Maximum',
    threshold,
  });
});

it('has an alarm when Chime throttles calls', () => {
  expect(named('aws_cloudwatch_metric_alarm', 'throttled calls')).toMatchObject({
    namespace: 'AWS/ChimeVoiceConnector',
    metric_name: 'Throttles',
    threshold: 0,
  });
});

it.each`
  name                       | metric
  ${'failed incoming calls'} | ${'InboundCallFailures'}
  ${'failed outgoing calls'} | ${'OutboundCallFailures'}
`('has an alarm on $name, which a few do not raise', ({ name, metric }) => {
  expect(named('aws_cloudwatch_metric_alarm', name)).toMatchObject({
    namespace: 'AWS/ChimeVoiceConnector',
    metric_name: metric,
    dimensions: { Region: 'us-west-2' },
    statistic: 'Sum',
    threshold: 5,
  });
});

it('requires a second factor of operators unless the stage says otherwise', () => {
  const mfa = (more?: Partial<PlatformProps>) =>
    resources(synthesized(more), 'aws_cognito_user_pool')[0]?.['mfa_configuration'];

  expect([mfa(), mfa({ requiresSecondFactor: false })]).toEqual(['ON', 'OPTIONAL']);
});

it.each`
  releases       | ignored
  ${'at-once'}   | ${['description']}
  ${'by-canary'} | ${['description', 'function_version', 'routing_config']}
`('with releases $releases, Terraform ignores $ignored of the call app', ({ releases, ignored }) => {
  const stack = deployed({ releases });

  expect(
    resources(stack, 'aws_lambda_alias').map(({ lifecycle }) => Object(lifecycle).ignore_changes),
  ).toEqual([ignored]);
});

it('reserves concurrent executions for the call app only', () => {
  const reserved = resources(synthesized({ reservedCallConcurrency: 100 }), 'aws_lambda_function').map(
    (it) => it['reserved_concurrent_executions'],
  );

  expect(reserved).toEqual([100, undefined, undefined, undefined]);
});

it('deletes recordings and old versions after the days of its stage', () => {
  const rules = (keepDays?: PlatformProps['keepDays']) =>
    resources(synthesized({ ...(keepDays && { keepDays }) }), 'aws_s3_bucket_lifecycle_configuration')
      .filter(({ bucket }) => !String(bucket).includes('access-log'))
      .map(({ rule }) => (rule as readonly [Record<string, unknown>])[0]);
  const oldVersions = (days: number) => [{ noncurrent_days: days }];

  expect(rules()).toEqual([
    expect.objectContaining({ noncurrent_version_expiration: oldVersions(30) }),
    expect.not.objectContaining({ expiration: expect.anything() }),
  ]);
  expect(rules({ recordings: 365, oldVersions: 10 })).toEqual([
    expect.objectContaining({ noncurrent_version_expiration: oldVersions(10) }),
    expect.objectContaining({
      expiration: [{ days: 365 }],
      noncurrent_version_expiration: oldVersions(10),
    }),
  ]);
});

const invocations = (more?: Partial<PlatformProps>) => resources(synthesized(more), 'aws_lambda_invocation');

it('sends numbers back when it is destroyed, and logs no messages', () => {
  expect(invocations()).toEqual([
    expect.objectContaining({
      lifecycle_scope: 'CRUD',
      input: expect.stringMatching(/"kind" = "application"/),
    }),
  ]);
  expect(JSON.stringify(synthesized())).not.toMatch(/ChimeSipMediaApplicationSipMessages|LogDelivery/);
});

it.each`
  messageLog | logging                                                                | permissions
  ${'on'}    | ${[[expect.stringMatching(/^aws_cloudwatch_log_group\.message-log/)]]} | ${2 + 8}
  ${'off'}   | ${[]}                                                                  | ${2}
`(
  'keeps messages for 30 days when the message log is $messageLog',
  ({ messageLog, logging, permissions }) => {
    const stack = synthesized({ messageLog });
    const groups = resources(stack, 'aws_cloudwatch_log_group');

    expect(
      resources(stack, 'aws_lambda_invocation')
        .filter(({ input }) => String(input).includes('"kind" = "message-log"'))
        .map((it) => it['depends_on']),
    ).toEqual(logging.map((group: unknown[]) => expect.arrayContaining(group)));
    expect(groups).toContainEqual(
      expect.objectContaining({
        name: expect.stringMatching(/^\/aws\/ChimeSipMediaApplicationSipMessages\/\$\{/),
        retention_in_days: 30,
      }),
    );
    expect(may('chime-provisioner', stack).filter((action) => action.startsWith('logs:'))).toHaveLength(
      permissions,
    );
    expect(stackIssues(stack)).toEqual([]);
  },
);

it('orders and adopts the numbers of its stage, and destroys them after the application', () => {
  const [sales, help, application] = invocations({
    numbers: [
      { name: 'sales', onDestroy: 'release', order: { areaCode: '206' } },
      { name: 'help', onDestroy: 'keep', adopt: '+14155550123' },
    ],
  });

  expect(sales?.['input']).toMatch(
    /"name" = "sales".*"order" = \{"areaCode" = "206"\}.*"connectorId" = aws_/,
  );
  expect(help?.['input']).toMatch(/"name" = "help".*"adopt" = "\+14155550123".*"connectorId" = aws_/);
  expect(application?.['depends_on']).toEqual(
    expect.arrayContaining(['sales', 'help'].map((name) => expect.stringContaining(`number-${name}_`))),
  );
});

it.each`
  keepsData | tableStays | recordingsGo | recordings
  ${true}   | ${true}    | ${false}     | ${'stay'}
  ${false}  | ${false}   | ${true}      | ${'go'}
`(
  'sets deletion protection of tables to $tableStays when keepsData is $keepsData, and recordings $recordings',
  (stage) => {
    const stack = synthesized({ keepsData: stage.keepsData });

    for (const table of resources(stack, 'aws_dynamodb_table'))
      expect(table['deletion_protection_enabled']).toBe(stage.tableStays);
    expect(resources(stack, 'aws_s3_bucket').map(({ force_destroy }) => force_destroy)).toEqual([
      true, // prompts are in the repository
      stage.recordingsGo, // and the access log with them
      stage.recordingsGo,
    ]);
  },
);

it('handles calls and sends alarms in the Region of its stage', () => {
  const stack = synthesized();

  expect(resources(stack, 'aws_chimesdkvoice_sip_media_application')[0]).toMatchObject({
    aws_region: 'us-west-2',
  });
  expect(resources(stack, 'aws_cloudwatch_metric_alarm')[0]).toMatchObject({
    alarm_actions: ['${data.aws_sns_topic.alarm-topic.arn}'],
  });
});

it('has outputs', () => {
  expect(Object.keys(synthesized().output).sort()).toEqual([
    'api_url',
    'forwards_table',
    'function_name',
    'prompts_bucket',
    'recordings_bucket',
    'sip_media_application_arn',
    'sip_media_application_id',
    'user_pool_client_id',
    'user_pool_id',
    'voice_connector_id',
  ]);
});
