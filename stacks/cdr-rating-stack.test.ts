import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackIssues, type SynthesizedStack, unknownArguments } from '@dialplane/constructs';
import { recordFolderPrefixes } from './cdr-rating-records';
import { ratedColumnNames } from '@dialplane/rating-definitions';
import { CdrRatingStack } from './cdr-rating-stack';
import type { StageRating, StageRun } from './stage';
import { cdktfApp } from './testing/cdktf-app';
import { allowStatements, resources } from '@dialplane/constructs/testing';

const monthly: StageRun = { name: 'monthly', frequency: 'Monthly' };

const deployed = (rating: Partial<StageRating> = {}, keepsData = true) =>
  new CdrRatingStack(cdktfApp(), 'cdr-rating-live', {
    region: 'us-west-2',
    alarmTopic: 'pager',
    keepsData,
    state: { organization: 'example' },
    rating: {
      runs: [monthly],
      ...(rating.recordsBucket === undefined && { receivesRecords: true }),
      ...rating,
    },
  });

const made = new Map<string, SynthesizedStack & { readonly output: object }>();

/** The stack as Terraform reads it. Each is synthesised once. */
const synthesized = (rating: Partial<StageRating> = {}, keepsData = true) => {
  const key = JSON.stringify([rating, keepsData]);
  const stack = made.get(key) ?? deployed(rating, keepsData).toTerraform();
  made.set(key, stack);
  return stack;
};

const withRun = (run: Partial<StageRun>) => synthesized({ runs: [{ ...monthly, ...run }] });

const variables = (app: string, stack = synthesized()): Readonly<Record<string, string>> => {
  const lambda = resources(stack, 'aws_lambda_function').find(
    ({ function_name }) => function_name === `cdr-rating-live-monthly-${app}`,
  );
  return (lambda?.['environment'] as { variables: Record<string, string> }).variables;
};

const document = (path: string): string => readFileSync(join(__dirname, '..', path), 'utf8');

it.each`
  what                       | rating
  ${'a stack with one run'}  | ${{}}
  ${'one that gets records'} | ${{ receivesRecords: true }}
  ${'an existing bucket'}    | ${{ recordsBucket: 'our-records' }}
  ${'prices from the API'}   | ${{ runs: [{ ...monthly, prices: 'api' }] }}
  ${'a run per frequency'}   | ${{ runs: [monthly, { name: 'weekly', frequency: 'Weekly' }, { name: 'daily', frequency: 'Daily' }] }}
`('is safe to deploy: $what', ({ rating }) => {
  expect(stackIssues(synthesized(rating))).toEqual([]);
  expect(unknownArguments(deployed(rating))).toEqual([]);
});

/** What an app or the job may do, on what: `s3:GetObject results plans/`. */
const may = (role: string, stack = synthesized()): readonly string[] =>
  resources(stack, 'aws_iam_role_policy')
    .filter((policy) => String(policy['role']).startsWith(`\${aws_iam_role.monthly-${role}_role_`))
    .flatMap(({ policy }) => JSON.parse(String(policy)).Statement)
    .flatMap(({ Action, Resource }: { Action: string[]; Resource: string[] }) =>
      Resource.flatMap((resource) => Action.map((action) => `${action} ${subject(resource)}`)),
    );

// `${aws_s3_bucket.monthly-results_bucket_9D0B1C5A.arn}/plans/*` is `monthly-results plans/`.
const subject = (resource: string): string => {
  const [, name = '', rest = ''] =
    /^\$\{\w+\.([\w-]+?)_(?:[a-z]+_)?[0-9A-F]{8}\.arn\}(.*)$/.exec(resource) ?? [];
  return name ? `${name} ${rest.replace(/^[/:]|\*$/g, '')}`.trim() : resource;
};

const looking = ['s3:ListBucket records', 's3:ListBucket monthly-results'];
const reading = recordFolderPrefixes.map((prefix) => `s3:GetObject records ${prefix}`);
const rating = [
  ...looking,
  ...reading,
  's3:GetObject monthly-results plans/',
  ...['Get', 'Put', 'Delete'].map((does) => `s3:${does}Object monthly-results rated/`),
  's3:AbortMultipartUpload monthly-results rated/',
];
const logging = (app: string) =>
  ['CreateLogStream', 'PutLogEvents'].map((does) => `logs:${does} monthly-${app}`);
const failing = 'sqs:SendMessage monthly-failures';

