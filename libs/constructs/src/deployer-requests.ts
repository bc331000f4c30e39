/**
 * Which resources a deployer's permission is limited to. `{stack}` is the id of the stack, `{stack_}` the same with underscores, and
 * `{name}` the argument `name` of each resource of the type.
 */
export type Place = {
  /** The ends of ARNs, such as `dynamodb:{region}:{account}:table/{stack}-*`. `*` alone is for what IAM cannot limit. */
  readonly arns: readonly string[];
  /**
   * What limits resources whose ids AWS makes up. `own`: they have the tag `stack` with the id of the stack. `new`: the request
   * gives them this tag, and they do not have the tag of another stack. `region`: the request is to the Region of the stack.
   */
  readonly only?: 'own' | 'new' | 'region';
};

/** Actions of one service that Terraform's provider needs for a resource. Names are without the service, separated by spaces. */
export type Requests = Place & {
  readonly service: string;
  /** Requested whenever Terraform creates, reads or destroys the resource. */
  readonly always?: string;
  /** Requested only when an argument or a tag changes, or if the resource has an argument that most have not. */
  readonly changes?: string;
  /** Not requested by Terraform: AWS checks it while it carries out a request, for example for the tags of a new resource. */
  readonly implied?: string;
};

const inRegion = (service: string, rest: string): string => `${service}:{region}:{account}:${rest}`;

/** Resources whose names begin with the id of the stack. */
const named = (service: string, rest: string): Place & { service: string } => ({
  service,
  arns: [inRegion(service, rest)],
});

const tables = named('dynamodb', 'table/{stack}-*');
const functions = named('lambda', 'function:{stack}-*');
const roles = { service: 'iam', arns: ['iam::{account}:role/{stack}-*'] };
const buckets = { service: 's3', arns: ['s3:::{stack}-*'] };
const objects = { service: 's3', arns: ['s3:::{stack}-*/*'] };
const logGroups = named('logs', 'log-group:*/{stack}-*');
const pools = { service: 'cognito-idp', arns: [inRegion('cognito-idp', 'userpool/*')] };
const keys = { service: 'kms', arns: [inRegion('kms', 'key/*')] };
/** Resources of the Glue catalog. A request for a table needs its database and the catalog too. */
const catalog = (...rest: readonly string[]): Place & { service: string } => ({
  service: 'glue',
  arns: rest.map((it) => inRegion('glue', it)),
});
const database = 'database/{stack_}_*';
const glueTable = 'table/{stack_}_*/*';
const parameters = named('ssm', 'parameter/dialplane/{stack}/*');
const connect = (rest: string): Place & { service: string } => ({
  service: 'connect',
  arns: [inRegion('connect', rest)],
});
const anywhere = (service: string): Place & { service: string } => ({ service, arns: ['*'], only: 'region' });
// CloudFront has no Region, so its requests are to us-east-1.
const cloudFront = (...rest: readonly string[]): Place & { service: string } => ({
  service: 'cloudfront',
  arns: rest.map((it) => (it === '*' ? it : `cloudfront::{account}:${it}`)),
});

/** API Gateway lets children of an HTTP API not inherit its tags (developer guide, "API Gateway resources that can be tagged"). */
const httpApi = (always: string, implied?: string): Requests => ({
  service: 'apigateway',
  arns: ['apigateway:{region}::/apis', 'apigateway:{region}::/apis/*'],
  always,
  ...(implied && { implied }),
});
const apiTags: Requests = {
  service: 'apigateway',
  arns: ['apigateway:{region}::/tags/*'],
  changes: 'POST DELETE',
};

/** A resource below a Connect instance, with its tags. */
const inInstance = (kind: string, create: string, always: string, changes: string): readonly Requests[] => [
  { ...connect(`instance/*/${kind}/*`), only: 'new', always: create, implied: 'TagResource' },
  { ...connect(`instance/*/${kind}/*`), only: 'own', always, changes: `${changes} UntagResource` },
];

/**
 * What hashicorp/aws requests for each type of resource and data source (`data.…`) of our stacks. `npm run terraform:apply-local`
 * compares it with the requests that Terraform really makes.
 *
 * Sources: the requests of provider 5.100.0; for `changes`, its documentation and the API references; for resources and condition
 * keys, the Service Authorization Reference; for `implied`, the sources beside the entries.
 */
