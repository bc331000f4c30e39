import { type ActionsByResource, chimeActions } from './chime-actions';
import { logDeliveryActions } from './log-delivery';

/**
 * The actions that a policy may allow with the resource "*", because IAM cannot limit them, or because AWS documents no other
 * resource. Sources are in `chime-actions.ts` and `log-delivery.ts`. For the others: Service Authorization Reference, "Actions, resources, and condition keys for Amazon CloudWatch" and "… for AWS Price List".
 */
export const actionsWithoutResource: ReadonlySet<string> = new Set([
  ...Object.values<ActionsByResource>(chimeActions).flatMap(({ nothing = [] }) => nothing),
  ...logDeliveryActions,
  'cloudwatch:PutMetricData',
  'pricing:ListPriceLists',
  'pricing:GetPriceListFileUrl',
]);
