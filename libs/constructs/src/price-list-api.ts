import { Construct } from 'constructs';
import type { Allowance } from './policy';
import type { Usable } from './usable';

/** The one Region with prices that the apps ask (billing user guide, "AWS Price List Query API": there are three). */
const PRICES_IN = 'us-east-1';

/** AWS's own price lists, through the Price List API. IAM limits it to no resource; the bulk files need no permission. */
export class PriceListApi extends Construct implements Usable<'read'> {
  allowancesFor(): readonly Allowance[] {
    return [
      {
        actions: ['pricing:ListPriceLists', 'pricing:GetPriceListFileUrl'],
        resources: ['*'],
        only: { 'aws:RequestedRegion': PRICES_IN },
      },
    ];
  }
}