export const deployerRequests: Readonly<Record<string, readonly Requests[]>> = {
  aws_apigatewayv2_api: [httpApi('GET POST DELETE', 'PUT PATCH'), apiTags],
  aws_apigatewayv2_authorizer: [httpApi('GET POST DELETE', 'PATCH')],
  aws_apigatewayv2_integration: [httpApi('GET POST DELETE', 'PATCH')],
  aws_apigatewayv2_route: [httpApi('GET POST DELETE', 'PATCH')],
  aws_apigatewayv2_stage: [
    httpApi('GET POST DELETE', 'PATCH'),
    apiTags,
    // To deliver access logs ("Configure logging for HTTP APIs in API Gateway", "Permissions to activate logging").
    {
      ...anywhere('logs'),
      implied:
        'CreateLogDelivery GetLogDelivery UpdateLogDelivery DeleteLogDelivery ListLogDeliveries PutResourcePolicy DescribeResourcePolicies DescribeLogGroups',
    },
  ],
  aws_chime_voice_connector: [
    { ...anywhere('chime'), only: 'new', always: 'CreateVoiceConnector' },
    {
      ...named('chime', 'vc/*'),
      only: 'own',
      always: 'GetVoiceConnector DeleteVoiceConnector ListTagsForResource',
      changes: 'UpdateVoiceConnector UntagResource',
    },
    { ...named('chime', 'vc/*'), only: 'new', implied: 'TagResource' },
  ],
  aws_chime_voice_connector_origination: [
    {
      ...named('chime', 'vc/*'),
      only: 'own',
      always:
        'PutVoiceConnectorOrigination GetVoiceConnectorOrigination DeleteVoiceConnectorOrigination GetVoiceConnector',
    },
  ],
  aws_chimesdkvoice_sip_media_application: [
    { ...anywhere('chime'), only: 'new', always: 'CreateSipMediaApplication' },
    {
      ...named('chime', 'sma/*'),
      only: 'own',
      always: 'GetSipMediaApplication DeleteSipMediaApplication ListTagsForResource',
      changes: 'UpdateSipMediaApplication UntagResource',
    },
    { ...named('chime', 'sma/*'), only: 'new', implied: 'TagResource' },
  ],
  // The bucket's policy is read and the setting belongs to the account: IAM has no resource for it.
  aws_chimesdkvoice_global_settings: [
    { ...anywhere('chime'), always: 'GetGlobalSettings UpdateGlobalSettings' },
  ],
  aws_cloudfront_distribution: [
    { ...cloudFront('*'), only: 'new', always: 'CreateDistribution' },
    {
      ...cloudFront('distribution/*'),
      only: 'own',
      always: 'GetDistribution UpdateDistribution DeleteDistribution ListTagsForResource',
      changes: 'UntagResource',
    },
    { ...cloudFront('distribution/*'), only: 'new', implied: 'TagResource' },
  ],
  aws_cloudfront_function: [
    { ...cloudFront('*'), always: 'CreateFunction' },
    {
      ...cloudFront('function/{stack}-*'),
      always: 'DescribeFunction GetFunction PublishFunction DeleteFunction',
      changes: 'UpdateFunction',
    },
  ],
  // Neither can have tags, and AWS makes their ids up.
  aws_cloudfront_origin_access_control: [
    { ...cloudFront('*'), always: 'CreateOriginAccessControl' },
    {
      ...cloudFront('origin-access-control/*'),
      always: 'GetOriginAccessControl DeleteOriginAccessControl',
      changes: 'UpdateOriginAccessControl',
    },
  ],
  aws_cloudfront_response_headers_policy: [
    { ...cloudFront('*'), always: 'CreateResponseHeadersPolicy' },
    {
      ...cloudFront('response-headers-policy/*'),
      always: 'GetResponseHeadersPolicy DeleteResponseHeadersPolicy',
      changes: 'UpdateResponseHeadersPolicy',
    },
  ],
  aws_cloudwatch_dashboard: [
    {
      service: 'cloudwatch',
      arns: ['cloudwatch::{account}:dashboard/{stack}-*'],
      always: 'PutDashboard GetDashboard DeleteDashboards',
    },
  ],
  aws_cloudwatch_event_rule: [
    {
      ...named('events', 'rule/{stack}-*'),
      always: 'PutRule DescribeRule DeleteRule ListTagsForResource',
      changes: 'EnableRule DisableRule UntagResource',
      implied: 'TagResource',
    },
  ],
  aws_cloudwatch_event_target: [
    { ...named('events', 'rule/{stack}-*'), always: 'PutTargets ListTargetsByRule RemoveTargets' },
  ],
  aws_cloudwatch_log_group: [
    { ...anywhere('logs'), always: 'DescribeLogGroups' },
    {
      ...logGroups,
      always: 'CreateLogGroup DeleteLogGroup PutRetentionPolicy ListTagsForResource',
      changes: 'DeleteRetentionPolicy UntagResource',
      implied: 'TagResource',
    },
  ],
  aws_cloudwatch_log_metric_filter: [
    { ...logGroups, always: 'PutMetricFilter DescribeMetricFilters DeleteMetricFilter' },
  ],
  aws_cloudwatch_metric_alarm: [
    {
      ...named('cloudwatch', 'alarm:{stack}-*'),
      always: 'PutMetricAlarm DescribeAlarms DeleteAlarms ListTagsForResource',
      changes: 'UntagResource',
      implied: 'TagResource',
    },
  ],
  aws_cognito_user_group: [
    { ...pools, only: 'own', always: 'CreateGroup GetGroup DeleteGroup', changes: 'UpdateGroup' },
  ],
  aws_cognito_user_pool: [
    { ...anywhere('cognito-idp'), only: 'new', always: 'CreateUserPool' },
    {
      ...pools,
      only: 'own',
      always: 'DescribeUserPool GetUserPoolMfaConfig SetUserPoolMfaConfig DeleteUserPool',
      changes: 'UpdateUserPool UntagResource',
    },
    { ...pools, only: 'new', implied: 'TagResource' },
  ],
  aws_cognito_user_pool_client: [
    {
      ...pools,
      only: 'own',
      always: 'CreateUserPoolClient DescribeUserPoolClient DeleteUserPoolClient',
      changes: 'UpdateUserPoolClient',
    },
  ],
  aws_cognito_user_pool_domain: [
    { ...anywhere('cognito-idp'), always: 'DescribeUserPoolDomain' },
    {
      ...pools,
      only: 'own',
      always: 'CreateUserPoolDomain DeleteUserPoolDomain',
      changes: 'UpdateUserPoolDomain',
    },
  ],
  aws_connect_contact_flow: inInstance(
    'contact-flow',
    'CreateContactFlow',
    'DescribeContactFlow DeleteContactFlow',
    'UpdateContactFlowContent UpdateContactFlowMetadata',
  ),
  aws_connect_hours_of_operation: inInstance(
    'operating-hours',
    'CreateHoursOfOperation',
    'DescribeHoursOfOperation DeleteHoursOfOperation',
    'UpdateHoursOfOperation',
  ),
  aws_connect_instance: [
    { ...anywhere('connect'), only: 'new', always: 'CreateInstance' },
    {
      ...connect('instance/*'),
      only: 'own',
      always: 'DescribeInstance DescribeInstanceAttribute UpdateInstanceAttribute DeleteInstance',
      changes: 'UntagResource',
    },
    { ...connect('instance/*'), only: 'new', implied: 'TagResource' },
    // The directory of the instance's people (administrator guide, "Required permissions for using custom IAM policies").
    {
      ...anywhere('ds'),
      implied: 'CheckAlias CreateDirectory CreateIdentityPoolDirectory DescribeDirectories',
    },
    {
      ...named('ds', 'directory/*'),
      implied: 'AuthorizeApplication CreateAlias DeleteDirectory UnauthorizeApplication',
    },
    {
      service: 'iam',
      arns: ['iam::{account}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_*'],
      implied: 'CreateServiceLinkedRole DeleteServiceLinkedRole PutRolePolicy AttachRolePolicy',
    },
  ],
  aws_connect_lambda_function_association: [
    {
      ...connect('instance/*'),
      only: 'own',
      always: 'AssociateLambdaFunction DisassociateLambdaFunction ListLambdaFunctions',
    },
    // Connect adds itself to the function's resource policy.
    { ...functions, implied: 'AddPermission RemovePermission GetPolicy' },
  ],
  aws_connect_phone_number: [
    { ...connect('instance/*'), only: 'own', always: 'ClaimPhoneNumber' },
    { ...connect('phone-number/*'), always: 'SearchAvailablePhoneNumbers' },
    { ...connect('phone-number/*'), only: 'new', always: 'ClaimPhoneNumber', implied: 'TagResource' },
    {
      ...connect('phone-number/*'),
      only: 'own',
      always: 'DescribePhoneNumber ReleasePhoneNumber',
      changes: 'UpdatePhoneNumber UntagResource',
    },
  ],
  aws_connect_queue: [
    ...inInstance(
      'queue',
      'CreateQueue',
      'DescribeQueue DeleteQueue ListQueueQuickConnects UpdateQueueMaxContacts',
      'UpdateQueueName UpdateQueueStatus UpdateQueueHoursOfOperation UpdateQueueOutboundCallerConfig AssociateQueueQuickConnects DisassociateQueueQuickConnects',
    ),
    {
      ...connect('instance/*/operating-hours/*'),
      only: 'own',
      implied: 'CreateQueue UpdateQueueHoursOfOperation',
    },
  ],
  aws_dynamodb_table: [
    {
      ...tables,
      always:
        'CreateTable DescribeTable DescribeContinuousBackups DescribeTimeToLive ListTagsOfResource UpdateContinuousBackups DeleteTable',
      changes: 'UpdateTable UpdateTimeToLive UntagResource',
      implied: 'TagResource',
    },
    // The provider looks up the key of DynamoDB in the account, whose id AWS has made up.
    { ...keys, always: 'DescribeKey' },
  ],
  aws_glue_catalog_database: [
    { ...catalog('catalog', database), always: 'CreateDatabase GetDatabase', changes: 'UpdateDatabase' },
    {
      ...catalog('catalog', database, glueTable, 'userDefinedFunction/{stack_}_*/*'),
      always: 'DeleteDatabase',
    },
    { ...catalog(database), always: 'GetTags', changes: 'UntagResource', implied: 'TagResource' },
  ],
  aws_glue_catalog_table: [
    {
      ...catalog('catalog', database, glueTable),
      always: 'CreateTable GetTable GetPartitionIndexes DeleteTable',
      changes: 'UpdateTable',
    },
  ],
  aws_glue_job: [
    {
      ...named('glue', 'job/{stack}-*'),
      always: 'CreateJob GetJob GetTags DeleteJob',
      changes: 'UpdateJob UntagResource',
      implied: 'TagResource',
    },
  ],
  aws_iam_role: [
    {
      ...roles,
      always:
        'CreateRole GetRole ListRolePolicies ListAttachedRolePolicies ListInstanceProfilesForRole GetRolePolicy DeleteRole',
      changes: 'UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription UntagRole DeleteRolePolicy',
      implied: 'TagRole',
    },
  ],
  aws_iam_role_policy: [{ ...roles, always: 'PutRolePolicy GetRolePolicy DeleteRolePolicy' }],
  aws_kms_alias: [
    { ...anywhere('kms'), always: 'ListAliases' },
    { ...named('kms', 'alias/{stack}-*'), always: 'CreateAlias DeleteAlias', changes: 'UpdateAlias' },
    { ...keys, only: 'own', always: 'CreateAlias DeleteAlias', changes: 'UpdateAlias' },
  ],
  aws_kms_key: [
    { ...anywhere('kms'), only: 'new', always: 'CreateKey' },
    { ...anywhere('kms'), only: 'new', implied: 'TagResource' },
    {
      ...keys,
      only: 'own',
      always:
        'DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags EnableKeyRotation ScheduleKeyDeletion',
      changes: 'PutKeyPolicy UpdateKeyDescription DisableKeyRotation EnableKey DisableKey UntagResource',
    },
  ],
  aws_lambda_alias: [{ ...functions, always: 'CreateAlias GetAlias DeleteAlias', changes: 'UpdateAlias' }],
  aws_lambda_function: [
    {
      ...functions,
      always: 'CreateFunction GetFunction ListVersionsByFunction GetFunctionCodeSigningConfig DeleteFunction',
      changes:
        'UpdateFunctionCode UpdateFunctionConfiguration GetFunctionConfiguration PublishVersion PutFunctionConcurrency DeleteFunctionConcurrency UntagResource',
      implied: 'TagResource',
    },
  ],
  aws_lambda_function_event_invoke_config: [
    {
      ...functions,
      always: 'PutFunctionEventInvokeConfig GetFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig',
    },
  ],
  aws_lambda_invocation: [{ ...functions, always: 'InvokeFunction' }],
  aws_lambda_permission: [{ ...functions, always: 'AddPermission GetPolicy RemovePermission' }],
  aws_s3_bucket: [
    {
      ...buckets,
      always:
        'CreateBucket DeleteBucket ListBucket ListBucketVersions PutBucketTagging GetBucketTagging GetBucketPolicy GetBucketAcl GetBucketCORS GetBucketWebsite GetBucketVersioning GetAccelerateConfiguration GetBucketRequestPayment GetBucketLogging GetLifecycleConfiguration GetReplicationConfiguration GetEncryptionConfiguration GetBucketObjectLockConfiguration',
    },
    { ...objects, always: 'DeleteObjectVersion', changes: 'DeleteObject' },
  ],
  aws_s3_bucket_lifecycle_configuration: [
    { ...buckets, always: 'PutLifecycleConfiguration GetLifecycleConfiguration' },
  ],
  aws_s3_bucket_logging: [{ ...buckets, always: 'PutBucketLogging GetBucketLogging' }],
  aws_s3_bucket_policy: [{ ...buckets, always: 'PutBucketPolicy GetBucketPolicy DeleteBucketPolicy' }],
  aws_s3_bucket_public_access_block: [
    { ...buckets, always: 'PutBucketPublicAccessBlock GetBucketPublicAccessBlock' },
  ],
  aws_s3_bucket_server_side_encryption_configuration: [
    { ...buckets, always: 'PutEncryptionConfiguration GetEncryptionConfiguration' },
  ],
  aws_s3_bucket_versioning: [{ ...buckets, always: 'PutBucketVersioning GetBucketVersioning' }],
  aws_s3_object: [
    { ...buckets, always: 'ListBucketVersions' },
    {
      ...objects,
      always: 'PutObject GetObject GetObjectTagging PutObjectTagging DeleteObjectVersion',
      // An object that was written before its bucket had versions is deleted by its name. Terraform creates both at the same time.
      changes: 'DeleteObject DeleteObjectTagging',
    },
  ],
  aws_scheduler_schedule: [
    {
      ...named('scheduler', 'schedule/default/{stack}-*'),
      always: 'CreateSchedule GetSchedule DeleteSchedule',
      changes: 'UpdateSchedule',
    },
  ],
  aws_secretsmanager_secret: [
    {
      ...named('secretsmanager', 'secret:{stack}-*'),
      always: 'CreateSecret DescribeSecret GetResourcePolicy DeleteSecret',
      changes: 'UpdateSecret RestoreSecret UntagResource',
      implied: 'TagResource',
    },
  ],
  aws_sqs_queue: [
    {
      ...named('sqs', '{stack}-*'),
      always: 'CreateQueue GetQueueAttributes ListQueueTags DeleteQueue',
      changes: 'SetQueueAttributes UntagQueue',
      implied: 'TagQueue',
    },
  ],
  aws_ssm_parameter: [
    { ...anywhere('ssm'), always: 'DescribeParameters' },
    {
      ...parameters,
      always: 'PutParameter GetParameter ListTagsForResource DeleteParameter',
      changes: 'RemoveTagsFromResource',
      implied: 'AddTagsToResource',
    },
  ],
  // AWS needs no permission for these two, and the provider knows its own partition and Region.
  'data.aws_caller_identity': [],
  'data.aws_partition': [],
  'data.aws_region': [],
  'data.aws_connect_instance': [
    { ...connect('instance/*'), always: 'DescribeInstance DescribeInstanceAttribute' },
  ],
  'data.aws_lambda_invocation': [{ ...functions, always: 'InvokeFunction' }],
  'data.aws_ssm_parameter': [{ ...named('ssm', 'parameter{name}'), always: 'GetParameter' }],
  'data.aws_sns_topic': [
    { ...anywhere('sns'), always: 'ListTopics' },
    { ...named('sns', '*'), always: 'ListTagsForResource' },
  ],
};
