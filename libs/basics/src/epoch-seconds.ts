declare const brand: unique symbol;

/** A moment, in whole seconds since 1970-01-01T00:00:00Z, as our stores keep it. */
export type EpochSeconds = number & { readonly [brand]: 'EpochSeconds' };

/** The second that a moment falls in. */
export const epochSeconds = (moment: Date): EpochSeconds =>
  Math.floor(moment.getTime() / 1000) as EpochSeconds;

/** The moment that many seconds later. */
export const secondsAfter = (moment: EpochSeconds, seconds: number): EpochSeconds =>
  (moment + seconds) as EpochSeconds;

/** A moment in ISO 8601, UTC, as people and JSON write it. */
export const isoTime = (moment: EpochSeconds): string => new Date(moment * 1000).toISOString();

/** Where the time comes from. Passed in, so that tests and the phone network can set it. */
export type Clock = () => EpochSeconds;

/** The machine's own clock. */
export const systemClock: Clock = () => epochSeconds(new Date());
