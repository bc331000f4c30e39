import { account, type IamRequest, region } from './iam-requests';
import type { LoggedRequest } from './terraform-log';

/** What Terraform asks for in the words of a request: JSON, a form or a path. */
type Read = LoggedRequest & {
  readonly json: Readonly<Record<string, unknown>>;
  readonly form: URLSearchParams;
  /** The parts of the path, without empty ones. */
  readonly path: readonly string[];
};

const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;
const globalArn = (service: string, rest: string): string => `arn:aws:${service}::${account}:${rest}`;

/**
 * What requests of Terraform's provider need in IAM. The resources are those of the Service Authorization Reference.
 *
 * @throws for a service that the table does not have
 */
export const terraformIamRequests = (requests: readonly LoggedRequest[]): readonly IamRequest[] => {
  return requests.flatMap((request) => {
    const needs = services[request.service];
    if (!needs)
      throw new Error(
        `Cannot judge ${request.operation} of "${request.service}": add the service to terraform-iam-requests.ts`,
      );
    const tag = tagOf(request.body);
    return needs({
      ...request,
      json: request.body.startsWith('{') ? parsed(request.body) : {},
      // The name in a form that was cut off is also in the other requests for the same resource.
      form: new URLSearchParams(
        isCutOff(request.body)
          ? [request, ...requests.filter(({ call }) => call === request.call)]
              .map(({ body }) => body)
              .join('&')
          : request.body,
      ),
      path: request.url.pathname.split('/').filter(Boolean).map(decodeURIComponent),
    }).map((it) => ({
      action: it.action,
      resource: it.resource.replace(/:\d{12}:/, `:${account}:`),
      context: { ...(tag !== undefined && { 'aws:RequestTag/stack': tag }), ...it.context },
    }));
  });
};

const isCutOff = (body: string): boolean => body.includes('[truncated...]');

/** A JSON body. Of one that was cut off, only the texts are read. */
const parsed = (body: string): Read['json'] =>
  isCutOff(body)
    ? Object.fromEntries(
        [...body.matchAll(/"(\w+)":"([^"]*)"/g)].reverse().map(([, name, value]) => [name, value]),
      )
    : JSON.parse(body);

/** The value of the tag `stack` in a request, in the forms of the services. */
const tagOf = (body: string): string | undefined =>
  /"stack":"([^"]+)"|"Key":"stack","Value":"([^"]+)"|"TagKey":"stack","TagValue":"([^"]+)"|<Key>stack<\/Key><Value>([^<]+)/
    .exec(body)
    ?.slice(1)
    .find((it) => it !== undefined);

const on = (
  prefix: string,
  { operation }: LoggedRequest,
  ...resources: readonly string[]
): readonly IamRequest[] => resources.map((resource) => ({ action: `${prefix}:${operation}`, resource }));

/** A role that a request passes to a service. */
const passes = (role: unknown, service: string): readonly IamRequest[] =>
  typeof role === 'string'
    ? [{ action: 'iam:PassRole', resource: role, context: { 'iam:PassedToService': service } }]
    : [];

/** A bucket's configuration has one permission to change and delete it, which is often named differently from the operation. */
const s3Actions: Readonly<Record<string, string>> = {
  HeadBucket: 'ListBucket',
  HeadObject: 'GetObject',
  ListObjectVersions: 'ListBucketVersions',
  GetBucketCors: 'GetBucketCORS',
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
  GetBucketReplication: 'GetReplicationConfiguration',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  DeleteBucketLifecycle: 'PutLifecycleConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeleteObjects: 'DeleteObjectVersion',
};

const s3 = ({ operation, path: [bucket = '', ...key], url }: Read): readonly IamRequest[] => {
  const isVersion = operation === 'DeleteObject' && url.searchParams.has('versionId');
  const action = `s3:${isVersion ? 'DeleteObjectVersion' : (s3Actions[operation] ?? operation)}`;
  const object = operation === 'DeleteObjects' ? ['*'] : key;
  const resource = `arn:aws:s3:::${[bucket, ...object].join('/')}`;
  return [
    { action, resource },
    // The provider gives every object the tags of the stack.
    ...(operation === 'PutObject' ? [{ action: 's3:PutObjectTagging', resource }] : []),
  ];
};