const tasks: Readonly<Record<string, readonly string[]>> = {
  'price-loader': [
    ...logging('price-loader'),
    ...looking,
    ...['prices/', 'plans/'].flatMap((part) => [
      `s3:GetObject monthly-results ${part}`,
      `s3:PutObject monthly-results ${part}`,
    ]),
    's3:GetObject monthly-results rated/',
    'lambda:InvokeFunction monthly-cdr-rater',
    'glue:StartJobRun monthly-cdr-glue-job',
    failing,
  ],
  'cdr-rater': [...logging('cdr-rater'), ...rating, failing],
  'cdr-glue-job': [
    ...['CreateLogGroup', 'CreateLogStream', 'PutLogEvents'].flatMap((does) =>
      Array(2).fill(`logs:${does} monthly-cdr-glue-job`),
    ),
    'cloudwatch:PutMetricData *',
    's3:GetObject monthly-results glue/',
    ...rating,
  ],
};

it.each(Object.keys(tasks))('lets %s do its work, and nothing else', (role) => {
  expect([...may(role)].sort()).toEqual([...(tasks[role] ?? [])].sort());
});

it('lets the loader call the Price List API only if the run uses it', () => {
  expect(may('price-loader', withRun({ prices: 'api' }))).toEqual(
    expect.arrayContaining(['pricing:ListPriceLists *', 'pricing:GetPriceListFileUrl *']),
  );
});

it('lists only the keys of records that Chime writes', () => {
  const listing = allowStatements(synthesized(), 'aws_iam_role_policy').filter(({ Resource }) =>
    /records_bucket_\w+\.arn\}$/.test(Resource[0]),
  );

  expect(listing).toHaveLength(3);
  for (const { Condition } of listing)
    expect(Condition).toEqual({
      StringLike: { 's3:prefix': recordFolderPrefixes.map((prefix) => `${prefix}*`) },
    });
});

