import { Construct } from 'constructs';
import type { Allowance } from './policy';
import type { Usable } from './usable';

/** The Region whose endpoint the apps call. Three Regions have one (billing user guide, "AWS Price List Query API"). */
const PRICES_IN = 'us-east-1';

/** AWS's Price List API. IAM cannot limit it to a resource. The bulk price files are public and need no permission. */
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
