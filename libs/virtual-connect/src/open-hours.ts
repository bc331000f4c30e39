import type { DayHours } from './connect-account';

const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/**
 * Whether hours of operation are open, by the wall clock of their time zone. An entry that ends at or before its start
 * continues after midnight, into the next day: that is our reading, which also makes 00:00 to 00:00 a whole day.
 */
export const isOpenAt = (
  { zone, config }: { readonly zone: string; readonly config: readonly DayHours[] },
  epochMilliseconds: number,
): boolean => {
  const { day, minute } = wallClock(zone, epochMilliseconds);
  return config.some(({ Day, StartTime, EndTime }) => {
    const start = StartTime.Hours * 60 + StartTime.Minutes;
    const end = EndTime.Hours * 60 + EndTime.Minutes;
    const entry = days.indexOf(Day);
    if (end > start) return entry === day && minute >= start && minute < end;
    return (entry === day && minute >= start) || ((entry + 1) % 7 === day && minute < end);
  });
};

const wallClock = (zone: string, at: number): { readonly day: number; readonly minute: number } => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'long',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((it) => it.type === type)?.value ?? '';
  return {
    day: days.indexOf(part('weekday').toUpperCase()),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
};
