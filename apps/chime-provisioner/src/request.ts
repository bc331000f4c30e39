import type { NumberProductType } from '@dialplane/number-routing';
import type { NumberSource } from './number-source';

/** What Terraform wants to do. */
export type Action = 'create' | 'update' | 'delete';

/** A phone number that has to be in the account, and what it is used for. */
export type NumberRequest = {
  readonly kind: 'phone-number';
  /** Its name here and at the provider. It is unique. */
  readonly name: string;
  readonly source: NumberSource;
  readonly productType: NumberProductType;
  readonly connectorId?: string;
  /** What a delete does with an ordered number. An adopted one always goes back to where it was. */
  readonly onDestroy: 'keep' | 'release';
};

/** The settings of a SIP media application that Terraform has no resource for. */
export type ApplicationRequest = {
  readonly kind: 'application';
  readonly sipMediaApplicationId: string;
  readonly region: string;
  /** Whether the messages between the application and its Lambda are logged. */
  readonly logging: boolean;
};

/** One thing that Terraform manages through this Lambda. */
export type Request = NumberRequest | ApplicationRequest;

/** A request, and the action that Terraform wants. */
export type ProvisioningInvocation = { readonly action: Action; readonly request: Request };
