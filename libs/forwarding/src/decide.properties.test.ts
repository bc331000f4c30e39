import type { Decision, Call, CallEvent, CallEventBody, Leg, Step } from '@dialplane/call-control';
import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import fc from 'fast-check';
import { decide } from './decide';
import type { Forward, StoredForward, Target } from './forward';

const number = fc.integer({ min: 100, max: 109 }).map((n) => `+12065550${n}` as E164);
const prompt = fc.constantFrom('connecting', 'moment');
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ kind: fc.constant('phone' as const), number }),
  fc.record({
    kind: fc.constant('trunk' as const),
    trunk: fc.constant('trunk-1'),
    user: fc.constant('desk'),
  }),
);
const forward: fc.Arbitrary<StoredForward> = fc.record(
  {
    number,
    targets: fc.array(target, { minLength: 1, maxLength: 10 }),
    callerId: fc.constantFrom('dialled' as const, 'caller' as const),
    greeting: fc.record({
      prompt,
      when: fc.constantFrom('before-ringing' as const, 'while-ringing' as const),
    }),
    hours: fc.record({
      zone: fc.constantFrom('UTC', 'Europe/Berlin'),
      weekly: fc.constantFrom(
        [],
        [{ days: ['monday' as const], from: '08:00' as const, to: '17:00' as const }],
      ),
      outside: fc.array(target, { maxLength: 3 }),
    }),
    blocked: fc.array(fc.oneof(number, fc.constant('withheld'))),
    atEnd: fc.constantFrom('apology' as const, 'message' as const),
    version: fc.integer({ min: 1 }),
  },
  { requiredKeys: ['number', 'targets', 'callerId', 'atEnd', 'version'] },
);
const from = fc.oneof(number, fc.constant('withheld' as const));
const diversions = fc.array(number, { maxLength: 8 });
const now = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }).map((second) => second as EpochSeconds);

const legs: fc.Arbitrary<readonly Leg[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    role: fc.constantFrom('caller', 'callee'),
    up: fc.boolean(),
  }),
  { selector: ({ id }) => id },
);
const stage = fc.constantFrom(
  'ringing',
  'talking',
  'taking-message',
  'thanking',
  'apologising',
  'ending',
  'nonsense',
);
const plan = fc
  .record({
    callerId: number,
    dialled: number,
    targets: fc.array(target),
    atEnd: fc.constantFrom('apology', 'message'),
  })
  .map((value) => JSON.stringify(value));
