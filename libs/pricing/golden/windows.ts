import { serviceCode, usageType } from './good-call';
import { goldenSecond, idOf, keyOf, voiceConnector } from './records';
import { type ExpectedOutcome, inOrderAndCounted, priced, type Vector } from './vector';

const windows: readonly (readonly [text: string, zone: string, start: string, end: string])[] = [
  ['2020-02-29/Monthly', 'UTC', '2020-02-01T00:00:00Z', '2020-03-01T00:00:00Z'],
  ['2021-02-28/Monthly', 'UTC', '2021-02-01T00:00:00Z', '2021-03-01T00:00:00Z'],
  ['2020-04-30/Monthly', 'UTC', '2020-04-01T00:00:00Z', '2020-05-01T00:00:00Z'],
  ['2020-01-15/Monthly', 'UTC', '2019-12-16T00:00:00Z', '2020-01-16T00:00:00Z'],
  ['2020-03-01/Weekly', 'UTC', '2020-02-24T00:00:00Z', '2020-03-02T00:00:00Z'],
  ['2020-02-29/Daily', 'UTC', '2020-02-29T00:00:00Z', '2020-03-01T00:00:00Z'],
  ['2020-03-08/Daily', 'America/New_York', '2020-03-08T00:00:00-05:00', '2020-03-09T00:00:00-04:00'],
  ['2020-11-01/Daily', 'America/New_York', '2020-11-01T00:00:00-04:00', '2020-11-02T00:00:00-05:00'],
  ['2020-03-31/Monthly', 'Europe/Berlin', '2020-03-01T00:00:00+01:00', '2020-04-01T00:00:00+02:00'],
  ['2020-05-03/Weekly', 'Asia/Kathmandu', '2020-04-27T00:00:00+05:45', '2020-05-04T00:00:00+05:45'],
];

/** Calls before and after both ends of a window, by their own time alone, by arrival, and by the day under which they are stored. */
export const windowEdges: readonly Vector[] = windows.flatMap(([text, zone, from, to]) => {
  const window = { text, zone, start: goldenSecond(from), end: goldenSecond(to) };
  const lag = 3 * 3600;
  const day = 86_400;
  // The next run looks back three days, so it finds the call only if the window is shorter than that.
  const isShort = window.end - window.start <= 2 * day;
  const cases: readonly (readonly [
    name: string,
    start: number,
    arrived: number | undefined,
    because: string,
    stored?: number,
  ])[] = [
    ['first-second', window.start, undefined, 'in-time'],
    ['last-second', window.end - 1, undefined, 'in-time'],
    ['second-before', window.start - 1, undefined, 'before'],
    ['second-behind', window.end, undefined, 'after'],
    ['arrived-at-once', window.start, window.start + 30, 'in-time'],
    ['arrived-in-the-last-second-of-the-lag', window.end - 60, window.end + lag - 1, 'in-time'],
    ['arrived-when-the-lag-was-over', window.end - 60, window.end + lag, 'too-late'],
    ['of-the-window-before-and-late', window.start - 60, window.start + lag, 'late'],
    ['of-the-window-before-and-in-time-there', window.start - 60, window.start + lag - 1, 'before'],
    ['late-and-as-old-as-the-look-back', window.start - 3 * 86_400, window.end - 1, 'late'],
    ['late-and-older', window.start - 3 * 86_400 - 1, window.end - 1, 'too-old'],
    ['late-for-the-next-one-too', window.start - 60, window.end + lag, isShort ? 'too-late' : 'too-old'],
    ['of-the-window-behind', window.end + 60, window.end + 90, 'after'],
    ['second-before-stored-a-day-later', window.start - 1, undefined, 'before', window.start - 1 + day],
    [
      'second-before-stored-two-days-later',
      window.start - 1,
      undefined,
      'too-far-ahead',
      window.start - 1 + 2 * day,
    ],
    ['second-behind-stored-three-days-earlier', window.end, undefined, 'after', window.end - 3 * day],
    ['second-behind-stored-four-days-earlier', window.end, undefined, 'too-old', window.end - 4 * day],
  ];
  return cases.map(([name, start, arrivedAt, because, stored = start]): Vector => {
    const source = keyOf('calls', stored, idOf(1));
    const place = { source, position: 0 };
    const document = voiceConnector({ id: idOf(1), at: start, seconds: 6, usageType });
    const expected: ExpectedOutcome =
      because === 'in-time' || because === 'late'
        ? priced('flat', place, { serviceCode, usageType, at: start, seconds: 6, late: because === 'late' })
        : { ...place, outcome: 'outside', because };
    return {
      id: `window-${text.replace('/', '-')}-${zone}-${name}`,
      prices: 'flat',
      window,
      objects: [{ source, ...(arrivedAt !== undefined && { arrivedAt }), text: JSON.stringify(document) }],
      expected: inOrderAndCounted([expected]),
    };
  });
});
