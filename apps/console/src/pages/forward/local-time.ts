/** A time as the clock of this computer shows it, such as `2026-07-01T09:30`: the value of a field of type `datetime-local`. */
export const localTime = (time = new Date()): string =>
  new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** The date of this computer, such as `2026-07-01`. */
export const localDate = (time = new Date()): string => localTime(time).slice(0, 10);
