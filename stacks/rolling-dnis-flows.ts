import { ConnectContactFlow } from '@cdktf/provider-aws/lib/connect-contact-flow';
import { ConnectQueue } from '@cdktf/provider-aws/lib/connect-queue';
import { type FlowDocument, receiveFlow, sendFlow } from '@dialplane/connect-flows';
import { ConnectHours, type ConnectInstance, type LambdaApp, physicalName } from '@dialplane/constructs';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { StageDnis } from './rolling-dnis-stage';

export type RollingDnisFlowsProps = {
  readonly instance: ConnectInstance;
  readonly dnis: StageDnis;
  readonly lookup: LambdaApp;
  /** What must exist before a flow can invoke the look-up. */
  readonly after: readonly ITerraformDependable[];
};

/** Adds what a transferred call passes in Amazon Connect: the receive flow, hours of operation and a queue. */
export const rollingDnisFlows = (
  stack: Construct,
  { instance, dnis, lookup, after }: RollingDnisFlowsProps,
) => {
  const hours = new ConnectHours(stack, 'hours', { instance, ...(dnis.hours ?? { zone: 'UTC' }) });
  const queue = new ConnectQueue(stack, 'queue', {
    instanceId: instance.id,
    name: physicalName(stack, 'transfers', 127),
    description: 'Calls that were transferred from the legacy platform',
    hoursOfOperationId: hours.hoursOfOperationId,
    ...(dnis.maxWaiting !== undefined && { maxContacts: dnis.maxWaiting }),
  });
  const receive = contactFlow(stack, 'receive', instance, after, {
    description: 'Looks up the context of a transferred call, and sends it to an agent',
    document: receiveFlow({
      lookupArn: lookup.invokedArn,
      queueId: queue.arn,
      hoursId: hours.hoursOfOperationId,
      attributes: dnis.attributes,
      ...(dnis.greeting !== undefined && { greeting: dnis.greeting }),
    }),
  });
  return { hours, queue, receive };
};

/** Adds the flow that plays the legacy platform. When no number is free, callers hear an apology. */
export const legacyFlow = (
  stack: Construct,
  instance: ConnectInstance,
  app: LambdaApp,
  after: readonly ITerraformDependable[],
): ConnectContactFlow =>
  contactFlow(stack, 'send', instance, after, {
    description: 'Plays the legacy platform: checks a number out and transfers the call there',
    document: sendFlow({ checkOutArn: app.invokedArn, parameters: legacyParameters }),
  });

/** The context that the send flow passes on. A legacy platform would read it from its own data. */
const legacyParameters = {
  fname: 'Ada',
  lname: 'Lovelace',
  reason: 'asked about a bill',
  accountnum: '$.Attributes.accountnum',
  customerphone: '$.CustomerEndpoint.Address',
};

const contactFlow = (
  stack: Construct,
  id: string,
  instance: ConnectInstance,
  after: readonly ITerraformDependable[],
  { description, document }: { readonly description: string; readonly document: FlowDocument },
): ConnectContactFlow =>
  new ConnectContactFlow(stack, `${id}-flow`, {
    instanceId: instance.id,
    name: physicalName(stack, id, 127),
    description,
    type: 'CONTACT_FLOW',
    content: JSON.stringify(document),
    dependsOn: [...after],
  });
