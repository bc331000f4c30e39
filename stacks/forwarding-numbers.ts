import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import {
  type ChimeVoice,
  LambdaApp,
  LogDelivery,
  ProvisionedByLambda,
  type SipMediaApp,
  type VoiceConnector,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import { builtApp } from './built-app';
import type { ForwardingTables } from './forwarding-tables';
import type { Stage, StageNumber } from './stage';

export type ForwardingNumbersProps = {
  readonly tables: ForwardingTables;
  readonly chime: ChimeVoice;
  readonly trunk: VoiceConnector;
  readonly application: SipMediaApp;
  readonly settings: Readonly<Record<string, string>>;
  readonly region: string;
  readonly alarmTopicArn: string;
  readonly numbers: readonly StageNumber[];
  readonly messageLog: Stage['messageLog'];
};

/** Adds what Terraform has no resource for: phone numbers, and the message log of the SIP media application. */
export const forwardingNumbers = (stack: Construct, props: ForwardingNumbersProps): void => {
  const { tables, chime, trunk, application, settings, region, alarmTopicArn, numbers, messageLog } = props;

  const app = new LambdaApp(stack, 'chime-provisioner', {
    code: builtApp('chime-provisioner'),
    failureMeans:
      'A deployment fails, so the team that deploys is blocked: numbers are not ordered, adopted or released. Callers notice nothing.',
    alarmTopicArn,
    timeoutSeconds: 300, // an order takes minutes
    environment: { ...settings, PROVISIONED_TABLE: tables.provisioned.table.name },
  })
    .mayUse(tables.provisioned, 'get', 'put', 'delete')
    .mayUse(tables.forwards, 'get', 'put', 'delete', 'list')
    .mayUse(tables.operations, 'get', 'put')
    .mayUse(tables.changes, 'put')
    .mayUse(
      chime,
      'read-numbers',
      'look-at-connectors',
      'list-connectors',
      'move-numbers',
      'order-numbers',
      'release-numbers',
      'log-applications',
    );

  const logReady = messageLog ? [messageLogGroup(stack, application)] : [];
  if (messageLog) app.mayUse(new LogDelivery(stack, 'log-delivery', { region }), 'manage');

  const provisioned = numbers.map(
    ({ name, ...number }) =>
      new ProvisionedByLambda(stack, `number-${name}`, {
        app,
        identity: name,
        input: { kind: 'phone-number', name, ...number, connectorId: trunk.connector.id },
      }).invocation,
  );
  // Deleted before everything else, because deleting it sends each forwarded number back to its connector, which must still exist.
  new ProvisionedByLambda(stack, 'application', {
    app,
    identity: application.application.id,
    input: {
      kind: 'application',
      sipMediaApplicationId: application.application.id,
      region,
      logging: messageLog === 'on',
    },
    after: [application.application, trunk.connector, ...logReady, ...provisioned],
  });
};

/**
 * The log group that Chime writes messages to. Without it, Chime creates the group, and nothing deletes the messages, which
 * contain full phone numbers. Name: Amazon Chime SDK developer guide, page on unexpected hang-ups.
 */
const messageLogGroup = (stack: Construct, { application }: SipMediaApp): CloudwatchLogGroup =>
  new CloudwatchLogGroup(stack, 'message-log', {
    name: `/aws/ChimeSipMediaApplicationSipMessages/${application.id}`,
    retentionInDays: 30,
  });
