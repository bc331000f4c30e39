export { advance, type Advancing } from './advance';
export { type AwsControl, awsControl, actionTimeouts } from './aws-control-plane';
export type { ForwardChange, ChangeLog, ChangePage } from './change';
export type { ControlPlane } from './control-plane';
export { dynamoChanges } from './dynamo-changes';
export { dynamoOperations } from './dynamo-operations';
export { type TableSchema, tableSchemas } from './dynamo-tables';
export { type AnsweredBy, explain, type Explanation, type SupposedCall } from './explain';
export { memoryChanges } from './memory-changes';
export { memoryOperations } from './memory-operations';
export {
  type Activity,
  describeActivity,
  isFinished,
  isInProgress,
  isStuck,
  type Operation,
  type RemovalDestination,
} from './operation';
export { operationStatus } from './operation-status';
export type { OperationStore } from './operation-store';
export type { RequestContext, ExpectedVersion, RequestRejection } from './outcome';
export { putForward, type PutOutcome } from './put-forward';
export { removeForward, type RemoveOutcome } from './remove-forward';
export { sweep, type SweepResult } from './sweep';
export { viewNumber, viewNumbers, type NumberView } from './view-number';