const memory = fc.record(
  {
    stage,
    plan: fc.oneof(plan, fc.constantFrom('', '{', 'null', '{}')),
    failedAttempts: fc.constantFrom('1', '6', 'x'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, string>>;
const call: fc.Arbitrary<Call> = fc.record({ id: fc.constant('call-1'), legs, memory });

const step = fc.constantFrom('bridge', 'play', 'record', 'end', 'other');
const happenings = {
  arrival: fc.record({ kind: fc.constant('arrival'), dialled: number, from, diversions }),
  done: fc.record({ kind: fc.constant('steps-done'), step }),
  failed: fc.record({
    kind: fc.constant('step-failed'),
    step,
    reason: fc.constantFrom('not-answered', 'rejected', 'unavailable', 'no-input', 'unknown'),
    detail: fc.string(),
  }),
  update: fc.constant({ kind: 'update', arguments: {} }),
  refused: fc.record({ kind: fc.constant('response-rejected'), detail: fc.string() }),
  legEnded: fc.record({
    kind: fc.constant('leg-ended'),
    leg: fc.constant({ id: 'z', role: 'callee', up: false }),
  }),
  aside: fc.constantFrom(
    { kind: 'unknown', name: 'SOMETHING_NEW' },
    { kind: 'digits', digits: '5' },
    { kind: 'placing', stage: 'ringing' },
    { kind: 'answered' },
    { kind: 'step-interrupted' },
  ),
};
const eventOf = (happening: fc.Arbitrary<object>) =>
  fc
    .record({ happening, call, sequence: fc.integer({ min: 1, max: 20 }) })
    .map(({ happening, ...rest }) => ({ ...happening, ...rest }) as CallEvent);
const anyEvent = eventOf(fc.oneof(...Object.values(happenings)));
const stepsOf = (answer: Decision): readonly Step[] => (answer.steps === 'carry-on' ? [] : answer.steps);

describe('after any history', () => {
  it('a leg that ended ends every leg that is up, unless it only rang, and does nothing else', () => {
    fc.assert(
      fc.property(eventOf(happenings.legEnded), now, (event, now) => {
        const { legs, memory } = event.call;
        const onlyRang =
          !legs.some(({ role }) => role === 'callee') &&
          ['ringing', 'taking-message', 'thanking', 'apologising', 'ending'].includes(memory['stage'] ?? '');
        const up = legs.filter((leg) => leg.up).map(({ id }) => ({ kind: 'end', leg: id }));
        expect(decide(event, undefined, now).steps).toEqual(onlyRang ? 'carry-on' : up);
      }),
    );
  });

  it('an event that needs no decision changes nothing while all legs are up', () => {
    fc.assert(
      fc.property(eventOf(happenings.aside), now, (event, now) => {
        fc.pre(event.call.legs.every((leg) => leg.up));
        expect(decide(event, undefined, now)).toEqual({ steps: 'carry-on' });
      }),
    );
  });

  it('the same event gives the same answer, and is left as it was', () => {
    fc.assert(
      fc.property(anyEvent, fc.option(forward, { nil: undefined }), now, (event, forward, now) => {
        const before = structuredClone(event);
        const first = decide(event, forward, now);
        expect(decide(before, forward, now)).toEqual(first);
        expect(event).toEqual(before);
      }),
    );
  });

  it('an emergency number is rung, and rung first', () => {
    const dialled = fc.constantFrom('911', '112', '999', '+1911', '+44999');
    const lost = fc.array(fc.oneof(number, dialled), { maxLength: 9 });
    fc.assert(
      fc.property(
        eventOf(happenings.arrival),
        forward,
        dialled,
        lost,
        now,
        (event, forward, dialled, lost, now) => {
          const emergency = { ...event, dialled, diversions: lost } as CallEvent;
          expect(stepsOf(decide(emergency, forward, now))).toMatchObject([
            {
              kind: 'bridge',
              target: {
                kind: 'phone',
                number: expect.stringMatching(new RegExp(`${dialled.replace('+', '')}$`)),
              },
            },
          ]);
        },
      ),
    );
  });

  it('is remembered in few words', () => {
    fc.assert(
      fc.property(anyEvent, forward, now, (event, forward, now) => {
        const { remember = {} } = decide(event, forward, now);
        expect(Object.keys(remember).every((key) => ['stage', 'plan', 'failedAttempts'].includes(key))).toBe(
          true,
        );
      }),
    );
  });
});

// A telephone service that does what it is asked, as unluckily as `luck` says: 0 does it, others fail in some way.
type Ended = {
  readonly how: 'talked' | 'ended' | 'silent';
  readonly events: number;
  readonly bridges: readonly Step[];
};

const playOut = (forward: Forward, from: E164, luck: readonly number[]): Ended => {
  let call: Call = { id: 'call-1', legs: [{ id: 'a', role: 'caller', up: true }], memory: {} };
  let happening: CallEventBody = { kind: 'arrival', dialled: forward.number, from, diversions: [] };
  const bridges: Step[] = [];
  const turns = luck[Symbol.iterator]();
  const setLeg = (leg: Leg) => {
    call = { ...call, legs: [...call.legs.filter(({ id }) => id !== leg.id), leg] };
  };
  const ending = (id: string): CallEventBody => {
    const leg = call.legs.find((some) => some.id === id);
    if (!leg) throw new Error(`Cannot end leg "${id}": expected one of the call's`);
    setLeg({ ...leg, up: false });
    return { kind: 'leg-ended', leg: { ...leg, up: false } };
  };
  const upNow = () => call.legs.filter(({ up }) => up);

  for (let sequence = 1; sequence <= 100; sequence += 1) {
    const event: CallEvent = { ...happening, call, sequence };
    const answer = decide(event, { ...forward, version: 1 }, 1_772_000_000 as EpochSeconds);
    const unlucky = turns.next().value ?? 0;
    if (unlucky === 1 || unlucky === 2) {
      if (unlucky === 1) call = { ...call, memory: { ...call.memory, ...answer.remember } };
      happening = { kind: 'response-rejected', detail: 'unlucky' };
      if (answer.steps === 'carry-on') return { how: 'silent', events: sequence, bridges };
      continue;
    }
    call = { ...call, memory: { ...call.memory, ...answer.remember } };
    const steps = stepsOf(answer);
    bridges.push(...steps.filter(({ kind }) => kind === 'bridge'));
    if (bridges.length > 0 && !call.legs.some(({ role, up }) => role === 'caller' && up))
      expect(steps.every(({ kind }) => kind === 'end')).toBe(true);

    const last = steps.at(-1);
    if (!last)
      return {
        how: upNow().length === 0 ? 'ended' : upNow().length === 2 ? 'talked' : 'silent',
        events: sequence,
        bridges,
      };
    if (unlucky === 3) {
      happening = {
        kind: 'step-failed',
        step: steps[0]?.kind ?? 'other',
        reason: 'rejected',
        detail: 'unlucky',
      };
    } else if (unlucky === 4 && call.legs.some(({ id, up }) => id === 'a' && up)) {
      happening = ending('a');
    } else if (unlucky === 5 && last.kind === 'bridge') {
      happening = { kind: 'step-failed', step: 'bridge', reason: 'not-answered', detail: 'unlucky' };
    } else if (last.kind === 'end') {
      happening = ending(last.leg ?? 'a');
    } else {
      if (last.kind === 'bridge') setLeg({ id: 'b', role: 'callee', up: true });
      happening = { kind: 'steps-done', step: last.kind };
    }
  }
  return { how: 'silent', events: 100, bridges };
};

describe('from arrival to end', () => {
  const rules = forward.map(({ hours: _hours, blocked: _blocked, version: _version, ...rest }) => rest);
  const luckOf = (...outcomes: number[]) => fc.array(fc.constantFrom(...outcomes), { maxLength: 40 });

  it('every call ends or is talked on, unless every answer is refused', () => {
    fc.assert(
      fc.property(rules, number, luckOf(0, 3, 4, 5), (forward, from, luck) => {
        expect(playOut(forward, from, luck).how).not.toBe('silent');
      }),
      { numRuns: 1_000 },
    );
  });

  it('no target is rung twice when nothing is refused', () => {
    fc.assert(
      fc.property(rules, number, luckOf(0, 4, 5), (forward, from, luck) => {
        expect(playOut(forward, from, luck).bridges.length).toBeLessThanOrEqual(forward.targets.length);
      }),
    );
  });

  it('an answer that is always refused is not sent for ever, even if nothing of it is remembered', () => {
    fc.assert(
      fc.property(rules, number, fc.constantFrom(1, 2), (forward, from, refused) => {
        expect(playOut(forward, from, new Array(100).fill(refused)).events).toBeLessThan(12);
      }),
    );
  });
});
