export { accountIdOf, dnsSuffixOf, partitionOf, regionOf } from './account';
export { BucketPart, type BucketPartNeed, type BucketPartProps } from './bucket-part';
export { BucketFiles, type BucketFilesProps } from './bucket-files';
export { type AddedFiles, type LambdaCode } from './code-bundle';
export { type ActionsByResource, chimeActions, type ChimeNeed } from './chime-actions';
export { ChimeVoice, type ChimeVoiceProps } from './chime-voice';
export { ConnectHours, type ConnectHoursProps, type OpenHours } from './connect-hours';
export { ConnectInstance, type ConnectInstanceProps } from './connect-instance';
export { type ConnectNumber, ConnectNumbers, type ConnectNumbersProps } from './connect-numbers';
export { type Count, CountAlarm, type CountAlarmProps } from './count-alarm';
export { type Chart, Dashboard, type DashboardProps } from './dashboard';
export {
  deployerPolicies,
  type DeployerReason,
  type DeployerScope,
  type DeployerStatement,
  deployerStatements,
} from './deployer-policy';
export {
  DynamoTable,
  type DynamoTableProps,
  type KeyAttribute,
  type TableIndex,
  type TableNeed,
} from './dynamo-table';
export { EncryptionKey, type EncryptionKeyProps, type KeyNeed } from './encryption-key';
export { except } from './except';
export { ExpiringLog } from './expiring-log';
export { FailureQueue, type FailureQueueProps } from './failure-queue';
export { GlueJob, type GlueJobProps } from './glue-job';
export { HttpApi, type HttpApiProps, type RouteKey, type TokenSource } from './http-api';
export {
  LambdaApp,
  type LambdaAppProps,
  type LambdaRuntime,
  type LambdaVpc,
  type LogDays,
} from './lambda-app';
export { LogDelivery } from './log-delivery';
export { LoggedCount, type LoggedCountProps } from './logged-count';
export { OperatorPool, type OperatorPoolProps, type SignInPage } from './operator-pool';
export { metricNamespace, nameResources, type Names, physicalName } from './names';
export { ownMetric } from './own-metric';
export type { Allowance } from './policy';
export { PriceListApi } from './price-list-api';
export { PrivateBucket, type BucketNeed, type PrivateBucketProps, type ServiceGrant } from './private-bucket';
export { ProvisionedByLambda, type ProvisionedByLambdaProps } from './provisioned-by-lambda';
export { refuseUnsafe } from './refuse-unsafe';
export { ResultsTable, type ResultsTableProps } from './results-table';
export { type AtTimes, type EveryMinutes, Schedule, scheduledTime, type ScheduleProps } from './schedule';
export { SilenceAlarm, type SilenceAlarmProps } from './silence-alarm';
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
export { type ConnectorRoute, VoiceConnector, type VoiceConnectorProps } from './voice-connector';
export { edgeFunction, WebPage, type WebPageApi, type WebPageProps } from './web-page';
export { WebhookApi, type WebhookApiProps } from './webhook-api';
export { WebhookSecret } from './webhook-secret';
