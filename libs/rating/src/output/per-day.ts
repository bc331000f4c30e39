import type { EpochSeconds } from '@dialplane/basics';

/** A text of a day in UTC, made once for each day: most records of a run are of a few days. */
export const perDay = (textOf: (midnight: EpochSeconds) => string): ((at: EpochSeconds) => string) => {
  const known = new Map<number, string>();
  return (at) => {
    const midnight = (at - (at % 86_400)) as EpochSeconds;
    const found = known.get(midnight);
    if (found !== undefined) return found;
    if (known.size > 1_000) known.clear(); // copies may be of any day
    const text = textOf(midnight);
    known.set(midnight, text);
    return text;
  };
};
