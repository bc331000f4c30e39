import { type ActionsByResource, chimeActions } from './chime-actions';
import { logDeliveryActions } from './log-delivery';

/**
 * What a function in a VPC needs to create and delete its network interfaces (Lambda developer guide, "Giving Lambda functions
 * access to resources in an Amazon VPC", "Required IAM permissions", which has the resource "*").
 */
export const networkActions = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
] as const;

/** What a traced function needs (Service Authorization Reference, "… for AWS X-Ray", which lists no resource for them). */
export const tracingActions = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'] as const;

/**
 * The actions that a policy may allow with the resource "*", because IAM cannot limit them, or because AWS documents no other
 * resource. Sources are beside the lists. For the others: Service Authorization Reference, "Actions, resources, and condition
 * keys for Amazon CloudWatch", "… for AWS Price List" and "… for Amazon Connect", which limits the question for flow
 * associations to all phone numbers of the account.
 */
export const actionsWithoutResource: ReadonlySet<string> = new Set([
  ...Object.values<ActionsByResource>(chimeActions).flatMap(({ nothing = [] }) => nothing),
  ...logDeliveryActions,
  ...networkActions,
  ...tracingActions,
  'cloudwatch:PutMetricData',
  'connect:BatchGetFlowAssociation',
  'pricing:ListPriceLists',
  'pricing:GetPriceListFileUrl',
]);
