import type { ConnectContactFlow } from '@cdktf/provider-aws/lib/connect-contact-flow';
import {
  type ConnectInstance,
  type ConnectNumber,
  ConnectNumbers,
  type ConnectNumbersProps,
  LambdaApp,
  ProvisionedByLambda,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import { builtApp } from './built-app';
import type { StageDnis } from './rolling-dnis-stage';
import type { RollingDnisData } from './rolling-dnis-tables';

export type RollingDnisNumbersProps = {
  readonly data: RollingDnisData;
  readonly instance: ConnectInstance;
  readonly dnis: StageDnis;
  readonly receive: ConnectContactFlow;
  /** The flow of the number that plays the legacy platform. @default no such number */
  readonly send?: ConnectContactFlow;
  readonly region: string;
  readonly keepsData: boolean;
  readonly alarmTopicArn: string;
};

/** A role's inline policies may have 10,240 characters together (IAM User Guide, quotas): about 100 for each number. */
const mostNumbers = 80;

/**
 * Adds numbers: claims or adopts them, associates them with their flow, and adds them to their pool. Version 5 of the provider
 * has no resource for the association, so a Lambda creates it. A number joins its pool after it has its flow, and leaves the
 * pool before it loses the flow.
 */
export const rollingDnisNumbers = (stack: Construct, props: RollingDnisNumbersProps) => {
  const { data, instance, dnis, receive, send, region, keepsData, alarmTopicArn } = props;
  const all: ConnectNumbers[] = [];
  const numbersOf = (
    id: string,
    wanted: Pick<ConnectNumbersProps, 'count' | 'country' | 'type' | 'adopt'>,
  ): ConnectNumbers => {
    const after = all.flatMap(({ claimed }) => claimed);
    const made = new ConnectNumbers(stack, id, { instance, region, ...wanted, keeps: keepsData, after });
    all.push(made);
    return made;
  };
  const pools = dnis.pools.map(({ name, mode = 'exclusive', claim, adopt = [] }) => ({
    name,
    mode,
    numbers: numbersOf(`numbers-${name}`, { ...claim, adopt }).numbers,
  }));
  const [legacyNumber] = send ? numbersOf('legacy-number', { ...dnis.pools[0].claim, count: 1 }).claimed : [];

  const count = all.reduce((sum, { numbers }) => sum + numbers.length, 0);
  if (count > mostNumbers)
    throw new Error(
      `Cannot deploy ${count} numbers with one stack: expected at most ${mostNumbers}, because a role names each of them. Claim the others elsewhere, associate the receive flow with them, and add them by PUT /pools/{pool}/numbers/{number}`,
    );

  const app = new LambdaApp(stack, 'connect-provisioner', {
    code: builtApp('connect-provisioner'),
    failureMeans:
      'A deployment fails, so the team that deploys is blocked: numbers get no flow or no pool. Customers notice nothing.',
    alarmTopicArn,
    timeoutSeconds: 60,
    environment: { RESERVATIONS_TABLE: data.reservations.table.name },
  }).mayUse(data.reservations, 'get', 'put', 'update', 'delete', 'query');
  for (const numbers of all) app.mayUse(numbers, 'route');

  const routed = (
    id: string,
    number: ConnectNumber,
    flow: ConnectContactFlow,
    pool?: Readonly<Record<string, string>>,
  ) =>
    new ProvisionedByLambda(stack, `route-${id}`, {
      app,
      // Everything that can change, so that a change replaces the invocation. The next apply repeats a failed replacement, but
      // not a failed update.
      identity: [number.id, flow.contactFlowId, ...Object.values(pool ?? {})].join(' '),
      input: {
        kind: 'connect-number',
        instanceId: instance.id,
        phoneNumberId: number.id,
        flowId: flow.contactFlowId,
        ...pool,
      },
    });
  const inPools = pools.flatMap(({ name, mode, numbers }) =>
    numbers.map((number, at) => routed(`${name}-${at}`, number, receive, { pool: name, mode })),
  );
  if (legacyNumber && send) routed('legacy', legacyNumber, send);
  return { app, inPools, legacyNumber };
};
