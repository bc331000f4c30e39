import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import {
  type ChimeVoice,
  ExpiringLog,
  LambdaApp,
  LogDelivery,
  ProvisionedByLambda,
  Schedule,
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
      'A deployment fails, so the team that deploys is blocked: numbers are not ordered, adopted or released. If the error came from the schedule, an update of a number is not finished, and its callers may reach nobody.',
    alarmTopicArn,
    timeoutSeconds: 300, // an order takes minutes
    environment: { ...settings, PROVISIONED_TABLE: tables.provisioned.table.name },
  })
    .mayUse(tables.provisioned, 'get', 'put', 'delete', 'list')
    .mayUse(tables.forwards, 'get', 'put', 'list')
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
  if (messageLog === 'on') app.mayUse(new LogDelivery(stack, 'log-delivery', { region }), 'manage');

  const provisioned = numbers.map(
    ({ name, ...number }) =>
      new ProvisionedByLambda(stack, `number-${name}`, {
        app,
        identity: name,
        canBeRead: true,
        input: { kind: 'phone-number', name, ...number, connectorId: trunk.connector.id },
      }).invocation,
  );
  // Finishes updates of numbers that Terraform's invocation could not.
  if (numbers.length > 0)
    new Schedule(stack, 'finish-updates', { app, everyMinutes: 5, input: { kind: 'sweep' } });

  const sipMediaApplicationId = application.application.id;
  if (messageLog === 'on')
    new ProvisionedByLambda(stack, 'message-logging', {
      app,
      identity: sipMediaApplicationId,
      input: { kind: 'message-log', sipMediaApplicationId, region },
      after: logReady,
    });
  // Deleted before everything else, because deleting it sends each forwarded number back to its connector, which must still exist.
  new ProvisionedByLambda(stack, 'application', {
    app,
    identity: sipMediaApplicationId,
    input: { kind: 'application', sipMediaApplicationId, region },
    after: [application.application, trunk.connector, ...provisioned],
  });
};

/**
 * The log group that Chime writes messages to. Without it, Chime creates the group, and nothing deletes the messages, which
 * contain full phone numbers. Name: Amazon Chime SDK developer guide, page on unexpected hang-ups.
 */
const messageLogGroup = (stack: Construct, { application }: SipMediaApp): CloudwatchLogGroup =>
  new ExpiringLog(stack, 'message-log', {
    name: `/aws/ChimeSipMediaApplicationSipMessages/${application.id}`,
    days: 30,
  });
