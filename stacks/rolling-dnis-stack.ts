import { ConnectInstance, OperatorPool, type TokenSource } from '@dialplane/constructs';
import { Fn, TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { PlatformStack, type PlatformProps } from './platform-stack';
import { rollingDnisAlarms } from './rolling-dnis-alarms';
import { legacyFlow, rollingDnisFlows } from './rolling-dnis-flows';
import { rollingDnisNumbers } from './rolling-dnis-numbers';
import type { StageDnis } from './rolling-dnis-stage';
import { rollingDnisData } from './rolling-dnis-tables';
import { rollingDnisTransfers } from './rolling-dnis-transfers';

/** Rolling DNIS: transfers calls from a legacy platform into Amazon Connect, each with its own context. */
export class RollingDnisStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: PlatformProps & { readonly dnis: StageDnis }) {
    super(scope, id, props);
    const { keepsData, dnis, console, origins = [] } = props;
    const { region, alarmTopicArn } = this;

    const data = rollingDnisData(this, keepsData);
    const instance = new ConnectInstance(this, 'connect', dnis.instance);
    const transfers = rollingDnisTransfers(this, {
      data,
      instance,
      dnis,
      keepsData,
      alarmTopicArn,
      origins,
      releases: props.releases,
      signIn: console?.showsPools ? signInOfTheConsole(this) : undefined,
    });
    const { operators } = transfers;
    const { lookup, legacy, flowMustWaitFor } = transfers;
    const { queue, receive } = rollingDnisFlows(this, { instance, dnis, lookup, after: flowMustWaitFor });
    const send = legacy && legacyFlow(this, instance, legacy.app, legacy.flowMustWaitFor);
    const numbers = rollingDnisNumbers(this, {
      data,
      instance,
      dnis,
      receive,
      ...(send && { send }),
      region,
      keepsData,
      alarmTopicArn,
    });
    rollingDnisAlarms(this, { dnis, sweep: transfers.sweep, region, alarmTopicArn });

    this.publish({
      api_url: transfers.api.url,
      ...(operators instanceof OperatorPool && {
        user_pool_id: operators.pool.id,
        user_pool_client_id: operators.client.id,
      }),
      pool_api_function: transfers.poolApi.function.functionName,
      lookup_function: lookup.function.functionName,
      sweep_function: transfers.sweep.function.functionName,
      reservations_table: data.reservations.table.name,
      instance_id: instance.id,
      queue_arn: queue.arn,
      receive_flow_id: receive.contactFlowId,
      ...(numbers.legacyNumber && { legacy_number: numbers.legacyNumber.phoneNumber }),
    });
    // Not published: hundreds of numbers are too long for a parameter.
    new TerraformOutput(this, 'pool_numbers', {
      value: Fn.join(
        ' ',
        numbers.inPools.map((it) => it.answered('number')),
      ),
    });
  }
}

/** The user pool of the forwarding stack, whose people also use the console. */
const signInOfTheConsole = (stack: PlatformStack): TokenSource => {
  const value = (name: string): string =>
    stack.published(stack.node.id.replace('rolling-dnis', 'forwarding'), name);
  return {
    issuer: value('issuer'),
    audience: value('console_client_id'),
    otherAudiences: [value('user_pool_client_id')],
  };
};
