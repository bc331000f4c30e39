import type { StoredQueue } from '../connect-account';
import { duplicate } from '../connect-error';
import { connectPageOf } from '../connect-page';
import {
  type ConnectBehaviours,
  type ConnectService,
  instanceArn,
  instanceOrThrow,
  itemOrThrow,
  remove,
} from '../connect-service';

export const queueArn = (service: ConnectService, instanceId: string, id: string): string =>
  `${instanceArn(service, instanceId)}/queue/${id}`;

const queueOf = (service: ConnectService, InstanceId: string, QueueId: string): StoredQueue => {
  const queue = itemOrThrow(instanceOrThrow(service, InstanceId).queues, 'queue', QueueId);
  queue.changedAt = service.now();
  return queue;
};

/** Queues. */
export const connectQueues = {
  CreateQueue: (service, input) => {
    const instance = instanceOrThrow(service, input.InstanceId);
    const { id: hoursId } = itemOrThrow(instance.hours, 'hours of operation', input.HoursOfOperationId);
    if (instance.queues.some(({ name }) => name === input.Name)) throw duplicate('queue', input.Name);
    const made: StoredQueue = {
      id: service.newId(),
      name: input.Name,
      hoursId,
      status: 'ENABLED',
      changedAt: service.now(),
      tags: { ...input.Tags },
      ...(input.Description !== undefined && { description: input.Description }),
      ...(input.MaxContacts !== undefined && { maxContacts: input.MaxContacts }),
      ...(input.OutboundCallerConfig && { caller: { ...input.OutboundCallerConfig } }),
    };
    instance.queues.push(made);
    return { QueueId: made.id, QueueArn: queueArn(service, instance.id, made.id) };
  },

  DescribeQueue: (service, { InstanceId, QueueId }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const it = itemOrThrow(instance.queues, 'queue', QueueId);
    return {
      Queue: {
        Name: it.name,
        QueueArn: queueArn(service, instance.id, it.id),
        QueueId: it.id,
        Description: it.description,
        // An empty object here would make Terraform see a change in each plan.
        OutboundCallerConfig: it.caller,
        HoursOfOperationId: it.hoursId,
        MaxContacts: it.maxContacts,
        Status: it.status,
        Tags: it.tags,
        LastModifiedTime: new Date(it.changedAt),
        LastModifiedRegion: service.region,
      },
    };
  },

  ListQueueQuickConnects: (service, { InstanceId, QueueId }) => {
    itemOrThrow(instanceOrThrow(service, InstanceId).queues, 'queue', QueueId);
    return { QuickConnectSummaryList: [] };
  },

  ListQueues: (service, { InstanceId, QueueTypes: _types, ...request }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const { page, ...next } = connectPageOf(instance.queues, ({ id }) => id, request);
    return {
      QueueSummaryList: page.map(({ id, name }) => ({
        Id: id,
        Arn: queueArn(service, instance.id, id),
        Name: name,
        QueueType: 'STANDARD' as const,
      })),
      ...next,
    };
  },

  UpdateQueueName: (service, { InstanceId, QueueId, Name, Description }) => {
    const it = queueOf(service, InstanceId, QueueId);
    if (Name !== undefined) it.name = Name;
    if (Description !== undefined) it.description = Description;
    return {};
  },
  /** Terraform sends 0 for no limit. */
  UpdateQueueMaxContacts: (service, { InstanceId, QueueId, MaxContacts }) => {
    const it = queueOf(service, InstanceId, QueueId);
    if (MaxContacts) it.maxContacts = MaxContacts;
    else delete it.maxContacts;
    return {};
  },
  UpdateQueueHoursOfOperation: (service, { InstanceId, QueueId, HoursOfOperationId }) => {
    const { hours } = instanceOrThrow(service, InstanceId);
    queueOf(service, InstanceId, QueueId).hoursId = itemOrThrow(
      hours,
      'hours of operation',
      HoursOfOperationId,
    ).id;
    return {};
  },
  UpdateQueueStatus: (service, { InstanceId, QueueId, Status }) => {
    queueOf(service, InstanceId, QueueId).status = Status;
    return {};
  },
  UpdateQueueOutboundCallerConfig: (service, { InstanceId, QueueId, OutboundCallerConfig }) => {
    queueOf(service, InstanceId, QueueId).caller = { ...OutboundCallerConfig };
    return {};
  },

  DeleteQueue: (service, { InstanceId, QueueId }) => {
    remove(instanceOrThrow(service, InstanceId).queues, 'queue', QueueId);
    return {};
  },
} satisfies ConnectBehaviours;