const cloudFrontKinds: Readonly<Record<string, string>> = {
  distribution: 'distribution',
  function: 'function',
  'origin-access-control': 'origin-access-control',
  'response-headers-policy': 'response-headers-policy',
};

const cloudFront = (request: Read): readonly IamRequest[] => {
  const {
    operation,
    path: [, kind = '', id],
    url,
  } = request;
  const action = `cloudfront:${operation.replace('WithTags', '')}`;
  const tagged = url.searchParams.get('Resource');
  const resource = tagged ?? (id ? globalArn('cloudfront', `${cloudFrontKinds[kind] ?? kind}/${id}`) : '*');
  return [{ action, resource }];
};

const connectKinds: Readonly<Record<string, string>> = {
  'contact-flows': 'contact-flow',
  'hours-of-operations': 'operating-hours',
  queues: 'queue',
};

const connect = (request: Read): readonly IamRequest[] => {
  const {
    operation,
    path: [kind = '', instance = '', id],
    json,
  } = request;
  if (operation === 'CreateInstance') return on('connect', request, '*');
  if (operation === 'SearchAvailablePhoneNumbers')
    return on('connect', request, arn('connect', 'phone-number/*'));
  if (operation === 'ClaimPhoneNumber')
    return on('connect', request, String(json['TargetArn']), arn('connect', 'phone-number/*'));
  if (kind === 'phone-number') return on('connect', request, arn('connect', `phone-number/${instance}`));
  const part = connectKinds[kind];
  if (!part) return on('connect', request, arn('connect', `instance/${instance}`));
  const hours = json['HoursOfOperationId'];
  return on(
    'connect',
    request,
    arn('connect', `instance/${instance}/${part}/${id ?? '*'}`),
    ...(typeof hours === 'string' ? [arn('connect', `instance/${instance}/operating-hours/${hours}`)] : []),
  );
};

const glue = (request: Read): readonly IamRequest[] => {
  const { operation, json } = request;
  if (operation === 'GetTags') return on('glue', request, String(json['ResourceArn']));
  const job = json['JobName'] ?? (operation.endsWith('Job') ? json['Name'] : undefined);
  if (typeof job === 'string')
    return [...on('glue', request, arn('glue', `job/${job}`)), ...passes(json['Role'], 'glue.amazonaws.com')];
  const table = json['TableInput'] as { readonly Name: string } | undefined;
  const database = json['DatabaseInput'] as { readonly Name: string } | undefined;
  const name = json['DatabaseName'] ?? database?.Name ?? json['Name'];
  const tableName = table?.Name ?? json['TableName'] ?? (json['DatabaseName'] ? json['Name'] : undefined);
  return on(
    'glue',
    request,
    arn('glue', 'catalog'),
    arn('glue', `database/${String(name)}`),
    ...(tableName === undefined ? [] : [arn('glue', `table/${String(name)}/${String(tableName)}`)]),
  );
};

const kms = (request: Read): readonly IamRequest[] => {
  const { operation, json } = request;
  const id = String(json['KeyId'] ?? json['TargetKeyId'] ?? '');
  const key = id.startsWith('arn:') ? id : arn('kms', `key/${id.replace('alias/', 'with-')}`);
  if (operation === 'CreateKey' || operation === 'ListAliases') return on('kms', request, '*');
  const alias = json['AliasName'];
  return typeof alias === 'string'
    ? on('kms', request, arn('kms', alias), ...(id ? [key] : []))
    : on('kms', request, key);
};

const lambda = (request: Read): readonly IamRequest[] => {
  const {
    operation,
    path: [, , name],
    url,
    json,
  } = request;
  const named = name ?? String(json['FunctionName']);
  // A function is named by its name or by its ARN, which can end in a version or an alias.
  const [called = named, version] = named.startsWith('arn:') ? named.split(':').slice(6) : [named];
  const qualifier = url.searchParams.get('Qualifier') ?? version;
  const resource = arn('lambda', `function:${called}${qualifier ? `:${qualifier}` : ''}`);
  return [
    { action: `lambda:${operation === 'Invoke' ? 'InvokeFunction' : operation}`, resource },
    ...passes(json['Role'], 'lambda.amazonaws.com'),
  ];
};

