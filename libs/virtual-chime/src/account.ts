import type { InputOf } from './chime-operation-types';
import type { ProductType } from './product-type';

/** The state of an account at the service. Times are epoch milliseconds; all of it can be written as JSON. */
export type ChimeAccount = {
  /** By their E.164 form, which is their id at the service too. */
  readonly numbers: Map<string, OwnedNumber>;
  readonly orders: Map<string, ChimeNumberOrder>;
  readonly connectors: Map<string, Connector>;
  readonly groups: Map<string, ConnectorGroup>;
  readonly applications: Map<string, Application>;
  readonly rules: Map<string, SipRule>;
  readonly settings: Settings;
};

/** A phone number of the account. Its status follows from the rest and the time: see `number-status.ts`. */
export type OwnedNumber = {
  readonly number: string;
  readonly orderId?: string;
  readonly createdAt: number;
  /** When its order is done. */
  readonly arrivesAt: number;
  updatedAt: number;
  productType: ProductType;
  name?: string;
  callingName?: string;
  callingNameDoneAt?: number;
  attachedTo?: Attachment;
  /** After its release: until then the service still shows the number as assigned. */
  assignedUntil?: number;
  /** When it was put into the deletion queue. */
  deletedAt?: number;
};

/** A Voice Connector, or a group of them, that a number belongs to. */
export type Attachment = {
  readonly kind: 'VoiceConnectorId' | 'VoiceConnectorGroupId';
  readonly id: string;
  readonly at: number;
};

export type ChimeNumberOrder = {
  readonly id: string;
  readonly productType: ProductType;
  readonly createdAt: number;
  readonly doneAt: number;
  readonly numbers: readonly { readonly number: string; readonly comes: boolean }[];
};

export type Tag = { readonly Key: string; readonly Value: string };

/** The fields of every resource that is created here. */
type Resource = {
  readonly id: string;
  readonly createdAt: number;
  updatedAt: number;
  name: string;
};

export type Connector = Resource & {
  readonly arn: string;
  readonly region: NonNullable<InputOf<'CreateVoiceConnector'>['AwsRegion']>;
  readonly networkType?: InputOf<'CreateVoiceConnector'>['NetworkType'];
  readonly integrationType?: InputOf<'CreateVoiceConnector'>['IntegrationType'];
  requireEncryption: boolean;
  tags: readonly Tag[];
  /** Only the user names of its credentials for outgoing calls: they are never checked here, so no password is kept. */
  usernames: readonly string[];
  settings: ConnectorSettings;
};

/** The settings of a connector, as they were sent. */
export type ConnectorSettings = {
  readonly origination?: InputOf<'PutVoiceConnectorOrigination'>['Origination'];
  readonly termination?: InputOf<'PutVoiceConnectorTermination'>['Termination'];
  readonly logging?: InputOf<'PutVoiceConnectorLoggingConfiguration'>['LoggingConfiguration'];
  readonly streaming?: InputOf<'PutVoiceConnectorStreamingConfiguration'>['StreamingConfiguration'];
  readonly emergencyCalling?: InputOf<'PutVoiceConnectorEmergencyCallingConfiguration'>['EmergencyCallingConfiguration'];
};

export type ConnectorGroup = Resource & {
  readonly arn: string;
  callDistribution?: InputOf<'CreateVoiceConnectorGroup'>['CallDistributionType'];
  items: InputOf<'UpdateVoiceConnectorGroup'>['VoiceConnectorItems'];
  tags: readonly Tag[];
};

export type Application = Resource & {
  readonly arn: string;
  readonly region: string;
  lambdaArn: string;
  tags: readonly Tag[];
  messageLogs: boolean;
};

export type SipRule = Resource & {
  readonly triggerType: InputOf<'CreateSipRule'>['TriggerType'];
  readonly triggerValue: string;
  disabled: boolean;
  targets: readonly RuleTarget[];
};

export type RuleTarget = {
  readonly applicationId: string;
  readonly region: string;
  readonly priority: number;
};

export type Settings = {
  cdrBucket?: string;
  callingName?: string;
  callingNameUpdatedAt?: number;
};

export const emptyChimeAccount = (): ChimeAccount => ({
  numbers: new Map(),
  orders: new Map(),
  connectors: new Map(),
  groups: new Map(),
  applications: new Map(),
  rules: new Map(),
  settings: {},
});
