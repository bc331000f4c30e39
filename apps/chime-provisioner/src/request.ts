import type { NumberProductType } from '@dialplane/number-routing';
import type { NumberSource } from './number-source';

/** What Terraform wants to do. `read` only looks whether the state is the wanted one. */
export type Action = 'create' | 'update' | 'delete' | 'read';

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
  /** What the last `read` returned. A new one makes Terraform send the request again. @default none */
  readonly revision?: string;
};

/**
 * `application`: a SIP media application, whose numbers have to go back before it is deleted. `message-log`: the logging of the
 * messages between it and its Lambda, which Terraform has no resource for. Neither has anything that an update changes.
 */
export type ApplicationRequest = {
  readonly kind: 'application' | 'message-log';
  readonly sipMediaApplicationId: string;
  readonly region: string;
};

/** One thing that Terraform manages through this Lambda. */
export type Request = NumberRequest | ApplicationRequest;

/** The scheduled request to finish updates that were accepted. */
export type Sweep = { readonly kind: 'sweep' };

/** A request, and the action that Terraform wants. */
export type ProvisioningInvocation = { readonly action: Action; readonly request: Request };
