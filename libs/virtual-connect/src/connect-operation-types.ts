import type * as sdk from '@aws-sdk/client-connect';
import type { OperationInput, OperationNames, OperationOutput } from '@dialplane/virtual-aws';

type Sdk = typeof sdk;

/** An operation by the name that the service's API gives it, such as `CreateQueue`. */
export type ConnectOperation = OperationNames<Sdk>;

/** The input of an operation, as the SDK types it, after it has been checked. */
export type ConnectInput<Name extends ConnectOperation> = OperationInput<Sdk, Name>;

/** The output of an operation, as the SDK types it. */
export type ConnectOutput<Name extends ConnectOperation> = OperationOutput<Sdk, Name>;
