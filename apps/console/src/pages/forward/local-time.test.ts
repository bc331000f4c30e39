import { localDate, localTime } from './local-time';

/** A time on a computer that is so many minutes ahead of UTC. */
const on = (minutesAhead: number, time: string): Date =>
  Object.assign(new Date(time), { getTimezoneOffset: () => -minutesAhead });

it.each`
  place          | minutesAhead | time                      | local
  ${'Seattle'}   | ${-480}      | ${'2026-12-25T01:30:00Z'} | ${'2026-12-24T17:30'}
  ${'Sydney'}    | ${660}       | ${'2026-12-24T23:30:00Z'} | ${'2026-12-25T10:30'}
  ${'Reykjavik'} | ${0}         | ${'2026-12-25T00:00:00Z'} | ${'2026-12-25T00:00'}
`('is $local in $place at $time', ({ minutesAhead, time, local }) => {
  expect(localTime(on(minutesAhead, time))).toBe(local);
  expect(localDate(on(minutesAhead, time))).toBe(local.slice(0, 10));
});
