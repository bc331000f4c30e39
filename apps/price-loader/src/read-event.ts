import { type BillingWindow, type WindowDefaults, type WindowEvent, windowOfEvent } from '@dialplane/cdr';
import { fail, type Issue, type Result } from '@dialplane/basics';

const members = ['year', 'month', 'day', 'job_frequency'] as const satisfies readonly (keyof WindowEvent)[];

/**
 * Reads the window that an event asks for: that of the AWS sample, `{ year, month, day, job_frequency }`, of which each may be
 * left out. The schedule sends `{}`. A member of another name is an error: what it was meant for would be rated otherwise.
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
  return unknown.length > 0 ? fail(unknown) : windowOfEvent(event, defaults);
};
