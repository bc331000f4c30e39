import { ConnectInstance as Instance } from '@cdktf/provider-aws/lib/connect-instance';
import { ConnectLambdaFunctionAssociation } from '@cdktf/provider-aws/lib/connect-lambda-function-association';
import { DataAwsConnectInstance } from '@cdktf/provider-aws/lib/data-aws-connect-instance';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import type { LambdaApp } from './lambda-app';

/** The id of an existing instance, or the alias of a new one, which is the first part of its web address. */
export type ConnectInstanceProps = { readonly id: string } | { readonly alias: string };

/**
 * An Amazon Connect instance, existing or new. Users of a new one sign in with accounts of Connect itself. A new AWS account
 * may have two instances (administrator guide, "Amazon Connect service quotas"), so most stacks use an existing one.
 */
export class ConnectInstance extends Construct {
  readonly id: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ConnectInstanceProps) {
    super(scope, id);
    const instance =
      'id' in props
        ? new DataAwsConnectInstance(this, 'existing', { instanceId: props.id })
        : new Instance(this, 'instance', {
            identityManagementType: 'CONNECT_MANAGED',
            instanceAlias: props.alias,
            inboundCallsEnabled: true,
            outboundCallsEnabled: true,
            contactFlowLogsEnabled: true,
          });
    this.id = instance.id;
    this.arn = instance.arn;
  }

  /**
   * Lets flows of this instance invoke an app. Without the source ARN, an instance of any customer could invoke it.
   *
   * @returns what must exist before a flow can invoke the app
   */
  mayInvoke(app: LambdaApp): readonly [LambdaPermission, ConnectLambdaFunctionAssociation] {
    const permission = new LambdaPermission(this, `may-invoke-${app.node.id}`, {
      action: 'lambda:InvokeFunction',
      functionName: app.function.functionName,
      ...(app.alias && { qualifier: app.alias.name }),
      principal: 'connect.amazonaws.com',
      sourceArn: this.arn,
      sourceAccount: accountIdOf(this),
      lifecycle: { createBeforeDestroy: true }, // it is replaced when an app gets an alias
    });
    const association = new ConnectLambdaFunctionAssociation(this, `invokes-${app.node.id}`, {
      instanceId: this.id,
      functionArn: app.invokedArn,
      dependsOn: [permission],
      lifecycle: { createBeforeDestroy: true },
    });
    return [permission, association];
  }
}
