export { accountIdOf } from './account';
export { BUILT_APPS } from './app-bundle';
export { BucketFiles, type BucketFilesProps } from './bucket-files';
export {
  DynamoTable,
  type DynamoTableProps,
  type KeyAttribute,
  type TableIndex,
  type TableNeed,
} from './dynamo-table';
export { LambdaApp, type LambdaAppProps, type LogDays } from './lambda-app';
export { physicalName } from './physical-name';
export type { Allowance } from './policy';
export { PrivateBucket, type BucketNeed, type PrivateBucketProps, type ServiceGrant } from './private-bucket';
export { refuseUnsafe } from './refuse-unsafe';
export { SipMediaApp, type SipMediaAppProps } from './sip-media-app';
export { stackIssues } from './stack-rules';
export {
  resourcesOf,
  type Addressed,
  type StackIssue,
  type SynthesizedResource,
  type SynthesizedStack,
} from './synthesized-stack';
export { unknownArguments } from './unknown-arguments';
export type { Usable } from './usable';