it('passes the settings of the run to the loader', () => {
  expect(variables('price-loader')).toEqual({
    METRICS_NAMESPACE: 'Dialplane/cdr-rating-live',
    RECORDS_BUCKET: expect.stringMatching(/^\$\{aws_s3_bucket\.records_/),
    RESULTS_BUCKET: expect.stringMatching(/^\$\{aws_s3_bucket\.monthly-results_/),
    FREQUENCY: 'Monthly',
    ZONE: 'UTC',
    CURRENCY: 'USD',
    RATER_FUNCTION: expect.stringMatching(/^\$\{aws_lambda_function\.monthly-cdr-rater_/),
    GLUE_JOB: expect.stringMatching(/^\$\{aws_glue_job\.monthly-cdr-glue-job_/),
    GLUE_ABOVE_OBJECTS: '300000',
    GLUE_ABOVE_BYTES: '3758096384',
    PRICE_SOURCE: 'bulk',
    LIMIT_UNRATED: '0',
    LIMIT_REJECTED: '0',
    LIMIT_CONFLICT: '0',
    LAG_SECONDS: '10800',
    NUMBERS: 'plain',
  });
  expect(
    variables(
      'price-loader',
      withRun({
        frequency: 'Weekly',
        zone: 'Europe/Berlin',
        lagHours: 6,
        lookBackDays: 7,
        lookAheadDays: 2,
        arrivals: 'unknown',
        allowEmpty: true,
        limits: { unrated: 0.01 },
        numbers: 'masked',
        glueAbove: { objects: 10, bytes: 20 },
      }),
    ),
  ).toMatchObject({
    FREQUENCY: 'Weekly',
    ZONE: 'Europe/Berlin',
    LAG_SECONDS: '21600',
    LOOK_BACK_DAYS: '7',
    LOOK_AHEAD_DAYS: '2',
    ARRIVALS: 'unknown',
    ALLOW_EMPTY: 'true',
    LIMIT_UNRATED: '0.01',
    NUMBERS: 'masked',
    GLUE_ABOVE_OBJECTS: '10',
    GLUE_ABOVE_BYTES: '20',
  });
});

it('leaves it to the loader not to look back for late records where arrivals are unknown', () => {
  const set = variables('price-loader', withRun({ arrivals: 'unknown' }));

  expect(set).toMatchObject({ ARRIVALS: 'unknown' });
  expect(set).not.toHaveProperty('LOOK_BACK_DAYS');
});

/** A value of each setting that the Glue job names when it refuses a run. It passes what the default does not. */
const namedSettings: Readonly<Record<string, Partial<StageRun>>> = {
  'limits.unrated': { limits: { unrated: 1 } },
  'limits.rejected': { limits: { rejected: 1 } },
  'limits.conflict': { limits: { conflict: 1 } },
  allowEmpty: { allowEmpty: true },
  lookBackDays: { lookBackDays: 30 },
  lookAheadDays: { lookAheadDays: 30 },
};

it('has every setting that a refusal names, and passes it on to the loader', () => {
  const table = /^SETTINGS = \{\n(.*?)^\}/ms.exec(
    document('apps/cdr-glue-job/src/rating_job/evidence.py'),
  )?.[1];
  const named = [...(table ?? '').matchAll(/: "(.*)"/g)].map(([, name = '']) => name);

  expect(named).toEqual(Object.keys(namedSettings));
  for (const name of named)
    expect(variables('price-loader', withRun(namedSettings[name] ?? {}))).not.toEqual(
      variables('price-loader'),
    );
});

it('gives the rater the longest time, two processors and the largest disk', () => {
  expect(resources(synthesized(), 'aws_lambda_function')[0]).toMatchObject({
    function_name: 'cdr-rating-live-monthly-cdr-rater',
    timeout: 900,
    memory_size: 3_008,
    ephemeral_storage: { size: 10_240 },
    environment: {
      variables: {
        RECORDS_BUCKET: expect.stringMatching(/records_/),
        RESULTS_BUCKET: expect.stringMatching(/results_/),
      },
    },
  });
});

it.each`
  frequency    | zone                  | lagHours     | cron
  ${'Daily'}   | ${undefined}          | ${undefined} | ${'cron(10 3 * * ? *)'}
  ${'Weekly'}  | ${undefined}          | ${undefined} | ${'cron(10 3 ? * MON *)'}
  ${'Monthly'} | ${undefined}          | ${undefined} | ${'cron(10 3 1 * ? *)'}
  ${'Monthly'} | ${undefined}          | ${0}         | ${'cron(10 0 1 * ? *)'}
  ${'Monthly'} | ${'Europe/Berlin'}    | ${12}        | ${'cron(10 13 1 * ? *)'}
  ${'Daily'}   | ${'America/New_York'} | ${1}         | ${'cron(10 3 * * ? *)'}
  ${'Daily'}   | ${'Europe/Berlin'}    | ${1}         | ${'cron(10 3 * * ? *)'}
  ${'Daily'}   | ${'Asia/Tokyo'}       | ${1}         | ${'cron(10 2 * * ? *)'}
`('rates a $frequency window in $zone at $cron', ({ frequency, zone, lagHours, cron }) => {
  const stack = withRun({ frequency, ...(zone && { zone }), ...(lagHours !== undefined && { lagHours }) });

  expect(resources(stack, 'aws_scheduler_schedule')).toEqual([
    expect.objectContaining({
      schedule_expression: cron,
      schedule_expression_timezone: zone ?? 'UTC',
      target: expect.objectContaining({ input: '{"scheduled":"<aws.scheduler.scheduled-time>"}' }),
    }),
  ]);
});

it.each([-1, 13, 1.5])('refuses to wait %s hours, which would rate another day', (lagHours) => {
  expect(() => withRun({ lagHours })).toThrow(
    `Cannot wait ${lagHours} hours for records: expected a whole number`,
  );
});

const alarms = (run: Partial<StageRun> = {}) =>
  resources(withRun(run), 'aws_cloudwatch_metric_alarm').map((alarm) => String(alarm['alarm_name']));

it('has alarms for costs that are wrong, late or missing', () => {
  expect(alarms()).toEqual([
    'cdr-rating-live-monthly-failures',
    'cdr-rating-live-monthly-cdr-rater errors',
    'cdr-rating-live-monthly-cdr-rater throttles',
    'cdr-rating-live-monthly-price-loader errors',
    'cdr-rating-live-monthly-price-loader throttles',
    'cdr-rating-live-monthly refused',
    'cdr-rating-live-monthly no records',
    'cdr-rating-live-monthly unrated',
    'cdr-rating-live-monthly late',
  ]);
});

it.each`
  frequency   | hours
  ${'Daily'}  | ${27}
  ${'Weekly'} | ${168}
`('raises an alarm when a $frequency run is missing for $hours hours', ({ frequency, hours }) => {
  expect(alarms({ frequency })).toContain('cdr-rating-live-monthly missing');
  expect(
    resources(withRun({ frequency }), 'aws_cloudwatch_metric_alarm').find(
      ({ treat_missing_data }) => treat_missing_data === 'breaching',
    ),
  ).toMatchObject({ evaluation_periods: hours });
});

it('counts the results that both engines log', () => {
  const filters = resources(synthesized(), 'aws_cloudwatch_log_metric_filter');

  expect(
    filters.map(({ name, pattern, log_group_name, metric_transformation }) => [
      name,
      pattern,
      /cdr-rater_logs|cdr-glue-job_output/.exec(String(log_group_name))?.[0],
      Object(metric_transformation).value,
    ]),
  ).toEqual(
    [
      ['monthly refused', '{ $.message = "Refused to publish a window" }', '1'],
      ['monthly empty', '{ $.message = "Found no record for a window" }', '1'],
      ['monthly unrated', '{ $.message = "Rated a window" }', '$.unrated'],
      ['monthly late', '{ $.message = "Rated a window" }', '$.late'],
      ['monthly windows', '{ $.message = "Rated a window" }', '1'],
    ].flatMap(([name, pattern, value]) =>
      ['cdr-rater_logs', 'cdr-glue-job_output'].map((group) => [name, pattern, group, value]),
    ),
  );
});

it.each(['apps/cdr-rater/src/cdr-rater.ts', 'apps/cdr-glue-job/src/rating_job/log_line.py'])(
  'counts messages that %s logs',
  (engine) => {
    const said = document(engine);

    for (const { pattern } of resources(synthesized(), 'aws_cloudwatch_log_metric_filter'))
      expect(said).toContain(/"(.*)"/.exec(String(pattern))?.[1]);
  },
);

it('has a table with the columns of rated.csv', () => {
  const [table] = resources(synthesized(), 'aws_glue_catalog_table');
  const { columns } = table?.['storage_descriptor'] as { columns: readonly { name: string }[] };

  expect(columns.map(({ name }) => name)).toEqual(ratedColumnNames);
});

it('gives resources of several runs different names', () => {
  const stack = synthesized({ runs: [monthly, { name: 'daily', frequency: 'Daily' }] });
  const types = {
    aws_lambda_function: 4,
    aws_s3_bucket: 4,
    aws_glue_job: 2,
    aws_iam_role: 8,
    aws_sqs_queue: 2,
  };

  for (const [type, count] of Object.entries(types)) {
    const names = resources(stack, type).map((it) => it['function_name'] ?? it['bucket'] ?? it['name']);
    expect(names).toHaveLength(count);
    expect(new Set(names).size).toBe(count);
  }
});

it.each(['', 'Monthly', 'by month', 'a'.repeat(21)])('refuses a run called "%s"', (name) => {
  expect(() => withRun({ name })).toThrow(`Cannot name a run "${name}": expected a lower-case letter`);
});

it('lets Chime write records of this account only, as AWS documents', () => {
  expect(allowStatements(synthesized(), 'aws_s3_bucket_policy')).toEqual([
    expect.objectContaining({ Principal: { Service: 'logging.s3.amazonaws.com' } }), // who reads them
    expect.objectContaining({ Principal: { Service: 'chime.amazonaws.com' }, Action: ['s3:GetBucketAcl'] }),
    expect.objectContaining({
      Principal: { Service: 'chime.amazonaws.com' },
      Action: ['s3:PutObject'],
      Condition: {
        StringEquals: {
          's3:x-amz-acl': 'bucket-owner-full-control',
          'aws:SourceAccount': '${data.aws_caller_identity.account.account_id}',
        },
      },
    }),
  ]);
});

it('refuses a stage that keeps data and gets no records', () => {
  expect(() => deployed({ receivesRecords: false })).toThrow(
    'Cannot rate the calls of a stage that keeps data: expected recordsBucket',
  );
});

it('changes where the account writes its records only if the stage says so', () => {
  expect(
    resources(synthesized({ receivesRecords: false }, false), 'aws_chimesdkvoice_global_settings'),
  ).toEqual([]);
  expect(resources(synthesized({ receivesRecords: true }), 'aws_chimesdkvoice_global_settings')).toEqual([
    expect.objectContaining({
      voice_connector: { cdr_bucket: expect.stringMatching(/^\$\{aws_s3_bucket\.records_/) },
      depends_on: [expect.stringMatching(/^aws_s3_bucket_policy\.records_/)],
    }),
  ]);
});

it('reads an existing bucket, and does not change it', () => {
  const stack = synthesized({ recordsBucket: 'our-records' });

  expect(resources(stack, 'aws_s3_bucket')).toHaveLength(1);
  expect(variables('price-loader', stack)).toMatchObject({ RECORDS_BUCKET: 'our-records' });
  expect(may('cdr-rater', stack)).toContain(
    's3:GetObject arn:${data.aws_partition.partition.partition}:s3:::our-records/Amazon-Chime-SMADRs/*',
  );
});

it('refuses to receive records in an existing bucket', () => {
  expect(() => synthesized({ recordsBucket: 'our-records', receivesRecords: true })).toThrow(
    'Cannot receive records in "our-records"',
  );
});

it.each`
  keepsData | goes
  ${true}   | ${false}
  ${false}  | ${true}
`('sets force_destroy of its buckets to $goes when keepsData is $keepsData', ({ keepsData, goes }) => {
  for (const bucket of resources(synthesized({}, keepsData), 'aws_s3_bucket'))
    expect(bucket['force_destroy']).toBe(goes);
});

it('has outputs for each run', () => {
  expect(Object.keys(synthesized().output).sort()).toEqual([
    'monthly_athena_table',
    'monthly_cdr_rater',
    'monthly_failures_queue',
    'monthly_glue_job',
    'monthly_price_loader',
    'monthly_results_bucket',
    'records_bucket',
  ]);
});
