import { fail, ok, type Issue, type Result, issuesOf } from '@dialplane/basics';
import { isE164 } from '@dialplane/phone-numbers';
import type { PhoneBehaviour } from '@dialplane/phone-network';
import * as v from 'valibot';

const number = v.custom<string>(
  (value) => typeof value === 'string' && isE164(value),
  'must be an E.164 number, such as +12065550199',
);
const seconds = v.pipe(
  v.number('must be a number of seconds'),
  v.minValue(0, 'must be 0 or more'),
  v.maxValue(86_400, 'must be at most a day'),
);

const talk = {
  hangsUpAfterSeconds: v.optional(seconds),
  keys: v.optional(
    v.array(
      v.strictObject({
        afterSeconds: seconds,
        digits: v.pipe(v.string(), v.regex(/^[\d*#]{1,50}$/, 'must be 1 to 50 of 0-9, * and #')),
      }),
    ),
  ),
};

const callRequest = v.pipe(
  v.strictObject({
    from: number,
    to: number,
    /** The outbound host name of a Voice Connector: a PBX calls it. */
    host: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]{1,253}$/, 'must be a host name'))),
    diversions: v.optional(v.array(number)),
    ringsForSeconds: v.optional(seconds),
    ...talk,
  }),
  v.forward(
    v.check(({ from, to }) => from !== to, 'must be another number than the caller’s'),
    ['to'],
  ),
);

/** A call that a client asks the network to place. */
export type DialBody = v.InferOutput<typeof callRequest>;

const sipCallRequest = v.strictObject({
  dials: v.pipe(v.string(), v.regex(/^[\d*#+]{1,30}$/, 'must be 1 to 30 of 0-9, *, # and +')),
  ringsForSeconds: v.optional(seconds),
  ...talk,
});

/** A call that a client asks a SIP phone to place. */
export type SipDialBody = v.InferOutput<typeof sipCallRequest>;

const phone = v.variant('kind', [
  v.strictObject({ kind: v.literal('answers'), afterSeconds: seconds, ...talk }),
  v.strictObject({ kind: v.literal('voicemail'), afterSeconds: seconds, ...talk }),
  v.strictObject({ kind: v.literal('busy') }),
  v.strictObject({ kind: v.literal('declines'), afterSeconds: seconds }),
  v.strictObject({ kind: v.literal('no-answer') }),
  v.strictObject({ kind: v.literal('forwards'), to: number, tellsDiversion: v.optional(v.boolean()) }),
  v.strictObject({ kind: v.literal('unreachable') }),
]);

const read = <Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): Result<v.InferOutput<Schema>, readonly Issue[]> => {
  const result = v.safeParse(schema, input);
  if (result.success) return ok(result.output);
  return fail(issuesOf(result.issues));
};

/** Reads a request to place a call. */
export const readDialBody = (input: unknown): Result<DialBody, readonly Issue[]> => read(callRequest, input);

/** Reads a request that makes a SIP phone dial. */
export const readSipDialBody = (input: unknown): Result<SipDialBody, readonly Issue[]> =>
  read(sipCallRequest, input);

/** Reads what a phone does when it rings. */
export const readPhoneBody = (input: unknown): Result<PhoneBehaviour, readonly Issue[]> =>
  read(phone, input) as Result<PhoneBehaviour, readonly Issue[]>;
