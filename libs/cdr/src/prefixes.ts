import type { RecordKind } from '@dialplane/rating-definitions';
import type { BillingWindow } from './billing-window';
import { firstListedDay, lastListedDay, type Patience } from './membership';
import { folders } from './object-key';

/**
 * The prefixes to list for a window: one for each owner and day, so that a run does not read the whole history. Days are
 * those of keys, in UTC: the days of the window, of the look-back before it, and of the look-ahead after it. In order of time, then of
 * owners.
 */
export const prefixesOf = (
  kind: RecordKind,
  owners: readonly string[],
  window: BillingWindow,
  patience: Patience = {},
): readonly string[] => {
  const first = firstListedDay(window.start, patience);
  const last = lastListedDay(window.end, patience);
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => dayPath(first + i));
  return days.flatMap((day) => owners.map((owner) => `${folders[kind]}/${owner}/${day}/`));
};

/** `2023/05/15`, for a number of days since 1970. */
const dayPath = (day: number): string =>
  new Date(day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/');
