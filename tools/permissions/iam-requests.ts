/** What a request to AWS needs in IAM: an action on a resource, and the condition keys that describe the request. */
export type IamRequest = {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
};

export const account = '111122223333';
export const region = 'us-east-1';

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;

/** The ARNs of the test account. */
export const arns = {
  table: (name: string) => arn('dynamodb', `table/${name}`),
  connector: (id: string) => arn('chime', `vc/${id}`),
  application: (id: string) => arn('chime', `sma/${id}`),
  key: (id: string) => arn('kms', `key/${id}`),
  /** Secrets Manager adds six characters to the name. */
  secret: (name: string) => arn('secretsmanager', `secret:${name}-AbCdEf`),
  function: (name: string) => arn('lambda', `function:${name}`),
  job: (name: string) => arn('glue', `job/${name}`),
  queue: (name: string) => arn('sqs', name),
  bucket: (name: string) => `arn:aws:s3:::${name}`,
  instance: (id: string) => arn('connect', `instance/${id}`),
  number: (id: string) => arn('connect', `phone-number/${id}`),
};

type Input = Readonly<Record<string, unknown>>;
type Requests = (command: string, input: Input) => readonly IamRequest[];

/**
 * What a command of the SDK needs, by the service's id in the SDK. The resources are those of the Service Authorization
 * Reference, "Actions, resources, and condition keys", of each service.
 */
export const iamRequests = (service: string, command: string, input: Input): readonly IamRequest[] => {
  const requests = requestsOf[service];
  if (!requests)
    throw new Error(
      `Cannot judge ${command} of "${service}": add the service to requestsOf in iam-requests.ts`,
    );
  return requests(command, input);
};

/** One resource, which the request names. */
const named =
  (prefix: string, resourceOf: (input: Input) => string): Requests =>
  (command, input) => [{ action: `${prefix}:${command}`, resource: resourceOf(input) }];

/**
 * What a DynamoDB command needs. A transaction has no action of its own: each of its writes needs one. A query of an index needs
 * the index.
 */
const dynamoRequests: Requests = (command, input) => {
  if (command === 'TransactWriteItems')
    return (input['TransactItems'] as readonly Readonly<Record<string, Input>>[]).flatMap((item) =>
      Object.entries(item).flatMap(([kind, write]) => dynamoRequests(`${kind}Item`, write)),
    );
  const table = arns.table(String(input['TableName']));
  const resource = input['IndexName'] ? `${table}/index/${String(input['IndexName'])}` : table;
  return [{ action: `dynamodb:${command}`, resource }];
};

/** What a Chime command needs: the resource that its request names, of the kinds that IAM can limit the action to. */
const chimeRequests: Requests = (command, input) => [
  { action: `chime:${command}`, resource: chimeResource(command, input) },
];

const limitedToConnector = new Set([
  'AssociatePhoneNumbersWithVoiceConnector',
  'DisassociatePhoneNumbersFromVoiceConnector',
  'GetVoiceConnector',
]);
const limitedToApplication = new Set([
  'CreateSipRule',
  'ListSipRules',
  'UpdateSipRule',
  'PutSipMediaApplicationLoggingConfiguration',
]);

const chimeResource = (command: string, input: Input): string => {
  if (limitedToConnector.has(command)) return arns.connector(String(input['VoiceConnectorId']));
  if (!limitedToApplication.has(command)) return '*';
  const [target] = (input['TargetApplications'] ?? []) as readonly { SipMediaApplicationId: string }[];
  const id = input['SipMediaApplicationId'] ?? target?.SipMediaApplicationId;
  // A request that names no application cannot be matched with a particular one: only "*" in a policy is sure to allow it.
  return arns.application(String(id ?? 'not-named'));
};

/**
 * What an S3 command needs (user guide, "Required permissions for Amazon S3 API operations"): all steps of an upload in parts
 * need PutObject, but to abort it has an action of its own. A page of a list is limited by its prefix.
 */
const s3Requests: Requests = (command, { Bucket, Key, Prefix, Delete }) => {
  const bucket = arns.bucket(String(Bucket));
  const object = (action: string, key: unknown) => ({ action, resource: `${bucket}/${String(key)}` });
  switch (command) {
    case 'ListObjectsV2':
      return [{ action: 's3:ListBucket', resource: bucket, context: { 's3:prefix': String(Prefix ?? '') } }];
    case 'DeleteObjects':
      return (Delete as { readonly Objects: readonly { readonly Key: string }[] }).Objects.map((it) =>
        object('s3:DeleteObject', it.Key),
      );
    case 'CreateMultipartUpload':
    case 'UploadPart':
    case 'CompleteMultipartUpload':
      return [object('s3:PutObject', Key)];
    default:
      return [object(`s3:${command}`, Key)];
  }
};

/** S3 says that an object is missing only to those who may list the bucket (API reference, "GetObject"). */
export const toLearnThatItIsMissing = ({ Bucket }: Input): readonly IamRequest[] => [
  { action: 's3:ListBucket', resource: arns.bucket(String(Bucket)) },
];

const connectRequests: Requests = (command, { InstanceId, PhoneNumberId, ContactFlowId }) => {
  const action = `connect:${command}`;
  if (command === 'BatchGetFlowAssociation') return [{ action, resource: arns.number('*') }];
  const number = { action, resource: arns.number(String(PhoneNumberId)) };
  if (command !== 'AssociatePhoneNumberContactFlow') return [number];
  const flow = `${arns.instance(String(InstanceId))}/contact-flow/${String(ContactFlowId)}`;
  return [number, { action, resource: flow }];
};

const requestsOf: Readonly<Record<string, Requests>> = {
  DynamoDB: dynamoRequests,
  'Chime SDK Voice': chimeRequests,
  S3: s3Requests,
  Connect: connectRequests,
  KMS: named('kms', ({ KeyId }) => String(KeyId)),
  'Secrets Manager': named('secretsmanager', ({ SecretId }) => arns.secret(String(SecretId))),
  Lambda: (_command, { FunctionName }) => [
    { action: 'lambda:InvokeFunction', resource: arns.function(String(FunctionName)) },
  ],
  Glue: named('glue', ({ JobName }) => arns.job(String(JobName))),
  Pricing: named('pricing', () => '*'),
};
