import { ChimeVoice, VoiceConnector } from '@dialplane/constructs';
import type { Construct } from 'constructs';
import { forwardingAlarms } from './forwarding-alarms';
import { forwardingCalls } from './forwarding-calls';
import { forwardingControl } from './forwarding-control';
import { forwardingNumbers } from './forwarding-numbers';
import { forwardingTables } from './forwarding-tables';
import { PlatformStack, type PlatformProps } from './platform-stack';

/**
 * Call forwarding: answers calls to our numbers, forwards each call by the rules of its number, and gives operators an API
 * to change the rules. The parts are functions, because constructs would become part of every resource's address.
 */
export class ForwardingStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id, props);
    const { keepsData, fallbackNumber, trunkRoutes, connectors = [], keepDays = {} } = props;
    const { region, alarmTopicArn } = this;

    const tables = forwardingTables(this, keepsData);
    const { forwards } = tables;
    const calls = forwardingCalls(this, {
      forwards,
      region,
      keepsData,
      alarmTopicArn,
      fallbackNumber,
      keepDays,
      reservedConcurrency: props.reservedCallConcurrency,
      releases: props.releases,
    });
    const { application } = calls.application;

    const trunk = new VoiceConnector(this, 'trunk', { region, ...(trunkRoutes && { routes: trunkRoutes }) });
    const chime = new ChimeVoice(this, 'chime', {
      region,
      connectorIds: [trunk.connector.id, ...connectors],
      application: calls.application,
    });
    const settings = {
      FORWARDS_TABLE: forwards.table.name,
      OPERATIONS_TABLE: tables.operations.table.name,
      CHANGES_TABLE: tables.changes.table.name,
      SIP_MEDIA_APPLICATION_ID: application.id,
      SIP_MEDIA_APPLICATION_REGION: region,
      HOME_CONNECTOR_ID: trunk.connector.id,
    };
    const shared = { tables, chime, settings, alarmTopicArn };
    const { api, forwardingApi, operators, sweep } = forwardingControl(this, {
      ...shared,
      keepsData,
      origins: props.origins ?? [],
      requiresSecondFactor: props.requiresSecondFactor ?? true,
      console: props.console,
    });
    forwardingAlarms(this, {
      callApp: calls.callApp,
      forwardingApi,
      sweep,
      region,
      callQuota: props.callQuota ?? 10,
      alarmTopicArn,
    });
    forwardingNumbers(this, {
      ...shared,
      trunk,
      application: calls.application,
      region,
      numbers: props.numbers ?? [],
      messageLog: props.messageLog,
    });

    this.publish({
      api_url: api.url,
      user_pool_id: operators.pool.id,
      user_pool_client_id: operators.client.id,
      ...(operators.webPage && {
        issuer: operators.issuer,
        console_client_id: operators.webPage.client.id,
        sign_in_url: `https://${operators.webPage.domain.domain}.auth.${region}.amazoncognito.com`,
      }),
      voice_connector_id: trunk.connector.id,
      sip_media_application_id: application.id,
      sip_media_application_arn: application.arn,
      function_name: calls.callApp.function.functionName,
      forwards_table: forwards.table.name,
      prompts_bucket: calls.prompts.bucket.bucket,
      recordings_bucket: calls.recordings.bucket.bucket,
    });
  }
}