const chime = (request: Read): readonly IamRequest[] => {
  const {
    path: [kind = '', id],
    url,
  } = request;
  const tagged = url.searchParams.get('arn');
  if (tagged) return on('chime', request, tagged);
  const kinds: Readonly<Record<string, string>> = {
    'voice-connectors': 'vc',
    'sip-media-applications': 'sma',
  };
  return on('chime', request, id ? arn('chime', `${kinds[kind] ?? kind}/${id}`) : '*');
};

/** The first of the named values that a request has. */
const first = (json: Read['json'], ...names: readonly string[]): string =>
  String(names.map((name) => json[name]).find((it) => it !== undefined));

const services: Readonly<Record<string, (request: Read) => readonly IamRequest[]>> = {
  ApiGatewayV2: ({ method, path }) => [
    { action: `apigateway:${method}`, resource: `arn:aws:apigateway:${region}::/${path.slice(1).join('/')}` },
  ],
  'Chime SDK Voice': chime,
  CloudFront: cloudFront,
  CloudWatch: (it) => {
    const dashboard = it.form.get('DashboardName') ?? it.form.get('DashboardNames.member.1');
    const alarm = it.form.get('AlarmName') ?? it.form.get('AlarmNames.member.1');
    return on(
      'cloudwatch',
      it,
      it.form.get('ResourceARN') ??
        (dashboard === null
          ? arn('cloudwatch', `alarm:${alarm}`)
          : globalArn('cloudwatch', `dashboard/${dashboard}`)),
    );
  },
  'CloudWatch Logs': (it) =>
    it.operation === 'DescribeLogGroups'
      ? on('logs', it, '*')
      : on(
          'logs',
          it,
          String(it.json['resourceArn'] ?? arn('logs', `log-group:${String(it.json['logGroupName'])}`)),
        ),
  'Cognito Identity Provider': (it) =>
    on(
      'cognito-idp',
      it,
      it.json['UserPoolId'] === undefined
        ? '*'
        : arn('cognito-idp', `userpool/${String(it.json['UserPoolId'])}`),
    ),
  Connect: connect,
  DynamoDB: (it) =>
    on(
      'dynamodb',
      it,
      String(it.json['ResourceArn'] ?? arn('dynamodb', `table/${String(it.json['TableName'])}`)),
    ),
  EventBridge: (it) =>
    on(
      'events',
      it,
      String(it.json['ResourceARN'] ?? arn('events', `rule/${first(it.json, 'Rule', 'Name')}`)),
    ),
  Glue: glue,
  IAM: (it) => on('iam', it, globalArn('iam', `role/${it.form.get('RoleName')}`)),
  KMS: kms,
  Lambda: lambda,
  S3: s3,
  SNS: (it) => on('sns', it, it.form.get('ResourceArn') ?? it.form.get('TopicArn') ?? '*'),
  SQS: (it) => on('sqs', it, arn('sqs', first(it.json, 'QueueName', 'QueueUrl').split('/').at(-1) ?? '')),
  SSM: (it) =>
    it.operation === 'DescribeParameters'
      ? on('ssm', it, '*')
      : on('ssm', it, arn('ssm', `parameter${first(it.json, 'Name', 'ResourceId')}`)),
  // Every identity may ask who it is ("GetCallerIdentity": no permissions are required).
  STS: () => [],
  Scheduler: (it) => [
    ...on('scheduler', it, arn('scheduler', `schedule/default/${it.path[1] ?? ''}`)),
    ...passes(
      (it.json['Target'] as { readonly RoleArn?: string } | undefined)?.RoleArn,
      'scheduler.amazonaws.com',
    ),
  ],
  'Secrets Manager': (it) => {
    const secret = first(it.json, 'SecretId', 'Name');
    return on(
      'secretsmanager',
      it,
      secret.startsWith('arn:') ? secret : arn('secretsmanager', `secret:${secret}-AbCdEf`),
    );
  },
};
