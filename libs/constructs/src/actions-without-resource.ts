import { type ActionsByResource, chimeActions } from './chime-actions';

/**
 * The actions that no policy can limit to a resource: IAM takes "*" only. What is not Chime's, by its page of the Service
 * Authorization Reference: "Actions, resources, and condition keys for Amazon CloudWatch" and "… for AWS Price List".
 */
export const actionsWithoutResource: ReadonlySet<string> = new Set([
  ...Object.values<ActionsByResource>(chimeActions).flatMap(({ nothing = [] }) => nothing),
  'cloudwatch:PutMetricData',
  'pricing:ListPriceLists',
  'pricing:GetPriceListFileUrl',
]);
