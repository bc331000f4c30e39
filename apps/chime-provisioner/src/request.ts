import type { NumberProductType } from '@dialplane/number-routing';
import type { NumberSource } from './number-source';

/** What Terraform asks for: to bring something about, to change it, or to undo it. */
export type Action = 'create' | 'update' | 'delete';

/** A phone number that is to be in the account, and to be used so. */
export type NumberRequest = {
  readonly kind: 'phone-number';
  /** What it is called here, and at the provider. No two may have the same. */
  readonly name: string;
  readonly source: NumberSource;
  readonly productType: NumberProductType;
  readonly connectorId?: string;
  /** What becomes of a number that was ordered. An adopted one always goes back to where it was. */
  readonly onDestroy: 'keep' | 'release';
};

/** What a SIP media application needs beyond what Terraform can give it. */
export type ApplicationRequest = {
  readonly kind: 'application';
  readonly sipMediaApplicationId: string;
  readonly region: string;
  /** Whether the application's messages are logged. */
  readonly logging: boolean;
};

/** One thing that Terraform manages through us. */
export type Request = NumberRequest | ApplicationRequest;

/** A request, and what is to be done with it. */
export type ProvisioningInvocation = { readonly action: Action; readonly request: Request };
