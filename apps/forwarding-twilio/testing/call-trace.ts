import type { Forward, Target } from '@dialplane/forwarding';
import type { E164 } from '@dialplane/phone-numbers';
import fc from 'fast-check';

/** What the people in a call do, with any provider. */
export type CallTrace = {
  readonly forward: Forward;
  readonly dialled: string;
  /** As the provider writes it: a number, or a word for a withheld one. */
  readonly from: string;
  /** What becomes of each phone that rings, in order. Phones beyond the list do not answer. */
  readonly rings: readonly Ring[];
  /** Whether the caller ends a message by a key or by hanging up. */
  readonly message: 'ends' | 'hangs-up';
};

export type Ring =
  'no-answer' | 'busy' | 'failed' | 'caller-leaves' | 'talk-caller-leaves' | 'talk-callee-leaves';

export const tracedNumber = '+12065550100' as E164;
const callers = [
  '+14155550111',
  '+14155550112',
  '+12065550121',
  '+442079460100',
  'anonymous',
  '+7378742833',
  '911',
];
const phones = ['+12065550120', '+12065550121', '+12065550122', '+14155550111', tracedNumber] as E164[];

const target: fc.Arbitrary<Target> = fc
  .tuple(fc.constantFrom(...phones), fc.option(fc.integer({ min: 1, max: 120 })))
  .map(([number, ringSeconds]) => ({ kind: 'phone', number, ...(ringSeconds !== null && { ringSeconds }) }));

const forward: fc.Arbitrary<Forward> = fc
  .record({
    targets: fc.array(target, { minLength: 1, maxLength: 4 }),
    callerId: fc.constantFrom('dialled' as const, 'caller' as const),
    atEnd: fc.constantFrom('apology' as const, 'message' as const),
    greeting: fc.constantFrom(undefined, 'before-ringing' as const),
    blocked: fc.constantFrom(undefined, ['withheld'], ['+14155550112']),
    closed: fc.constantFrom(false, false, false, true),
    outside: fc.array(target, { maxLength: 2 }),
  })
  .map(({ greeting, blocked, closed, outside, ...some }) => ({
    number: tracedNumber,
    ...some,
    ...(greeting && { greeting: { prompt: 'connecting', when: greeting } }),
    ...(blocked && { blocked }),
    ...(closed && { hours: { zone: 'UTC', weekly: [], outside } }),
  }));

export const anyCallTrace: fc.Arbitrary<CallTrace> = fc.record({
  forward,
  dialled: fc.constantFrom(
    tracedNumber,
    tracedNumber,
    tracedNumber,
    tracedNumber,
    '+12065550199',
    '911',
    '+1911',
  ),
  from: fc.constantFrom(...callers),
  rings: fc.array(
    fc.constantFrom<Ring>(
      'no-answer',
      'no-answer',
      'busy',
      'failed',
      'caller-leaves',
      'talk-caller-leaves',
      'talk-callee-leaves',
    ),
    { maxLength: 5 },
  ),
  message: fc.constantFrom('ends', 'hangs-up'),
});

/** One decision, in words that both providers' answers are turned into. */
export type Decided = string;

export const rang = (number: string, callerId: string | undefined, seconds: number): Decided => {
  // In place of a withheld caller, a short number is shown on Chime, and nothing on Twilio, which has no form for it.
  const shown = callerId === undefined || callerId.length < 7 ? 'nothing' : callerId;
  return `ring ${number.replace(/^\+1(?=\d{3}$)/, '')} for ${seconds} s, showing ${shown}`;
};
