import { type BillingWindow, type WindowDefaults, type WindowEvent, windowOfEvent } from '@dialplane/cdr';
import { type EpochSeconds, epochSeconds, fail, type Issue, ok, type Result } from '@dialplane/basics';

const members = ['year', 'month', 'day', 'job_frequency', 'scheduled'] as const;

/** The AWS sample's event, or that of the schedule. */
type LoaderEvent = WindowEvent & {
  /** The time for which the run was scheduled, in ISO 8601 and UTC. */
  readonly scheduled?: unknown;
};

/**
 * Reads the window that an event asks for: that of the AWS sample, `{ year, month, day, job_frequency }`, of which each may be left
 * out. The schedule sends `{ scheduled }`, so that a late or repeated event still means the window before that time, not the one
 * before now. An unknown member is an error, because ignoring it could rate the wrong window.
 */
export const readEvent = (
  event: unknown,
  defaults: WindowDefaults,
): Result<BillingWindow, readonly Issue[]> => {
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    return fail([{ path: '', message: `must be an object such as {}, not ${JSON.stringify(event)}` }]);
  const unknown = Object.keys(event)
    .filter((name) => !members.some((member) => member === name))
    .map((path) => ({ path, message: `is not known here: there are ${members.join(', ')}` }));
  if (unknown.length > 0) return fail(unknown);
  const { scheduled, ...window } = event as LoaderEvent;
  const time = scheduled === undefined ? ok(defaults.now) : readTime(scheduled);
  return time.ok ? windowOfEvent(window, { ...defaults, now: time.value }) : time;
};

const readTime = (text: unknown): Result<EpochSeconds, readonly Issue[]> => {
  const time =
    typeof text === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)
      ? new Date(text)
      : undefined;
  if (time !== undefined && !Number.isNaN(time.getTime())) return ok(epochSeconds(time));
  const message =
    `must be a time such as 2020-02-01T03:10:00Z, not ${JSON.stringify(text)}: ` +
    'send the time for which the run was scheduled, or leave it out and send year, month and day';
  return fail([{ path: 'scheduled', message }]);
};
