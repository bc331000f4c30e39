import type { StoredHours } from '../connect-account';
import { connectError, duplicate, invalid } from '../connect-error';
import { connectPageOf } from '../connect-page';
import {
  type ConnectBehaviours,
  type ConnectService,
  instanceArn,
  instanceOrThrow,
  itemOrThrow,
  remove,
} from '../connect-service';

const arnOf = (service: ConnectService, instanceId: string, id: string): string =>
  `${instanceArn(service, instanceId)}/operating-hours/${id}`;

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
  CreateHoursOfOperation: (service, { InstanceId, Name, TimeZone, Config, Description, Tags }) => {
    const instance = instanceOrThrow(service, InstanceId);
    if (instance.hours.some(({ name }) => name === Name)) throw duplicate('hours of operation', Name);
    const made: StoredHours = {
      id: service.newId(),
      name: Name,
      zone: knownZone(TimeZone),
      config: Config,
      changedAt: service.now(),
      tags: { ...Tags },
      ...(Description !== undefined && { description: Description }),
    };
    instance.hours.push(made);
    return { HoursOfOperationId: made.id, HoursOfOperationArn: arnOf(service, instance.id, made.id) };
  },

  DescribeHoursOfOperation: (service, { InstanceId, HoursOfOperationId }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const it = itemOrThrow(instance.hours, 'hours of operation', HoursOfOperationId);
    return {
      HoursOfOperation: {
        HoursOfOperationId: it.id,
        HoursOfOperationArn: arnOf(service, instance.id, it.id),
        Name: it.name,
        Description: it.description,
        TimeZone: it.zone,
        Config: it.config as never,
        Tags: it.tags,
        LastModifiedTime: new Date(it.changedAt),
        LastModifiedRegion: service.region,
      },
    };
  },

  UpdateHoursOfOperation: (service, { InstanceId, HoursOfOperationId, ...changes }) => {
    const it = itemOrThrow(
      instanceOrThrow(service, InstanceId).hours,
      'hours of operation',
      HoursOfOperationId,
    );
    if (changes.Name !== undefined) it.name = changes.Name;
    if (changes.Description !== undefined) it.description = changes.Description;
    if (changes.TimeZone !== undefined) it.zone = knownZone(changes.TimeZone);
    if (changes.Config !== undefined) it.config = changes.Config;
    it.changedAt = service.now();
    return {};
  },

  DeleteHoursOfOperation: (service, { InstanceId, HoursOfOperationId }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const it = itemOrThrow(instance.hours, 'hours of operation', HoursOfOperationId);
    if (instance.queues.some(({ hoursId }) => hoursId === it.id))
      throw connectError(
        'InvalidRequestException',
        `Cannot delete the hours "${it.name}": a queue uses them`,
      );
    remove(instance.hours, 'hours of operation', it.id);
    return {};
  },

  ListHoursOfOperations: (service, { InstanceId, ...request }) => {
    const instance = instanceOrThrow(service, InstanceId);
    const { page, ...next } = connectPageOf(instance.hours, ({ id }) => id, request);
    return {
      HoursOfOperationSummaryList: page.map(({ id, name }) => ({
        Id: id,
        Arn: arnOf(service, instance.id, id),
        Name: name,
      })),
      ...next,
    };
  },
} satisfies ConnectBehaviours;
