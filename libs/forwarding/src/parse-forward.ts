import { fail, type Issue, ok, type Result, issuesOf } from '@dialplane/basics';
import { type E164, isE164, normalNumber } from '@dialplane/phone-numbers';
import * as v from 'valibot';
import { type Forward, type WallDate, type WallTime, weekdays } from './forward';

/** Parses a forward from outside, such as the body of a request. The error lists everything that is wrong. */
export const parseForward = (input: unknown): Result<Forward, readonly Issue[]> => {
  const result = v.safeParse(forwardSchema(), input);
  if (result.success) return ok(result.output);
  return fail(issuesOf(result.issues));
};

const text = <T extends string>(what: string, isIt: (value: string) => boolean) =>
  v.custom<T>(
    (value) => typeof value === 'string' && isIt(value),
    ({ input }) => `must be ${what}, not ${JSON.stringify(input)}`,
  );

const phoneNumber = () => text<E164>('a phone number such as +14155550123', isE164);

const wallTime = () =>
  text<WallTime>('a time from 00:00 to 24:00', (value) => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value));

const wallDate = () =>
  text<WallDate>('a date such as 2026-12-25', (value) => /^\d{4}-\d\d-\d\d$/.test(value));

/** In the form in which callers are compared. */
const caller = () =>
  v.pipe(
    text<string>(
      'a phone number such as +14155550123, or withheld',
      (value) => value === 'withheld' || isE164(value),
    ),
    v.transform((value) => normalNumber(value) ?? value),
  );

const ringSeconds = () => v.exactOptional(v.number());

const confirm = () => v.exactOptional(v.literal(true));

const target = () =>
  v.variant('kind', [
    v.strictObject({
      kind: v.literal('phone'),
      number: phoneNumber(),
      ringSeconds: ringSeconds(),
      confirm: confirm(),
    }),
    v.strictObject({
      kind: v.literal('trunk'),
      trunk: v.string(),
      user: v.string(),
      headers: v.exactOptional(v.record(v.string(), v.string())),
      ringSeconds: ringSeconds(),
      confirm: confirm(),
    }),
  ]);

// Created on demand: a bundler cannot drop what is created when a file is loaded, and the call path does not need it.
const forwardSchema = () =>
  v.strictObject({
    number: phoneNumber(),
    targets: v.array(target()),
    callerId: v.picklist(['dialled', 'caller']),
    greeting: v.exactOptional(
      v.strictObject({ prompt: v.string(), when: v.picklist(['before-ringing', 'while-ringing']) }),
    ),
    hours: v.exactOptional(
      v.strictObject({
        zone: v.string(),
        weekly: v.array(
          v.strictObject({ days: v.array(v.picklist(weekdays)), from: wallTime(), to: wallTime() }),
        ),
        holidays: v.exactOptional(v.array(wallDate())),
        outside: v.array(target()),
      }),
    ),
    blocked: v.exactOptional(v.array(caller())),
    atEnd: v.picklist(['apology', 'message']),
  });
