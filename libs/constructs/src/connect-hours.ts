import { ConnectHoursOfOperation } from '@cdktf/provider-aws/lib/connect-hours-of-operation';
import type { Construct } from 'constructs';
import type { ConnectInstance } from './connect-instance';
import { physicalName } from './names';

/** Monday to Sunday, as Amazon Connect spells them. */
const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** Open from one time of day to another, as `09:00`. `24:00` is the end of the day. */
export type OpenHours = {
  readonly days: readonly (typeof days)[number][];
  readonly from: string;
  readonly to: string;
};

export type ConnectHoursProps = {
  readonly instance: ConnectInstance;
  /** IANA name of the time zone. Amazon Connect follows its daylight-saving changes. */
  readonly zone: string;
  /** @default always open */
  readonly open?: readonly OpenHours[];
};

/**
 * Hours of operation.
 *
 * @throws for hours that cross midnight. Amazon Connect does not document whether one entry can, so write two
 */
export class ConnectHours extends ConnectHoursOfOperation {
  constructor(
    scope: Construct,
    id: string,
    { instance, zone, open = [{ days, from: '00:00', to: '24:00' }] }: ConnectHoursProps,
  ) {
    super(scope, id, {
      instanceId: instance.id,
      name: physicalName(scope, id, 127),
      timeZone: zone,
      config: open.flatMap(({ days: on, from, to }) => {
        const [start, end] = [minuteOfDay(from), minuteOfDay(to)];
        if (end <= start)
          throw new Error(
            `Cannot open from ${from} to ${to}: expected a later end. Write two entries, from ${from} to 24:00 and from 00:00 to ${to} on the next day`,
          );
        return on.map((day) => ({ day, startTime: timeOf(start), endTime: timeOf(end % wholeDay) }));
      }),
    });
  }
}

const wholeDay = 24 * 60;

const timeOf = (minute: number) => ({ hours: Math.floor(minute / 60), minutes: minute % 60 });

const minuteOfDay = (time: string): number => {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  if (!(minute <= wholeDay && Number(minutes) < 60))
    throw new Error(`Cannot read the time of day "${time}": expected it as 09:00, up to 24:00`);
  return minute;
};
