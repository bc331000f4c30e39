import { type ControlPlane, explain, type SupposedCall } from '@dialplane/forwarding-control';
import {
  type EpochSeconds,
  epochSeconds,
  fail,
  type Issue,
  ok,
  type Result,
  issuesOf,
} from '@dialplane/basics';
import { callerOf, isE164 } from '@dialplane/phone-numbers';
import { Hono } from 'hono';
import * as v from 'valibot';
import type { SignedInOperator } from '../operator';
import { problem } from '@dialplane/http-api';
import { explanationView } from '../views';

/** A dry run: what would happen to a call, and why. No phone rings. */
export const explainRoutes = (control: ControlPlane): Hono<SignedInOperator> =>
  new Hono<SignedInOperator>().post('/', async (context) => {
    const call = readCall(await context.req.json(), control.now());
    if (!call.ok)
      return problem(context, 400, 'Cannot explain the call: every rule below must hold', {
        issues: call.error,
      });
    return context.json(explanationView(call.value, await explain(control, call.value)));
  });

const number = v.custom<string>(
  (value) => typeof value === 'string' && isE164(value),
  'must be a phone number such as +12065550199',
);

/** Whether the month has the day: JavaScript reads 30 February as 2 March. */
const hasRealDate = (time: string): boolean => {
  const [year = 0, month = 0, day = 0] = time.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
};

const schema = v.strictObject({
  from: v.union([number, v.literal('withheld')], 'must be a phone number such as +12065550199, or withheld'),
  to: v.custom<string>(
    (value) => typeof value === 'string' && (isE164(value) || /^[\d*#]{1,15}$/.test(value)),
    'must be a phone number such as +12065550100, or a short one such as 911',
  ),
  at: v.optional(
    v.pipe(
      v.string('must be a time in ISO 8601, such as 2026-11-21T09:00:00Z'),
      v.isoTimestamp('must be a time in ISO 8601, such as 2026-11-21T09:00:00Z'),
      v.check(hasRealDate, 'must be a date that exists, such as 2026-11-21T09:00:00Z'),
    ),
  ),
  diversions: v.optional(v.array(number), []),
});

const readCall = (body: unknown, now: EpochSeconds): Result<SupposedCall, readonly Issue[]> => {
  const read = v.safeParse(schema, body);
  if (!read.success) return fail(issuesOf(read.issues));
  const { from, to, at, diversions } = read.output;
  return ok({
    from: callerOf(from, to),
    to,
    at: at ? epochSeconds(new Date(at)) : now,
    diversions,
  });
};
