import type { CallApp, CallEvent, Decision, Step } from '@dialplane/call-control';
import type { E164 } from '@dialplane/phone-numbers';
import { signedEvent } from '../testing';
import { onTwilio } from './on-twilio';
import type { TwilioMedia } from './to-verbs';
import { webhookHandler } from './webhook-handler';
import { fixedKeys } from './webhook-keys';

const account = `AC${'0'.repeat(31)}1`;
const token = 'a-token-for-tests';
const base = 'https://voice.example.com';
const media: TwilioMedia = {
  promptUrl: (name) => (name === 'hello' ? `${base}/hello.wav` : ''),
  promptTexts: { sorry: 'Sorry.' },
};

/** An app that gives the same decision to every event, and the events it saw. */
const put = (decision: Decision | ((event: CallEvent) => Decision)) => {
  const events: CallEvent[] = [];
  const app: CallApp = async (event) => {
    events.push(event);
    return typeof decision === 'function' ? decision(event) : decision;
  };
  const errors: unknown[] = [];
  const handler = webhookHandler({
    publicBaseUrl: base,
    keys: fixedKeys({ accounts: { [account]: [token] } }),
    routes: onTwilio(app, media),
    apology: [{ kind: 'hangup' }],
    log: (_message, { error }) => errors.push(error),
  });
  const ask = async (url: string, fields: Record<string, string> = {}) => {
    const all = { AccountSid: account, CallSid: 'CA1', CallStatus: 'in-progress', ...fields };
    const { body } = await handler(signedEvent({ url, token, fields: all }));
    return body.replace(/^<\?xml[^>]*>/, '');
  };
  const arrive = (fields = {}) =>
    ask(`${base}/voice/forwarding`, {
      CallStatus: 'ringing',
      To: '+12065550100',
      From: '+14155550111',
      ...fields,
    });
  return { ask, arrive, events, errors };
};

