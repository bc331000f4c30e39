/** What a request to AWS needs in IAM: an action on a resource. */
export type IamRequest = { readonly action: string; readonly resource: string };

const account = '111122223333';
const region = 'us-east-1';

/** The ARNs of the test account. */
export const arns = {
  table: (name: string) => `arn:aws:dynamodb:${region}:${account}:table/${name}`,
  connector: (id: string) => `arn:aws:chime:${region}:${account}:vc/${id}`,
  application: (id: string) => `arn:aws:chime:${region}:${account}:sma/${id}`,
};

type Input = Readonly<Record<string, unknown>>;

/**
 * What a DynamoDB command needs. A transaction has no action of its own: each of its writes needs one (Service Authorization
 * Reference, "Actions, resources, and condition keys for Amazon DynamoDB").
 */
export const dynamoRequests = (command: string, input: Input): readonly IamRequest[] => {
  if (command === 'TransactWriteItems')
    return (input['TransactItems'] as readonly Readonly<Record<string, Input>>[]).flatMap((item) =>
      Object.entries(item).flatMap(([kind, write]) => dynamoRequests(`${kind}Item`, write)),
    );
  const table = arns.table(String(input['TableName']));
  const resource = input['IndexName'] ? `${table}/index/${String(input['IndexName'])}` : table;
  return [{ action: `dynamodb:${command}`, resource }];
};

/**
 * What a Chime command needs: the resource that its request names, of the kinds that IAM can limit the action to (Service
 * Authorization Reference, "Actions, resources, and condition keys for Amazon Chime").
 */
export const chimeRequests = (command: string, input: Input): readonly IamRequest[] => [
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
