import type { ConnectBehaviours } from '../connect-service';
import { instanceItems } from '../instance-items';
import { hoursOfOperation } from './hours';

/** The queues of an instance. */
export const queues = instanceItems('queue', 'queue', (instance) => instance.queues);

/** Queues. */
export const connectQueues = {
  CreateQueue: (service, { InstanceId, HoursOfOperationId, MaxContacts, OutboundCallerConfig, ...named }) => {
    const { id: hoursId } = hoursOfOperation.find(service, InstanceId, HoursOfOperationId);
    const { id, arn } = queues.create(service, InstanceId, named, (queue) => ({
      ...queue,
      hoursId,
      status: 'ENABLED',
      ...(MaxContacts !== undefined && { maxContacts: MaxContacts }),
      ...(OutboundCallerConfig && { caller: { ...OutboundCallerConfig } }),
    }));
    return { QueueId: id, QueueArn: arn };
  },

  DescribeQueue: (service, { InstanceId, QueueId }) => {
    const { item, arn, shared, lastModified } = queues.describe(service, InstanceId, QueueId);
    return {
      Queue: {
        ...shared,
        QueueArn: arn,
        QueueId: item.id,
        // An empty object here would make Terraform see a change in each plan.
        OutboundCallerConfig: item.caller,
        HoursOfOperationId: item.hoursId,
        MaxContacts: item.maxContacts,
        Status: item.status,
        ...lastModified,
      },
    };
  },

  ListQueueQuickConnects: (service, { InstanceId, QueueId }) => {
    queues.find(service, InstanceId, QueueId);
    return { QuickConnectSummaryList: [] };
  },

  ListQueues: (service, { InstanceId, QueueTypes: _types, ...request }) => {
    const { rows, next } = queues.list(service, InstanceId, request);
    return {
      QueueSummaryList: rows.map(({ summary }) => ({ ...summary, QueueType: 'STANDARD' as const })),
      ...next,
    };
  },

  UpdateQueueName: (service, { InstanceId, QueueId, ...named }) => {
    queues.change(service, InstanceId, QueueId, named);
    return {};
  },
  /** Terraform sends 0 for no limit. */
  UpdateQueueMaxContacts: (service, { InstanceId, QueueId, MaxContacts }) => {
    const queue = queues.change(service, InstanceId, QueueId);
    if (MaxContacts) queue.maxContacts = MaxContacts;
    else delete queue.maxContacts;
    return {};
  },
  UpdateQueueHoursOfOperation: (service, { InstanceId, QueueId, HoursOfOperationId }) => {
    const { id } = hoursOfOperation.find(service, InstanceId, HoursOfOperationId);
    queues.change(service, InstanceId, QueueId).hoursId = id;
    return {};
  },
  UpdateQueueStatus: (service, { InstanceId, QueueId, Status }) => {
    queues.change(service, InstanceId, QueueId).status = Status;
    return {};
  },
  UpdateQueueOutboundCallerConfig: (service, { InstanceId, QueueId, OutboundCallerConfig }) => {
    queues.change(service, InstanceId, QueueId).caller = { ...OutboundCallerConfig };
    return {};
  },

  DeleteQueue: (service, { InstanceId, QueueId }) => {
    queues.remove(service, InstanceId, QueueId);
    return {};
  },
} satisfies ConnectBehaviours;
