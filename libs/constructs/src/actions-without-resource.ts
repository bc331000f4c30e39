import { type ActionsByResource, chimeActions } from './chime-actions';
import { logDeliveryActions } from './log-delivery';

/**
 * The actions that IAM cannot limit to a resource: their only resource is "*". Sources, besides those of `chime-actions.ts` and
 * `log-delivery.ts`:
 * Service Authorization Reference, "Actions, resources, and condition keys for Amazon CloudWatch" and "… for AWS Price List".
 */
export const actionsWithoutResource: ReadonlySet<string> = new Set([
  ...Object.values<ActionsByResource>(chimeActions).flatMap(({ nothing = [] }) => nothing),
  ...logDeliveryActions,
  'cloudwatch:PutMetricData',
  'pricing:ListPriceLists',
  'pricing:GetPriceListFileUrl',
]);
