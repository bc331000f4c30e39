import type { StoredInstance } from '../connect-account';
import { connectError, duplicate, connectNotFound } from '../connect-error';
import { instanceAttributes } from '../connect-limits';
import { connectPageOf } from '../connect-page';
import {
  type ConnectBehaviours,
  type ConnectService,
  instanceArn,
  instanceOrThrow,
} from '../connect-service';

const statusOf = ({ now, delays }: ConnectService, { createdAt }: StoredInstance) =>
  now() < createdAt + delays.instance ? 'CREATION_IN_PROGRESS' : 'ACTIVE';

const shown = (service: ConnectService, instance: StoredInstance) =>
  ({
    Id: instance.id,
    Arn: instanceArn(service, instance.id),
    IdentityManagementType: instance.identity as 'CONNECT_MANAGED',
    InstanceAlias: instance.alias,
    CreatedTime: new Date(instance.createdAt),
    ServiceRole: `arn:aws:iam::${service.accountId}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect`,
    InstanceStatus: statusOf(service, instance),
    InboundCallsEnabled: instance.attributes['INBOUND_CALLS'] === 'true',
    OutboundCallsEnabled: instance.attributes['OUTBOUND_CALLS'] === 'true',
    InstanceAccessUrl: `https://${instance.alias}.my.connect.aws`,
  }) as const;

/** Attributes of a new instance, as the console has them. */
const defaults = (inbound: boolean, outbound: boolean): Record<string, string> => ({
  ...Object.fromEntries(instanceAttributes.map((type) => [type, 'false'])),
  AUTO_RESOLVE_BEST_VOICES: 'true',
  INBOUND_CALLS: String(inbound),
  OUTBOUND_CALLS: String(outbound),
});

/** Instances and their attributes. */
export const connectInstances = {
  CreateInstance: (service, input) => {
    const { account, newId, now } = service;
    const id = newId();
    const alias = input.InstanceAlias ?? id;
    if (account.instances.some((it) => it.alias === alias)) throw duplicate('instance', alias);
    account.instances.push({
      id,
      alias,
      identity: input.IdentityManagementType,
      createdAt: now(),
      attributes: defaults(input.InboundCallsEnabled, input.OutboundCallsEnabled),
      hours: [],
      queues: [],
      flows: [],
      modules: [],
      functions: [],
      tests: [],
      tags: { ...input.Tags },
    });
    return { Id: id, Arn: instanceArn(service, id) };
  },

  DescribeInstance: (service, { InstanceId }) => {
    const instance = instanceOrThrow(service, InstanceId);
    return { Instance: { ...shown(service, instance), Tags: instance.tags } };
  },

  ListInstances: (service, request) => {
    const { page, ...next } = connectPageOf(service.account.instances, ({ id }) => id, request);
    return { InstanceSummaryList: page.map((it) => shown(service, it)), ...next };
  },

  DeleteInstance: ({ account }, { InstanceId }) => {
    const at = account.instances.findIndex(({ id }) => id === InstanceId);
    if (at < 0) throw connectNotFound('instance', InstanceId);
    if (account.numbers.some(({ instanceId }) => instanceId === InstanceId))
      throw connectError(
        'InvalidRequestException',
        `Cannot delete the instance "${InstanceId}": release its phone numbers first`,
      );
    account.instances.splice(at, 1);
    return {};
  },

  DescribeInstanceAttribute: (service, { InstanceId, AttributeType }) => ({
    Attribute: {
      AttributeType,
      Value: instanceOrThrow(service, InstanceId).attributes[AttributeType] ?? 'false',
    },
  }),

  UpdateInstanceAttribute: (service, { InstanceId, AttributeType, Value }) => {
    instanceOrThrow(service, InstanceId).attributes[AttributeType] = Value;
    return {};
  },

  ListInstanceAttributes: (service, { InstanceId, ...request }) => {
    const { attributes } = instanceOrThrow(service, InstanceId);
    const { page, ...next } = connectPageOf(Object.entries(attributes), ([type]) => type, request);
    return {
      Attributes: page.map(([type, Value]) => ({ AttributeType: type as 'INBOUND_CALLS', Value })),
      ...next,
    };
  },
} satisfies ConnectBehaviours;
