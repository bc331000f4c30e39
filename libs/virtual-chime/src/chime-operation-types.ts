import type * as sdk from '@aws-sdk/client-chime-sdk-voice';
import type { OperationInput, OperationNames, OperationOutput } from '@dialplane/virtual-aws';

type Sdk = typeof sdk;

/** An operation by the name that the service's API gives it, such as `CreateSipRule`. */
export type OperationName = OperationNames<Sdk>;

/** The input of an operation, as the SDK types it, after it has been checked. */
export type InputOf<Name extends OperationName> = OperationInput<Sdk, Name>;

/** The output of an operation, as the SDK types it. */
export type OutputOf<Name extends OperationName> = OperationOutput<Sdk, Name>;
