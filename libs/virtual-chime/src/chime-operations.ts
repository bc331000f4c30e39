import * as sdk from '@aws-sdk/client-chime-sdk-voice';
import { operationsIn } from '@dialplane/virtual-aws';
import type { OperationName } from './chime-operation-types';

/** Every operation of the service, read from the tables that the SDK ships. */
export const chimeOperations = operationsIn<OperationName>(sdk);
