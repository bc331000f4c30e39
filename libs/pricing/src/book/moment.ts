import type { EpochSeconds } from '@dialplane/basics';

/** Parses a moment of a price list: `2020-02-01T00:00:00Z`, or only the date in CSV. */
export const parseMoment = (text: string): EpochSeconds | undefined => {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?Z)?$/.exec(text);
  if (!match) return undefined;
  const [, date = '', time = '00:00:00'] = match;
  const moment = new Date(`${date}T${time}Z`);
  if (Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(`${date}T${time}`)) return undefined;
  return (moment.getTime() / 1000) as EpochSeconds;
};

/** Stands for "no end": after the year 9999. */
export const endOfTime = 253_402_300_800 as EpochSeconds;

/**
 * The end of a version, as the first second after it. Newer versions name that second; older ones name their last second
 * (`2019-02-28T23:59:59Z`), which would leave one second without a price. A version without an end is still in effect.
 */
export const parseEnd = (text: string): EpochSeconds | undefined => {
  if (text === '') return endOfTime;
  const moment = parseMoment(text);
  if (moment === undefined) return undefined;
  return (moment % 3600 === 3599 ? moment + 1 : moment) as EpochSeconds;
};
