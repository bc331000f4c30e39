import { weekdays } from '@dialplane/forwarding';
import type { DraftRange } from './draft';

/** Whether a number is open during an hour of a day. */
export type HourState = 'open' | 'partly' | 'closed';

const hour = 60;
const day = 24 * hour;

const minuteOf = (time: string): number => {
  const [hours = Number.NaN, minutes = Number.NaN] = time.split(':').map(Number);
  return hours * hour + minutes;
};

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / hour)).padStart(2, '0')}:${String(minute % hour).padStart(2, '0')}`;

/** Minutes of a range, counted from midnight of the day on which it starts. One that ends on the next day ends after 1,440. */
const minutesOf = ({ from, to }: DraftRange): { readonly start: number; readonly end: number } => {
  const start = minuteOf(from);
  const end = minuteOf(to);
  return { start, end: end <= start ? end + day : end };
};

/** Whether a range has a day, and the times that `parseForward` accepts. While a person types one, it has not. */
const isComplete = ({ days, from, to }: DraftRange): boolean =>
  days.length > 0 && from !== to && isTime(from) && from !== '24:00' && isTime(to);

const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);

const dayAfter = (name: string, days = 1): string =>
  weekdays[(weekdays.findIndex((it) => it === name) + days) % weekdays.length] ?? name;

const dayBefore = (name: string): string => dayAfter(name, weekdays.length - 1);

/** How much of each hour of a day the ranges cover, holidays aside. */
export const hoursOfDay = (weekly: readonly DraftRange[], name: string): readonly HourState[] => {
  const covered = weekly.filter(isComplete).flatMap((range) => {
    const { start, end } = minutesOf(range);
    return [
      ...(range.days.includes(name) ? [{ start, end }] : []),
      ...(range.days.includes(dayBefore(name)) ? [{ start: start - day, end: end - day }] : []),
    ];
  });
  const isOpenAt = (minute: number) => covered.some(({ start, end }) => start <= minute && minute < end);
  return Array.from({ length: 24 }, (_, index) => {
    const open = Array.from({ length: hour }, (__, minute) => isOpenAt(index * hour + minute)).filter(
      Boolean,
    );
    return open.length === hour ? 'open' : open.length === 0 ? 'closed' : 'partly';
  });
};

/**
 * The ranges with one hour of one day opened or closed. Everything else stays open or closed as it was, including how ranges
 * that end on the next day behave on holidays. Ranges that are not complete stay as they were typed, at the end.
 */
export const setHour = (
  weekly: readonly DraftRange[],
  name: string,
  index: number,
  isOpen: boolean,
): readonly DraftRange[] => {
  const changed = { start: index * hour, end: (index + 1) * hour };
  const cleared = weekly
    .filter(isComplete)
    .flatMap((range) => cut(range, name, changed))
    // A range that starts on the day before may reach into this one.
    .flatMap((range) => cut(range, dayBefore(name), { start: changed.start + day, end: changed.end + day }));
  const opened = isOpen ? [rangeOf(name, changed.start, changed.end)] : [];
  return [...tidy([...cleared, ...opened]), ...weekly.filter((range) => !isComplete(range))];
};

/** A range without some minutes on one of its days. */
const cut = (
  range: DraftRange,
  name: string,
  without: { readonly start: number; readonly end: number },
): readonly DraftRange[] => {
  const { start, end } = minutesOf(range);
  const touches = range.days.includes(name) && start < without.end && without.start < end;
  if (!touches) return [range];
  const others = range.days.filter((it) => it !== name);
  return [
    ...(others.length > 0 ? [{ ...range, days: others }] : []),
    ...(start < without.start ? [rangeOf(name, start, Math.min(end, without.start))] : []),
    ...(without.end < end ? [rangeOf(name, Math.max(start, without.end), end)] : []),
  ];
};

/** A range by its minutes. One that starts after midnight belongs to the next day. */
const rangeOf = (name: string, start: number, end: number): DraftRange =>
  start >= day
    ? { days: [dayAfter(name)], from: timeOf(start - day), to: timeOf(end - day) }
    : { days: [name], from: timeOf(start), to: end === day ? '24:00' : timeOf(end % day) };

/** Joins ranges that touch on a day, and lists days with the same times in one range. */
const tidy = (weekly: readonly DraftRange[]): readonly DraftRange[] => {
  const joined = weekdays.flatMap((name) => {
    const ofDay = weekly.filter(({ days }) => days.includes(name)).map(minutesOf);
    const inOrder = [...ofDay].sort((one, other) => one.start - other.start);
    const merged = inOrder.reduce<{ start: number; end: number }[]>((before, range) => {
      const last = before.at(-1);
      if (!last || range.start > last.end) return [...before, range];
      return [...before.slice(0, -1), { start: last.start, end: Math.max(last.end, range.end) }];
    }, []);
    // A range is shorter than a day, or exactly one calendar day.
    return merged.flatMap(({ start, end }) =>
      end > day && end - start >= day
        ? [rangeOf(name, start, day), rangeOf(name, day, end)]
        : [rangeOf(name, start, end)],
    );
  });
  const times = [...new Set(joined.map(({ from, to }) => `${from} ${to}`))];
  return times.map((time) => {
    const [from = '', to = ''] = time.split(' ');
    return {
      days: joined.filter((range) => range.from === from && range.to === to).flatMap(({ days }) => days),
      from,
      to,
    };
  });
};
