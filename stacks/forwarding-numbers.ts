import {
  type ChimeVoice,
  LambdaApp,
  ProvisionedByLambda,
  type SipMediaApp,
  type VoiceConnector,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import type { ForwardingTables } from './forwarding-tables';
import type { StageNumber } from './stage';

export type ForwardingNumbersProps = {
  readonly tables: ForwardingTables;
  readonly chime: ChimeVoice;
  readonly trunk: VoiceConnector;
  readonly application: SipMediaApp;
  readonly settings: Readonly<Record<string, string>>;
  readonly region: string;
  readonly alarmTopicArn: string;
  readonly numbers: readonly StageNumber[];
};

/** Adds what Terraform has no resource for: phone numbers, and the message log of the SIP media application. */
export const forwardingNumbers = (stack: Construct, props: ForwardingNumbersProps): void => {
  const { tables, chime, trunk, application, settings, region, alarmTopicArn, numbers } = props;

  const app = new LambdaApp(stack, 'chime-provisioner', {
    app: 'chime-provisioner',
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
      logging: true,
    },
    after: [application.application, trunk.connector, ...provisioned],
  });
};
