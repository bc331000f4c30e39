import type { Decision, Call, CallEvent, CallEventBody, Leg, Step } from '@dialplane/call-control';
import { type EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { decide } from './decide';
import { diversionHeader } from './diversions';
import type { StoredForward, Target } from './forward';
import { type Plan, type CallStage, writePlan } from './plan';

const noon = 1_772_000_000 as EpochSeconds;
const office = '+12065550100' as E164;
const from = '+12065550199' as E164;
const phone = (number: string): Target => ({ kind: 'phone', number: number as E164 });
const ann = phone('+12065550111');
const ben = phone('+12065550112');
const pbx: Target = {
  kind: 'trunk',
  trunk: 'trunk-1',
  user: 'desk',
  headers: { 'X-Team': 'sales' },
  ringSeconds: 20,
};
const forward: StoredForward = {
  number: office,
  targets: [ann, ben],
  callerId: 'dialled',
  atEnd: 'apology',
  version: 1,
};

const caller: Leg = { id: 'a', role: 'caller', up: true };
const callee: Leg = { id: 'b', role: 'callee', up: true };
const gone = (leg: Leg): Leg => ({ ...leg, up: false });
const callWith = (legs: readonly Leg[], memory: Call['memory'] = {}): Call => ({
  id: 'call-1',
  legs,
  memory,
});

const plan: Plan = { dialled: office, from, callerId: office, targets: [ann, ben], atEnd: 'apology' };
const at = (stage: CallStage, change: Partial<Plan> = {}): Call['memory'] => ({
  stage,
  plan: writePlan({ ...plan, ...change }),
});

const say = (name: string): Step => ({ kind: 'play', sound: { kind: 'prompt', name } });
const hangUp = (leg: string): Step => ({ kind: 'end', leg });
const apology = [say('unavailable'), hangUp('a')];
const rings = (target: Target, more: object = {}) => ({
  kind: 'bridge',
  callerId: office,
  target: expect.objectContaining(
    target.kind === 'phone' ? { number: target.number } : { trunk: target.trunk, user: target.user },
  ),
  ...more,
});

const arrival: CallEventBody = { kind: 'arrival', dialled: office, from, diversions: [] };
const answerTo = (
  happening: CallEventBody,
  memory: Call['memory'] = {},
  legs: readonly Leg[] = [caller],
  sequence = 2,
): Decision => decide({ ...happening, call: callWith(legs, memory), sequence } as CallEvent, undefined, noon);
const arriving = (
  rules: StoredForward | undefined,
  change: Partial<Extract<CallEventBody, { kind: 'arrival' }>> = {},
) => decide({ ...arrival, ...change, call: callWith([caller]), sequence: 1 } as CallEvent, rules, noon);

describe('when a call arrives', () => {
  it.each`
    situation              | rules                                                                         | steps
    ${'a forward'}         | ${forward}                                                                    | ${[rings(ann)]}
    ${'no forward'}        | ${undefined}                                                                  | ${apology}
    ${'a blocked caller'}  | ${{ ...forward, blocked: [from] }}                                            | ${[{ kind: 'end', because: 'busy' }]}
    ${'a greeting first'}  | ${{ ...forward, greeting: { prompt: 'connecting', when: 'before-ringing' } }} | ${[say('connecting'), rings(ann)]}
    ${'a greeting during'} | ${{ ...forward, greeting: { prompt: 'connecting', when: 'while-ringing' } }}  | ${[rings(ann, { ringback: 'connecting' })]}
    ${'a trunk'}           | ${{ ...forward, targets: [pbx] }}                                             | ${[rings(pbx, { ringSeconds: 20 })]}
    ${'nobody but self'}   | ${{ ...forward, targets: [phone(office)] }}                                   | ${apology}
    ${'the same, message'} | ${{ ...forward, targets: [phone(office)], atEnd: 'message' }}                 | ${[say('leave-a-message'), expect.objectContaining({ kind: 'record' })]}
  `('with $situation', ({ rules, steps }) => {
    expect(arriving(rules).steps).toEqual(steps);
  });

  it.each`
    policy       | caller        | shown
    ${'dialled'} | ${from}       | ${office}
    ${'caller'}  | ${from}       | ${from}
    ${'caller'}  | ${'withheld'} | ${office}
  `('shows the target $shown for policy $policy and caller $caller', ({ policy, caller, shown }) => {
    const { steps } = arriving({ ...forward, callerId: policy }, { from: caller });

    expect(steps).toEqual([rings(ann, { callerId: shown })]);
  });

  it('tells a trunk who forwarded the call and who called', () => {
    const { steps } = arriving({ ...forward, targets: [pbx] });

    expect(steps).toMatchObject([
      {
        target: {
          headers: { 'X-Team': 'sales', Diversion: diversionHeader(office), 'X-Original-Caller': from },
        },
      },
    ]);
  });

  it('tells a trunk who forwarded the call before, the latest first', () => {
    const { steps } = arriving(
      { ...forward, targets: [pbx] },
      { diversions: ['+13035550101', 'x'.repeat(2_000), 'sip:"desk"@pbx', 'sip:desk@pbx'] },
    );

    expect(steps).toMatchObject([
      {
        target: {
          headers: {
            Diversion: [office, '+13035550101', 'desk'].map((user) => diversionHeader(user)).join(', '),
          },
        },
      },
    ]);
  });

  it('keeps a withheld number from a trunk', () => {
    expect(JSON.stringify(arriving({ ...forward, targets: [pbx] }, { from: 'withheld' }))).not.toContain(
      'X-Original-Caller',
    );
  });

  it('leaves out the caller where twenty headers are taken', () => {
    const headers = Object.fromEntries(Array.from({ length: 19 }, (_, i) => [`X-${i}`, 'x']));
    const { steps } = arriving({ ...forward, targets: [{ ...pbx, headers }] });
    const sent = (steps as Step[]).flatMap((step) =>
      step.kind === 'bridge' && step.target.kind === 'trunk' ? Object.keys(step.target.headers ?? {}) : [],
    );

    expect(sent).toHaveLength(20);
    expect(sent).toContain('Diversion');
    expect(sent).not.toContain('X-Original-Caller');
  });

  it('rings an emergency number at once, showing the caller', () => {
    const { steps } = arriving({ ...forward, blocked: [from] }, { dialled: '911' });

    expect(steps).toEqual([rings(phone('+1911'), { callerId: from })]);
  });
});

// Every stage, and every event after the arrival. `gone` marks a caller's leg that has ended.
const stages: readonly (CallStage | undefined)[] = [
  'ringing',
  'talking',
  'taking-message',
  'thanking',
  'apologising',
  'ending',
  undefined,
];
const carryOn = 'carry-on';
const talk: Decision['steps'] = [];
const thanks = [say('thank-you'), hangUp('a')];
const done = (step: string) => ({ kind: 'steps-done', step });
const failed = (step: string, reason = 'not-answered') => ({
  kind: 'step-failed',
  step,
  reason,
  detail: 'x',
});
const refused = { kind: 'response-rejected', detail: 'x' };
const end = [hangUp('a')];
const message = [say('leave-a-message'), expect.objectContaining({ kind: 'record', stopOn: '#' })];
/** Asked after a refusal or an update, to learn whether a phone still rings. */
const wait = [{ kind: 'pause', seconds: 0.1 }];

it.each`
  event                                       | ringing         | talking    | taking     | thanking   | apologising | ending     | lost
  ${done('bridge')}                           | ${talk}         | ${talk}    | ${talk}    | ${talk}    | ${talk}     | ${talk}    | ${talk}
  ${done('play')}                             | ${carryOn}      | ${carryOn} | ${carryOn} | ${end}     | ${end}      | ${carryOn} | ${carryOn}
  ${done('record')}                           | ${thanks}       | ${thanks}  | ${thanks}  | ${thanks}  | ${thanks}   | ${thanks}  | ${thanks}
  ${done('pause')}                            | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${done('end')}                              | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${done('other')}                            | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${failed('bridge')}                         | ${[rings(ben)]} | ${carryOn} | ${end}     | ${end}     | ${end}      | ${end}     | ${apology}
  ${failed('bridge', 'rejected')}             | ${[rings(ben)]} | ${carryOn} | ${end}     | ${end}     | ${end}      | ${end}     | ${apology}
  ${failed('bridge', 'unavailable')}          | ${[rings(ben)]} | ${carryOn} | ${end}     | ${end}     | ${end}      | ${end}     | ${apology}
  ${failed('play', 'rejected')}               | ${[rings(ben)]} | ${carryOn} | ${end}     | ${end}     | ${end}      | ${end}     | ${end}
  ${failed('record')}                         | ${[rings(ben)]} | ${carryOn} | ${end}     | ${end}     | ${end}      | ${end}     | ${end}
  ${failed('end')}                            | ${[rings(ben)]} | ${carryOn} | ${end}     | ${end}     | ${end}      | ${end}     | ${end}
  ${refused}                                  | ${wait}         | ${carryOn} | ${end}     | ${end}     | ${end}      | ${end}     | ${apology}
  ${{ kind: 'leg-ended', leg: gone(callee) }} | ${end}          | ${end}     | ${end}     | ${end}     | ${end}      | ${end}     | ${end}
  ${{ kind: 'digits', digits: '5' }}          | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${{ kind: 'update', arguments: {} }}        | ${wait}         | ${carryOn} | ${message} | ${thanks}  | ${apology}  | ${carryOn} | ${carryOn}
  ${{ kind: 'placing', stage: 'ringing' }}    | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${{ kind: 'answered' }}                     | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${{ kind: 'step-interrupted' }}             | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${{ kind: 'unknown', name: 'X' }}           | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
`('at every stage, $event is answered as planned', ({ event, ...expected }) => {
  const columns = ['ringing', 'talking', 'taking', 'thanking', 'apologising', 'ending', 'lost'];
  const answers = stages.map((stage) => answerTo(event, stage ? at(stage) : {}).steps);

  expect(Object.fromEntries(columns.map((column, i) => [column, answers[i]]))).toEqual(expected);
});

describe('while a target rings', () => {
  it.each`
    situation                                           | event                           | memory                                                         | steps
    ${'the last target does not answer'}                | ${failed('bridge')}             | ${at('ringing', { targets: [ben] })}                           | ${apology}
    ${'the same, with a message at the end'}            | ${failed('bridge')}             | ${at('ringing', { targets: [ben], atEnd: 'message' })}         | ${message}
    ${'the greeting cannot be played'}                  | ${failed('play', 'rejected')}   | ${at('ringing', { greeting: 'connecting' })}                   | ${[rings(ann)]}
    ${'a target after a greeting'}                      | ${failed('bridge')}             | ${at('ringing', { greeting: 'connecting' })}                   | ${[rings(ben)]}
    ${'a target after a ringback'}                      | ${failed('bridge')}             | ${at('ringing', { ringback: 'connecting' })}                   | ${[rings(ben, { ringback: 'connecting' })]}
    ${'a ringback that may have been rejected'}         | ${failed('bridge', 'rejected')} | ${at('ringing', { ringback: 'connecting' })}                   | ${[rings(ben)]}
    ${'an answer that was refused'}                     | ${refused}                      | ${at('ringing', { greeting: 'connecting' })}                   | ${wait}
    ${'nobody rings any more after a refusal'}          | ${done('pause')}                | ${at('ringing', { asked: true, plain: true })}                 | ${[rings(ben)]}
    ${'nobody rings yet after a greeting that was cut'} | ${done('pause')}                | ${at('ringing', { asked: true, greeting: 'connecting' })}      | ${[rings(ann)]}
    ${'the same, with nobody left'}                     | ${done('pause')}                | ${at('ringing', { asked: true, plain: true, targets: [ben] })} | ${apology}
    ${'a stage without its plan'}                       | ${failed('bridge')}             | ${{ stage: 'ringing' }}                                        | ${apology}
  `('$situation', ({ event, memory, steps }) => {
    expect(answerTo(event, memory).steps).toEqual(steps);
  });

  it.each`
    event                                       | legs                      | steps
    ${failed('bridge')}                         | ${[gone(caller)]}         | ${[]}
    ${failed('bridge')}                         | ${[gone(caller), callee]} | ${[hangUp('b')]}
    ${done('bridge')}                           | ${[gone(caller), callee]} | ${[hangUp('b')]}
    ${{ kind: 'leg-ended', leg: gone(caller) }} | ${[gone(caller)]}         | ${[]}
    ${{ kind: 'leg-ended', leg: gone(caller) }} | ${[gone(caller), callee]} | ${[hangUp('b')]}
  `('a caller who has gone rings nobody else: $event', ({ event, legs, steps }) => {
    expect(answerTo(event, at('ringing'), legs).steps).toEqual(steps);
  });

  it.each([refused, done('pause'), failed('bridge')] as CallEventBody[])(
    'two who talk are left alone, whatever was lost: %j',
    (event) => {
      expect(answerTo(event, at('ringing'), [caller, callee]).steps).toBe('carry-on');
    },
  );

  it('remembers whom it rings, and who is left', () => {
    const { remember } = answerTo(failed('bridge') as CallEventBody, at('ringing'));

    expect(remember).toEqual({ stage: 'ringing', plan: writePlan({ ...plan, targets: [ben] }) });
  });
});

it.each`
  legs                      | memory           | steps            | because
  ${[caller, gone(callee)]} | ${at('talking')} | ${[hangUp('a')]} | ${'the other phone has hung up'}
  ${[gone(caller), callee]} | ${at('talking')} | ${[hangUp('b')]} | ${'the caller has hung up'}
  ${[gone(caller), callee]} | ${{}}            | ${[hangUp('b')]} | ${'the caller has hung up, and all is forgotten'}
  ${[gone(caller)]}         | ${at('ringing')} | ${carryOn}       | ${'nobody is left'}
  ${[caller, gone(callee)]} | ${at('ringing')} | ${carryOn}       | ${'the next phone rings already'}
  ${[caller, callee]}       | ${at('talking')} | ${carryOn}       | ${'they talk'}
`('news that a leg ended may come with any event: $because', ({ legs, memory, steps }) => {
  expect(answerTo({ kind: 'unknown', name: 'X' }, memory, legs).steps).toEqual(steps);
});
