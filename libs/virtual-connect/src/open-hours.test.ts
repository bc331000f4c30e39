import { isOpenAt } from './open-hours';

const at = (Hours: number) => ({ Hours, Minutes: 0 });
const friday = { zone: 'America/New_York', config: [{ Day: 'FRIDAY', StartTime: at(22), EndTime: at(2) }] };
const monday = { zone: 'Europe/Berlin', config: [{ Day: 'MONDAY', StartTime: at(9), EndTime: at(17) }] };
const sunday = { zone: 'America/New_York', config: [{ Day: 'SATURDAY', StartTime: at(22), EndTime: at(4) }] };
const always = { zone: 'UTC', config: [{ Day: 'SUNDAY', StartTime: at(0), EndTime: at(0) }] };

it.each`
  hours     | time                           | open     | because
  ${friday} | ${'2026-06-06T01:59:00-04:00'} | ${true}  | ${'an entry continues after midnight'}
  ${friday} | ${'2026-06-06T02:00:00-04:00'} | ${false} | ${'its end is not part of it'}
  ${friday} | ${'2026-06-05T01:00:00-04:00'} | ${false} | ${'the night before has no entry'}
  ${friday} | ${'2026-06-05T22:00:00-04:00'} | ${true}  | ${'its start is part of it'}
  ${sunday} | ${'2026-11-01T01:30:00-05:00'} | ${true}  | ${'the hour is repeated in autumn'}
  ${sunday} | ${'2026-03-08T03:30:00-04:00'} | ${true}  | ${'an hour is missing in spring'}
  ${sunday} | ${'2026-03-08T04:00:00-04:00'} | ${false} | ${'the wall clock decides'}
  ${monday} | ${'2026-01-05T08:30:00Z'}      | ${true}  | ${'the zone decides'}
  ${monday} | ${'2026-01-05T16:30:00Z'}      | ${false} | ${'the zone decides'}
  ${always} | ${'2026-01-04T12:00:00Z'}      | ${true}  | ${'from midnight to midnight is the whole day'}
`('at $time the hours are open: $open, because $because', ({ hours, time, open }) => {
  expect(isOpenAt(hours, Date.parse(time))).toBe(open);
});