/** The URL that a document says to ask next. */
const nextIn = (twiml: string): string =>
  (/(?:action="|<Redirect[^>]*>)([^"<]*next[^"<]*)/.exec(twiml)?.[1] ?? '').replaceAll('&amp;', '&');

const steps = (...some: Step[]): Decision => ({ steps: some });
const number = '+12065550120' as E164;
const callerId = '+12065550100' as E164;
const toPhone: Step = { kind: 'bridge', callerId, target: { kind: 'phone', number } };

it.each`
  decision                                                                                                 | twiml
  ${steps({ kind: 'play', sound: { kind: 'prompt', name: 'hello' } }, { kind: 'end' })}                    | ${`<Play>${base}/hello.wav</Play><Hangup/>`}
  ${steps({ kind: 'play', sound: { kind: 'prompt', name: 'sorry' }, times: 2 }, { kind: 'end' })}          | ${'<Say language="en-US" loop="2">Sorry.</Say><Hangup/>'}
  ${steps({ kind: 'play', sound: { kind: 'prompt', name: 'unknown' } }, { kind: 'end' })}                  | ${'<Hangup/>'}
  ${steps({ kind: 'play', sound: { kind: 'speech', text: 'A < B', language: 'de-DE' } }, { kind: 'end' })} | ${'<Say language="de-DE">A &lt; B</Say><Hangup/>'}
  ${steps({ kind: 'end', because: 'busy' })}                                                               | ${'<Reject reason="busy"/>'}
  ${steps({ kind: 'end', because: 'unavailable' })}                                                        | ${'<Reject reason="rejected"/>'}
  ${steps({ kind: 'end', leg: 'another' })}                                                                | ${''}
  ${steps({ kind: 'send-digits', leg: 'CA1', digits: '1,2' }, { kind: 'end' })}                            | ${'<Play digits="1w2"/><Hangup/>'}
`('writes $decision.steps', async ({ decision, twiml }) => {
  expect(await put(decision).arrive()).toBe(twiml ? `<Response>${twiml}</Response>` : '<Response/>');
});

it.each`
  target                                                                                                   | noun
  ${{ kind: 'phone', number }}                                                                             | ${'<Number>+12065550120</Number>'}
  ${{ kind: 'phone', number: '+1911' }}                                                                    | ${'<Number>911</Number>'}
  ${{ kind: 'trunk', trunk: 'pbx.example.com', user: '+1 2' }}                                             | ${'<Sip>sip:%2B1%202@pbx.example.com</Sip>'}
  ${{ kind: 'trunk', trunk: 'pbx.example.com', user: '7', headers: { 'X-From': 'a&b', Diversion: 'no' } }} | ${'<Sip>sip:7@pbx.example.com?X-From=a%26b</Sip>'}
`('rings $target', async ({ target, noun }) => {
  const twiml = await put(steps({ ...toPhone, target, ringSeconds: 12 } as Step)).arrive();

  expect(twiml).toContain(
    `<Dial answerOnBridge="true" callerId="+12065550100" action="${base}/voice/forwarding/next?state=`,
  );
  expect(twiml).toContain(`method="POST" timeout="12">${noun}</Dial>`);
});

it('shows no caller ID that is a short number', async () => {
  expect(await put(steps({ ...toPhone, callerId: '+1911' as E164 } as Step)).arrive()).not.toContain(
    'callerId',
  );
});

it.each`
  step                                                                                                                                        | says
  ${{ kind: 'listen', pattern: '1', betweenDigitsSeconds: 1, flushSeconds: 1 }}                                                               | ${'use ask'}
  ${{ kind: 'send-digits', leg: 'CA2', digits: '1' }}                                                                                         | ${"only the caller's leg"}
  ${{ kind: 'play', sound: { kind: 'prompt', name: 'hello' }, stopOn: '#' }}                                                                  | ${'leave out stopOn'}
  ${{ ...toPhone, target: { kind: 'trunk', trunk: 'arn:aws:chime:x', user: '1' } }}                                                           | ${'the host of a SIP address'}
  ${{ kind: 'ask', question: { kind: 'prompt', name: 'hello' }, failure: { kind: 'prompt', name: 'sorry' }, pattern: '^1$', waitSeconds: 5 }} | ${'use maxDigits'}
`('cannot do $step.kind so, and says what would work', async ({ step, says }) => {
  const { arrive, errors } = put(steps(step));

  expect(await arrive()).toBe('<Response><Hangup/></Response>');
  expect(String(errors[0])).toContain(says);
});

it.each`
  From              | from                   | ForwardedFrom     | diversions
  ${'+14155550111'} | ${'+14155550111'}      | ${''}             | ${[]}
  ${'anonymous'}    | ${'withheld'}          | ${''}             | ${[]}
  ${''}             | ${'withheld'}          | ${'+12065550150'} | ${['+12065550150']}
  ${'911'}          | ${'emergency-service'} | ${''}             | ${[]}
`(
  'reads a call from "$From", forwarded by "$ForwardedFrom"',
  async ({ From, from, ForwardedFrom, diversions }) => {
    const { arrive, events } = put(steps());
    await arrive({ From, ForwardedFrom });

    expect(events).toEqual([
      {
        kind: 'arrival',
        dialled: '+12065550100',
        from,
        diversions,
        call: { id: 'CA1', legs: [{ id: 'CA1', role: 'caller', up: true }], memory: {} },
        sequence: 1,
      },
    ]);
  },
);

it('what the app remembers comes back with the next event, and the events are numbered', async () => {
  const { ask, arrive, events } = put(({ sequence }) => ({
    steps: [toPhone],
    remember: { [`at${sequence}`]: 'x' },
  }));
  const first = nextIn(await arrive());
  const second = nextIn(await ask(first, { DialCallStatus: 'busy', DialCallSid: 'CA2' }));
  await ask(second, { DialCallStatus: 'no-answer', DialCallSid: 'CA3' });

  expect(events.map(({ sequence, call }) => [sequence, Object.keys(call.memory)])).toEqual([
    [1, []],
    [2, ['at1']],
    [3, ['at1', 'at2']],
  ]);
});

it.each`
  DialCallStatus | CallStatus       | kinds                                 | reason
  ${'busy'}      | ${'in-progress'} | ${['step-failed']}                    | ${'not-answered'}
  ${'no-answer'} | ${'in-progress'} | ${['step-failed']}                    | ${'not-answered'}
  ${'failed'}    | ${'in-progress'} | ${['step-failed']}                    | ${'unavailable'}
  ${'toString'}  | ${'in-progress'} | ${['step-failed']}                    | ${'unknown'}
  ${'canceled'}  | ${'completed'}   | ${['leg-ended caller']}               | ${undefined}
  ${'completed'} | ${'in-progress'} | ${['steps-done', 'leg-ended callee']} | ${undefined}
  ${'answered'}  | ${'completed'}   | ${['steps-done', 'leg-ended caller']} | ${undefined}
`(
  'a Dial that ended "$DialCallStatus" in a call that is "$CallStatus" is $kinds',
  async ({ DialCallStatus, CallStatus, kinds, reason }) => {
    const { ask, arrive, events } = put(steps(toPhone));
    await ask(nextIn(await arrive()), { DialCallStatus, CallStatus, DialCallSid: 'CA2' });
    const seen = events.slice(1);

    expect(
      seen.map((event) => (event.kind === 'leg-ended' ? `leg-ended ${event.leg.role}` : event.kind)),
    ).toEqual(kinds);
    expect(seen.find((event) => event.kind === 'step-failed')?.reason).toBe(reason);
  },
);

it('asks for digits as often as it should, and tells of none', async () => {
  const question: Step = {
    kind: 'ask',
    question: { kind: 'prompt', name: 'hello' },
    failure: { kind: 'prompt', name: 'sorry' },
    maxDigits: 4,
    endOn: '#',
    waitSeconds: 5,
    attempts: 2,
  };
  const { ask, arrive, events } = put(steps(question));
  const twiml = await arrive();
  const [action = ''] = /https[^"]*next[^"]*/.exec(twiml) ?? [];
  const redirect = /<Redirect[^>]*>([^<]*)/.exec(twiml)?.[1] ?? '';

  expect(twiml.match(/<Gather input="dtmf"[^>]*timeout="5" numDigits="4" finishOnKey="#">/g)).toHaveLength(2);
  expect(twiml).toContain('</Gather><Say language="en-US">Sorry.</Say><Redirect');
  await ask(action, { Digits: '4711' });
  await ask(redirect);
  expect(events.slice(1)).toMatchObject([
    { kind: 'steps-done', step: 'ask', digits: '4711' },
    { kind: 'step-failed', step: 'ask', reason: 'no-input' },
  ]);
});

it('tells where a recording is, also when the caller hangs up, and when nothing was said', async () => {
  const record: Step = { kind: 'record', maxSeconds: 180, silenceSeconds: 5, stopOn: '#' };
  const { ask, arrive, events } = put(steps(record));
  const twiml = await arrive();
  const redirect = /<Redirect[^>]*>([^<]*)/.exec(twiml)?.[1] ?? '';

  expect(twiml).toContain('playBeep="true" maxLength="180" timeout="5" finishOnKey="#"');
  await ask(nextIn(twiml), { RecordingUrl: 'https://api.twilio.com/r1', Digits: 'hangup' });
  await ask(redirect);
  expect(events.slice(1)).toMatchObject([
    {
      kind: 'steps-done',
      step: 'record',
      recording: 'https://api.twilio.com/r1',
      call: { legs: [{ up: false }] },
    },
    { kind: 'step-failed', step: 'record', reason: 'no-input' },
  ]);
});

it('goes on without what it remembered when that is lost', async () => {
  const { ask, events } = put(steps({ kind: 'end' }));

  expect(await ask(`${base}/voice/forwarding/next?state=broken`)).toBe('<Response><Hangup/></Response>');
  expect(events).toMatchObject([{ kind: 'steps-done', step: 'pause', call: { memory: {} } }]);
});

describe('the fallback URL', () => {
  const after = (put: ReturnType<typeof onTheWay>, ErrorUrl: string, fields = {}) =>
    put.ask(`${base}/voice/forwarding/fallback`, { ErrorCode: '11200', ErrorUrl, ...fields });
  const onTheWay = () => put((event) => steps(event.kind === 'arrival' ? toPhone : { kind: 'end' }));

  it.each(['', `${base}/voice/forwarding`])('takes the call when "%s" failed', async (ErrorUrl) => {
    const call = onTheWay();

    expect(await after(call, ErrorUrl, { To: '+12065550100' })).toContain('+12065550120');
    expect(call.events).toMatchObject([{ kind: 'arrival' }]);
  });

  it.each`
    DialCallStatus | seen
    ${'busy'}      | ${[{ kind: 'step-failed', step: 'bridge' }]}
    ${'completed'} | ${[{ kind: 'steps-done', step: 'bridge' }, { kind: 'leg-ended' }]}
    ${''}          | ${[]}
  `(
    'resumes after a Dial that ended "$DialCallStatus", and rings no phone twice',
    async ({ DialCallStatus, seen }) => {
      const call = onTheWay();
      const next = nextIn(await call.arrive());

      expect(await after(call, next, { DialCallStatus })).toBe('<Response><Hangup/></Response>');
      expect(call.events.slice(1)).toMatchObject(seen);
    },
  );

  it('ends a call that failed elsewhere', async () => {
    const call = onTheWay();

    expect(await after(call, 'https://voice.example.com/elsewhere')).toBe('<Response><Hangup/></Response>');
    expect(call.events).toEqual([]);
  });
});

it('tells the app that a call ended, and asks for nothing', async () => {
  const { ask, events } = put(steps({ kind: 'end' }));

  expect(await ask(`${base}/voice/forwarding/status`, { CallStatus: 'completed' })).toBe('<Response/>');
  expect(events).toMatchObject([{ kind: 'leg-ended', leg: { role: 'caller', up: false } }]);
});

it('has nothing to carry on with', async () => {
  expect(await put({ steps: 'carry-on' }).arrive()).toBe('<Response/>');
});
