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
const second: Leg = { id: 'c', role: 'callee', up: true };
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
    situation                      | rules                                                                         | steps
    ${'a forward'}                 | ${forward}                                                                    | ${[rings(ann)]}
    ${'no forward'}                | ${undefined}                                                                  | ${apology}
    ${'a blocked caller'}          | ${{ ...forward, blocked: [from] }}                                            | ${[{ kind: 'end', because: 'busy' }]}
    ${'a greeting first'}          | ${{ ...forward, greeting: { prompt: 'connecting', when: 'before-ringing' } }} | ${[say('connecting'), rings(ann)]}
    ${'a greeting during'}         | ${{ ...forward, greeting: { prompt: 'connecting', when: 'while-ringing' } }}  | ${[rings(ann, { ringback: 'connecting' })]}
    ${'a trunk'}                   | ${{ ...forward, targets: [pbx] }}                                             | ${[rings(pbx, { ringSeconds: 20 })]}
    ${'itself as the only target'} | ${{ ...forward, targets: [phone(office)] }}                                   | ${apology}
    ${'the same, message'}         | ${{ ...forward, targets: [phone(office)], atEnd: 'message' }}                 | ${[say('leave-a-message'), expect.objectContaining({ kind: 'record' })]}
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

  it('tells a trunk which number forwarded the call and who called', () => {
    const { steps } = arriving({ ...forward, targets: [pbx] });

    expect(steps).toMatchObject([
      {
        target: {
          headers: { 'X-Team': 'sales', Diversion: diversionHeader(office), 'X-Original-Caller': from },
        },
      },
    ]);
  });

  it('tells a trunk which numbers forwarded the call before, the latest first', () => {
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

  it('leaves out the caller if twenty headers are used already', () => {
    const headers = Object.fromEntries(Array.from({ length: 19 }, (_, i) => [`X-${i}`, 'x']));
    const { steps } = arriving({ ...forward, targets: [{ ...pbx, headers }] });
    const sent = (steps as Step[]).flatMap((step) =>
      step.kind === 'bridge' && step.target.kind === 'trunk' ? Object.keys(step.target.headers ?? {}) : [],
    );

    expect(sent).toHaveLength(20);
    expect(sent).toContain('Diversion');
    expect(sent).not.toContain('X-Original-Caller');
  });

  it('rings an emergency number at once and shows the caller', () => {
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
  ${{ kind: 'leg-ended', leg: gone(callee) }} | ${carryOn}      | ${end}     | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${end}
  ${{ kind: 'leg-ended', leg: gone(caller) }} | ${end}          | ${end}     | ${end}     | ${end}     | ${end}      | ${end}     | ${end}
  ${{ kind: 'digits', digits: '5' }}          | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${{ kind: 'update', arguments: {} }}        | ${wait}         | ${carryOn} | ${message} | ${thanks}  | ${apology}  | ${carryOn} | ${carryOn}
  ${{ kind: 'placing', stage: 'ringing' }}    | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${{ kind: 'answered' }}                     | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${{ kind: 'step-interrupted' }}             | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
  ${{ kind: 'unknown', name: 'X' }}           | ${carryOn}      | ${carryOn} | ${carryOn} | ${carryOn} | ${carryOn}  | ${carryOn} | ${carryOn}
`('$event at every stage', ({ event, ...expected }) => {
  const columns = ['ringing', 'talking', 'taking', 'thanking', 'apologising', 'ending', 'lost'];
  const answers = stages.map((stage) => answerTo(event, stage ? at(stage) : {}).steps);

  expect(Object.fromEntries(columns.map((column, i) => [column, answers[i]]))).toEqual(expected);
});

describe('while a target rings', () => {
  it.each`
    situation                                                | event                           | memory                                                         | steps
    ${'the last target does not answer'}                     | ${failed('bridge')}             | ${at('ringing', { targets: [ben] })}                           | ${apology}
    ${'the same, with a message at the end'}                 | ${failed('bridge')}             | ${at('ringing', { targets: [ben], atEnd: 'message' })}         | ${message}
    ${'the greeting cannot be played'}                       | ${failed('play', 'rejected')}   | ${at('ringing', { greeting: 'connecting' })}                   | ${[rings(ann)]}
    ${'a target after a greeting'}                           | ${failed('bridge')}             | ${at('ringing', { greeting: 'connecting' })}                   | ${[rings(ben)]}
    ${'a target after a ringback'}                           | ${failed('bridge')}             | ${at('ringing', { ringback: 'connecting' })}                   | ${[rings(ben, { ringback: 'connecting' })]}
    ${'a ringback that may have been rejected'}              | ${failed('bridge', 'rejected')} | ${at('ringing', { ringback: 'connecting' })}                   | ${[rings(ben)]}
    ${'an answer that was refused'}                          | ${refused}                      | ${at('ringing', { greeting: 'connecting' })}                   | ${wait}
    ${'the question was answered after a rejected response'} | ${done('pause')}                | ${at('ringing', { asked: true, plain: true })}                 | ${[rings(ben)]}
    ${'the question was answered before the greeting ended'} | ${done('pause')}                | ${at('ringing', { asked: true, greeting: 'connecting' })}      | ${[rings(ann)]}
    ${'the same, with no target left'}                       | ${done('pause')}                | ${at('ringing', { asked: true, plain: true, targets: [ben] })} | ${apology}
    ${'a stage without its plan'}                            | ${failed('bridge')}             | ${{ stage: 'ringing' }}                                        | ${apology}
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
  `('no target is rung after the caller has left: $event', ({ event, legs, steps }) => {
    expect(answerTo(event, at('ringing'), legs).steps).toEqual(steps);
  });

  it.each([refused, done('pause'), failed('bridge')] as CallEventBody[])(
    'a connected call is left alone: %j',
    (event) => {
      expect(answerTo(event, at('ringing'), [caller, callee]).steps).toBe('carry-on');
    },
  );

  it('remembers the target that rings and those that are left', () => {
    const { remember } = answerTo(failed('bridge') as CallEventBody, at('ringing'));

    expect(remember).toEqual({ stage: 'ringing', plan: writePlan({ ...plan, targets: [ben] }) });
  });
});

it.each`
  legs                              | memory           | steps            | because
  ${[caller, gone(callee)]}         | ${at('talking')} | ${[hangUp('a')]} | ${'the other phone has hung up'}
  ${[gone(caller), callee]}         | ${at('talking')} | ${[hangUp('b')]} | ${'the caller has hung up'}
  ${[gone(caller), callee]}         | ${{}}            | ${[hangUp('b')]} | ${'the caller has hung up, and all is forgotten'}
  ${[gone(caller)]}                 | ${at('ringing')} | ${carryOn}       | ${'no leg is left'}
  ${[caller, gone(callee)]}         | ${at('ringing')} | ${carryOn}       | ${'the next phone rings already'}
  ${[caller, callee]}               | ${at('talking')} | ${carryOn}       | ${'they talk'}
  ${[caller, gone(callee), second]} | ${at('talking')} | ${carryOn}       | ${'the second phone talks, and the first has gone'}
`('the end of a leg may be visible in any event: $because', ({ legs, memory, steps }) => {
  expect(answerTo({ kind: 'unknown', name: 'X' }, memory, legs).steps).toEqual(steps);
});

const both = [caller, callee];
const asking = at('ringing', { asked: true });
const lastWithMessage = at('ringing', { targets: [ben], atEnd: 'message' });

describe('what is remembered', () => {
  const rejected = refused as CallEventBody;
  const ringing = at('ringing');
  const stageAfter = (decision: Decision) => decision.remember?.['stage'];

  it.each`
    decision                                                             | stage               | because
    ${arriving(undefined)}                                               | ${'apologising'}    | ${'the number has no forward'}
    ${arriving({ ...forward, blocked: [from] })}                         | ${'ending'}         | ${'the caller is blocked'}
    ${arriving(forward)}                                                 | ${'ringing'}        | ${'the first target rings'}
    ${answerTo(done('bridge') as CallEventBody, ringing)}                | ${'talking'}        | ${'the target answered'}
    ${answerTo(failed('bridge') as CallEventBody, ringing, both)}        | ${'talking'}        | ${'a target is up after all'}
    ${answerTo(done('pause') as CallEventBody, asking, both)}            | ${'talking'}        | ${'a target answered meanwhile'}
    ${answerTo(rejected, ringing, both)}                                 | ${'talking'}        | ${'a target answered meanwhile'}
    ${answerTo(done('record') as CallEventBody, at('taking-message'))}   | ${'thanking'}       | ${'the message is recorded'}
    ${answerTo({ kind: 'leg-ended', leg: gone(callee) }, at('talking'))} | ${'ending'}         | ${'a leg ended'}
    ${answerTo(failed('bridge') as CallEventBody, lastWithMessage)}      | ${'taking-message'} | ${'no target answered'}
    ${answerTo(rejected, ringing)}                                       | ${'ringing'}        | ${'a target may still ring'}
  `('is the stage $stage when $because', ({ decision, stage }) => {
    expect(stageAfter(decision)).toBe(stage);
  });

  it.each([arriving(undefined), answerTo(failed('bridge') as CallEventBody, lastWithMessage)])(
    'is no plan any more once no target is left, case %#',
    ({ remember }) => {
      expect(remember?.['plan']).toBe('');
    },
  );
});

/** Plays events one after the other: each sees what the decision before it remembered. */
const played = (events: readonly object[], memory: Call['memory'], legs: readonly Leg[] = [caller]) => {
  let remembered = memory;
  return events.map((event, i) => {
    const { steps, remember = {} } = answerTo(event as CallEventBody, remembered, legs, i + 2);
    remembered = { ...remembered, ...remember };
    return steps;
  });
};

describe('when the provider rejects responses or steps again and again', () => {
  it('asks three times whether a target rings, then apologises, then ends the call, then does nothing', () => {
    expect(
      played(
        Array.from({ length: 8 }, () => refused),
        at('ringing'),
      ),
    ).toEqual([...[wait, wait, wait], apology, ...[end, end], ...[carryOn, carryOn]]);
  });

  it('does the same when nothing is remembered, counting the events of the call', () => {
    const decisionAt = (sequence: number) => answerTo(refused as CallEventBody, {}, [caller], sequence).steps;

    expect([1, 4, 5, 6, 7].map(decisionAt)).toEqual([apology, apology, end, end, carryOn]);
  });

  it.each`
    sequence | steps
    ${100}   | ${wait}
    ${101}   | ${carryOn}
  `('acts on a rejected response up to event 100 of a call: $sequence', ({ sequence, steps }) => {
    expect(answerTo(refused as CallEventBody, at('ringing'), [caller], sequence).steps).toEqual(steps);
  });

  it('tries a hang-up that fails at most six times more', () => {
    const steps = played(
      Array.from({ length: 8 }, () => failed('end')),
      at('ending'),
    );

    expect(steps).toEqual([end, end, end, end, end, end, carryOn, carryOn]);
  });

  it('rings the next target without headers and prompts after a rejected response and the question', () => {
    const withExtras = at('ringing', { targets: [ann, pbx], ringback: 'connecting' });
    const [, steps] = played([refused, done('pause')], withExtras);

    expect(steps).toEqual([
      {
        kind: 'bridge',
        callerId: office,
        ringSeconds: 20,
        target: { kind: 'trunk', trunk: 'trunk-1', user: 'desk' },
      },
    ]);
  });

  it('rings the next target as planned after an update and the question', () => {
    const [, steps] = played(
      [{ kind: 'update', arguments: {} }, done('pause')],
      at('ringing', { ringback: 'connecting' }),
    );

    expect(steps).toEqual([rings(ben, { ringback: 'connecting' })]);
  });

  it('apologises when the question is answered and the plan is lost', () => {
    expect(answerTo(done('pause') as CallEventBody, { stage: 'ringing' }).steps).toEqual(apology);
  });
});

it('rings the targets for an emergency service that calls back, despite the block list', () => {
  const { steps } = arriving({ ...forward, blocked: ['withheld'] }, { from: 'emergency-service' });

  expect(steps).toEqual([rings(ann)]);
});

it('shows the number rung when a caller who withholds theirs dials a short emergency number', () => {
  const { steps } = arriving(undefined, { dialled: '911', from: 'withheld' });

  expect(steps).toEqual([rings(phone('+1911'), { callerId: '+1911' })]);
});

it('keeps earlier diversions for a trunk that is not the first target', () => {
  const { remember } = arriving({ ...forward, targets: [ann, pbx] }, { diversions: ['+13035550101'] });
  const { steps } = answerTo(failed('bridge') as CallEventBody, remember);

  expect(steps).toMatchObject([
    { target: { headers: { Diversion: diversionHeader(office, ['+13035550101']) } } },
  ]);
});

it('ends the leg of the caller after an apology, in any order of the legs', () => {
  expect(answerTo(failed('bridge') as CallEventBody, {}, [gone(callee), caller]).steps).toEqual(apology);
});

describe('a target that must accept the call', () => {
  const careful: Target = { kind: 'phone', number: '+12065550113' as E164, confirm: true };
  const rules: StoredForward = { ...forward, targets: [careful, ben] };
  const confirming = at('confirming', { targets: [careful, ben] });
  const question = expect.objectContaining({ kind: 'ask', leg: 'b', pattern: '^1$', maxDigits: 1 });
  const ask = [question];

  it('is asked to press 1 when it answers', () => {
    const decision = answerTo(
      done('bridge') as CallEventBody,
      at('ringing', { targets: [careful, ben] }),
      both,
    );

    expect(decision.steps).toEqual(ask);
    expect(decision.remember).toEqual({ stage: 'confirming' });
  });

  it.each`
    event                                       | legs                              | steps                         | stage           | because
    ${{ ...done('ask'), digits: '1' }}          | ${both}                           | ${[]}                         | ${'talking'}    | ${'1 was pressed'}
    ${failed('ask', 'no-input')}                | ${both}                           | ${[hangUp('b')]}              | ${undefined}    | ${'no key was pressed'}
    ${failed('ask', 'unavailable')}             | ${[caller, gone(callee)]}         | ${carryOn}                    | ${undefined}    | ${'the target has left, and its event follows'}
    ${failed('ask', 'rejected')}                | ${both}                           | ${[]}                         | ${'talking'}    | ${'the question could not be asked'}
    ${{ kind: 'leg-ended', leg: gone(callee) }} | ${[caller, gone(callee)]}         | ${[rings(ben)]}               | ${'ringing'}    | ${'the target has left'}
    ${{ kind: 'leg-ended', leg: gone(caller) }} | ${[gone(caller), callee]}         | ${[hangUp('b')]}              | ${'ending'}     | ${'the caller has left'}
    ${{ kind: 'leg-ended', leg: gone(callee) }} | ${[caller, gone(callee), second]} | ${[hangUp('a'), hangUp('c')]} | ${'ending'}     | ${'another target is connected'}
    ${{ kind: 'update', arguments: {} }}        | ${both}                           | ${ask}                        | ${'confirming'} | ${'an update interrupted the question'}
    ${refused}                                  | ${both}                           | ${carryOn}                    | ${'talking'}    | ${'the provider rejected the question'}
    ${done('end')}                              | ${both}                           | ${carryOn}                    | ${undefined}    | ${'the hang-up is done, and its event follows'}
    ${failed('play')}                           | ${both}                           | ${carryOn}                    | ${undefined}    | ${'another step failed'}
  `('is handled when $because', ({ event, legs, steps, stage }) => {
    const decision = answerTo(event, confirming, legs);

    expect(decision.steps).toEqual(steps);
    expect(decision.remember?.['stage']).toBe(stage);
  });

  it('is rung without the question if the provider cannot ask it', () => {
    const arrivalOf = (canConfirm: boolean) =>
      decide({ ...arrival, call: callWith([caller]), sequence: 1 } as CallEvent, rules, noon, { canConfirm });

    expect(arrivalOf(true).remember?.['plan']).toContain('"confirm":true');
    expect(arrivalOf(false).remember?.['plan']).not.toContain('confirm');
  });

  it('does not skip a target when an old question fails late', () => {
    expect(answerTo(failed('ask', 'unavailable') as CallEventBody, at('ringing'), [caller]).steps).toBe(
      'carry-on',
    );
  });

  it('keeps its question for the next target only if that one must accept too', () => {
    const decision = answerTo(done('bridge') as CallEventBody, at('ringing', { targets: [ben] }), both);

    expect(decision.steps).toEqual([]);
  });
});

describe('the memory of a call', () => {
  it('has earlier diversions only where a trunk can be told of them', () => {
    const diversions = ['+13035550101'];
    const planOf = (rules: StoredForward, change = {}) => arriving(rules, change).remember?.['plan'];

    expect(planOf(forward, { diversions })).not.toContain('diversions');
    expect(planOf({ ...forward, targets: [pbx] })).not.toContain('diversions');
    expect(planOf({ ...forward, targets: [pbx] }, { diversions })).toContain('+13035550101');
  });

  it.each`
    event                                | memory                            | decision
    ${done('bridge')}                    | ${at('ringing')}                  | ${{ steps: [], remember: { stage: 'talking' } }}
    ${done('ask')}                       | ${at('ringing')}                  | ${{ steps: 'carry-on' }}
    ${done('ask')}                       | ${at('talking')}                  | ${{ steps: 'carry-on' }}
    ${done('pause')}                     | ${at('ringing', { asked: true })} | ${{ steps: 'carry-on', remember: { stage: 'talking' } }}
    ${failed('bridge')}                  | ${at('ringing')}                  | ${{ steps: 'carry-on', remember: { stage: 'talking' } }}
    ${{ kind: 'update', arguments: {} }} | ${at('ringing')}                  | ${{ steps: 'carry-on' }}
    ${{ kind: 'update', arguments: {} }} | ${at('talking')}                  | ${{ steps: 'carry-on' }}
  `('changes only once it is known that they talk: $event', ({ event, memory, decision }) => {
    expect(answerTo(event, memory, [caller, callee])).toStrictEqual(decision);
  });
});

it('shows the number dialled in a call that is marked, so that a loop can be recognised', () => {
  const shown = (verdict: 'none' | 'mark') =>
    decide(
      { ...arrival, call: callWith([caller]), sequence: 1 } as CallEvent,
      { ...forward, callerId: 'caller' },
      noon,
      { verdict },
    ).steps;

  expect(shown('none')).toEqual([rings(ann, { callerId: from })]);
  expect(shown('mark')).toEqual([rings(ann, { callerId: office })]);
});

it('apologises to a caller whose call is part of a loop', () => {
  const { steps } = decide(
    { ...arrival, call: callWith([caller]), sequence: 1 } as CallEvent,
    forward,
    noon,
    { verdict: 'loop' },
  );

  expect(steps).toEqual(apology);
});

it('ends the leg that is left when a client updates a call whose caller has left', () => {
  expect(answerTo({ kind: 'update', arguments: {} }, at('talking'), [gone(caller), callee]).steps).toEqual([
    hangUp('b'),
  ]);
});

it('ends the call when a step fails while the caller hears an apology, even if nothing else is known', () => {
  expect(answerTo(failed('play') as CallEventBody, { stage: 'apologising' }).steps).toEqual(end);
});
