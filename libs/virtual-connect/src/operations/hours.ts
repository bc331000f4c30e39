import { connectError, invalid } from '../connect-error';
import { type ConnectBehaviours, instanceOrThrow } from '../connect-service';
import { instanceItems } from '../instance-items';

/** The hours of operation of an instance. */
export const hoursOfOperation = instanceItems(
  'hours of operation',
  'operating-hours',
  (instance) => instance.hours,
);

const knownZone = (zone: string): string => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return zone;
  } catch {
    throw invalid(`Cannot use the time zone "${zone}": expected an IANA name, such as America/New_York`);
  }
};

/** Hours of operation. */
export const connectHours = {
  CreateHoursOfOperation: (service, { InstanceId, TimeZone, Config, ...named }) => {
    const { id, arn } = hoursOfOperation.create(service, InstanceId, named, (hours) => ({
      ...hours,
      zone: knownZone(TimeZone),
      config: Config,
    }));
    return { HoursOfOperationId: id, HoursOfOperationArn: arn };
  },

  DescribeHoursOfOperation: (service, { InstanceId, HoursOfOperationId }) => {
    const { item, arn, shared, lastModified } = hoursOfOperation.describe(
      service,
      InstanceId,
      HoursOfOperationId,
    );
    return {
      HoursOfOperation: {
        ...shared,
        HoursOfOperationId: item.id,
        HoursOfOperationArn: arn,
        TimeZone: item.zone,
        Config: item.config as never,
        ...lastModified,
      },
    };
  },

  UpdateHoursOfOperation: (service, { InstanceId, HoursOfOperationId, TimeZone, Config, ...named }) => {
    hoursOfOperation.find(service, InstanceId, HoursOfOperationId);
    const zone = TimeZone === undefined ? undefined : knownZone(TimeZone);
    const hours = hoursOfOperation.change(service, InstanceId, HoursOfOperationId, named);
    if (zone !== undefined) hours.zone = zone;
    if (Config !== undefined) hours.config = Config;
    return {};
  },

  DeleteHoursOfOperation: (service, { InstanceId, HoursOfOperationId }) => {
    const { id, name } = hoursOfOperation.find(service, InstanceId, HoursOfOperationId);
    if (instanceOrThrow(service, InstanceId).queues.some(({ hoursId }) => hoursId === id))
      throw connectError('InvalidRequestException', `Cannot delete the hours "${name}": a queue uses them`);
    hoursOfOperation.remove(service, InstanceId, id);
    return {};
  },

  ListHoursOfOperations: (service, { InstanceId, ...request }) => {
    const { rows, next } = hoursOfOperation.list(service, InstanceId, request);
    return { HoursOfOperationSummaryList: rows.map(({ summary }) => summary), ...next };
  },
} satisfies ConnectBehaviours;
