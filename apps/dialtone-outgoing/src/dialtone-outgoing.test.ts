import type { EpochSeconds } from '@dialplane/basics';
import { type CallLedger, type Dialtone, memoryCallLedger } from '@dialplane/dialtone';
import { someDialtone, somePolicy } from '@dialplane/dialtone/testing';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { fixedKeys } from '@dialplane/twilio-voice';
import { signedEvent } from '@dialplane/twilio-voice/testing';
import type { CountingDialtonePorts } from '@dialplane/dialtone-app';
import { dialtoneOutgoing } from './dialtone-outgoing';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;
const base = 'https://voice.example.com';

/** The app with its metrics and its log. */
const app = (change: Partial<CountingDialtonePorts> = {}) => {
  const lines: string[] = [];
  const metrics: string[] = [];
  const handler = dialtoneOutgoing({
    publicBaseUrl: base,
    keys: fixedKeys({ accounts: { [account]: [token] } }),
    dialtone: someDialtone,
    ledger: memoryCallLedger(),
    now: () => 1_795_809_600 as EpochSeconds,
    log: jsonLogger((line) => lines.push(line)),
    count: (name, dimensions) => metrics.push([name, ...Object.values(dimensions ?? {})].join(' ')),
    ...change,
  });
  const call = async (
    dialled: string,
    {
      from = 'desk',
      id = 'CA1',
      path = '/voice/outgoing',
      method = 'POST' as 'GET' | 'POST',
      fields = {},
    } = {},
  ) => {
    const event = signedEvent({
      url: base + path,
      token,
      method,
      fields: {
        AccountSid: account,
        CallSid: id,
        From: from.includes(':') ? from : `sip:${from}@phones.sip.twilio.com`,
        To: `sip:${encodeURIComponent(dialled)}@phones.sip.twilio.com`,
        ...fields,
      },
    });
    const { statusCode, body, headers } = await handler(event);
    return { statusCode, twiml: body.replace(/^<\?xml[^>]*>/, ''), type: headers['content-type'] };
  };
  return { call, handler, lines, metrics };
};

const dial = (number: string, { callerId = '+12065550100' } = {}) =>
  `<Response><Dial answerOnBridge="true" callerId="${callerId}" action="${base}/voice/after-dial" method="POST" timeout="30" timeLimit="3600">${number}</Dial></Response>`;
const said = (text: string) => `<Response><Say language="en-US">${text}</Say><Hangup/></Response>`;

it('dials a number with the number of the phone as its caller ID, for a limited time', async () => {
  const { call, metrics } = app();

  expect(await call('2065550199')).toEqual({
    statusCode: 200,
    type: 'text/xml; charset=utf-8',
    twiml: dial('<Number>+12065550199</Number>'),
  });
  expect(metrics).toEqual(['PlacedCalls call domestic']);
});

it('takes webhooks by GET too', async () => {
  expect((await app().call('2065550199', { method: 'GET' })).twiml).toBe(
    dial('<Number>+12065550199</Number>'),
  );
});

it.each`
  dialled         | rings
  ${'2065550101'} | ${'<Sip>sip:door@phones.sip.twilio.com</Sip>'}
  ${'2065550102'} | ${'<Sip>sip:bar@phones.sip.twilio.com</Sip><Sip>sip:kitchen@phones.sip.twilio.com</Sip>'}
  ${'0'}          | ${'<Sip>sip:operator@pbx.example.com</Sip>'}
  ${'#'}          | ${'<Sip>sip:menu@pbx.example.com</Sip>'}
  ${'711'}        | ${'<Number>711</Number>'}
`('"$dialled" rings $rings', async ({ dialled, rings }) => {
  expect((await app().call(dialled)).twiml).toBe(dial(rings));
});

it.each`
  dialled            | hears
  ${'9005550199'}    | ${'Calls to this number cost extra, and are not allowed from this phone.'}
  ${'8765550199'}    | ${'Calls to this country are not allowed from this phone.'}
  ${'abcd'}          | ${'The number you dialed is not a number that can be called. Please check it and try again.'}
  ${'<Say>hi</Say>'} | ${'The number you dialed is not a number that can be called. Please check it and try again.'}
  ${'999'}           | ${'For emergencies, please dial 9 1 1.'}
`('a caller who dials "$dialled" hears why it is refused', async ({ dialled, hears }) => {
  expect(await app().call(dialled)).toMatchObject({ statusCode: 200, twiml: said(hears) });
});

it.each(['nobody', 'sip:desk@evil.example', 'client:desk', 'sip:%zz@phones.sip.twilio.com', ' :'])(
  'a phone that is not ours (%s) hears a sentence, and places no call',
  async (from) => {
    expect(await app().call('2065550199', { from })).toMatchObject({
      statusCode: 200,
      twiml: said('This phone is not set up for calls.'),
    });
  },
);

it('headers that the phone adds carry no authority', async () => {
  const fields = {
    'SipHeader_X-Emergency': 'true',
    'SipHeader_X-Caller-Id': '+12065550101',
    'SipHeader_X-Policy': 'off',
  };

  expect((await app().call('9005550199', { fields })).twiml).toContain('cost extra');
  expect((await app().call('2065550199', { fields })).twiml).toContain('callerId="+12065550100"');
});

it('says what the operator of the service wrote, escaped', async () => {
  const dialtone: Dialtone = {
    ...someDialtone,
    messages: { premium: 'Only calls < 1 h & no 900\u0007 numbers' },
  };

  expect((await app({ dialtone }).call('9005550199')).twiml).toBe(
    said('Only calls &lt; 1 h &amp; no 900 numbers'),
  );
});

it('digits that were keyed win over what was dialled first', async () => {
  const fields = { Digits: '2065550199', FinishedOnKey: '#', msg: 'Gather End' };

  expect((await app().call('#', { path: '/voice/dial', fields })).twiml).toBe(
    dial('<Number>+12065550199</Number>'),
  );
});

it('answers 403 to what Twilio did not sign, and says so in the log', async () => {
  const { handler, lines } = app();
  const event = signedEvent({
    url: `${base}/voice/outgoing`,
    token: 'another',
    fields: { AccountSid: account },
  });

  expect(await handler(event)).toMatchObject({ statusCode: 403, body: 'Forbidden' });
  expect(lines.join()).toContain('"reason":"mismatch"');
});

it('a webhook that Twilio repeats gets the same answer, and counts once', async () => {
  const once = { ...somePolicy, caps: { ...somePolicy.caps, callsPerHour: 1 } };
  const { call, metrics } = app({ dialtone: { ...someDialtone, policies: { default: once } } });
  const [first, second] = [await call('2065550199'), await call('2065550199')];

  expect(second).toEqual(first);
  expect(metrics).toEqual(['PlacedCalls call domestic']);
  expect((await call('2065550199', { id: 'CA2' })).twiml).toBe(
    said('This phone has placed too many calls. Please try again later.'),
  );
});

it('does not let out more calls at a time than the cap says', async () => {
  const { call, metrics } = app();
  for (const id of ['CA1', 'CA2']) await call('2065550199', { id });

  expect((await call('2065550198', { id: 'CA3' })).twiml).toBe(
    said('This phone has too many calls under way.'),
  );
  expect(metrics.at(-1)).toBe('RefusedCalls concurrent-calls');
});

describe('when the ledger does not answer', () => {
  const silent: CallLedger = { admit: () => new Promise(() => {}), settle: () => new Promise(() => {}) };
  const waits: number[] = [];
  const guard = {
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
  };

  it.each`
    dialled         | twiml
    ${'2065550199'} | ${dial('<Number>+12065550199</Number>')}
    ${'2065550101'} | ${dial('<Sip>sip:door@phones.sip.twilio.com</Sip>')}
    ${'4165550199'} | ${said('This call cannot be placed at the moment. Please try again later.')}
  `('"$dialled" gets its answer within a second', async ({ dialled, twiml }) => {
    waits.length = 0;
    expect((await app({ ledger: silent, guard }).call(dialled)).twiml).toBe(twiml);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
  });

  it('takes no longer by the clock of the machine', async () => {
    const started = performance.now();
    await app({ ledger: silent }).call('2065550199');

    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

it('the fallback URL asks no ledger, and places calls for help alone', async () => {
  const ledger: CallLedger = {
    admit: async () => {
      throw new Error('must not be asked');
    },
    settle: async () => {},
  };
  const { call, metrics } = app({ ledger });
  const path = '/voice/outgoing/fallback';

  expect((await call('2065550199', { path })).twiml).toContain('cannot be placed at the moment');
  expect((await call('911', { path })).twiml).toContain('<Number>911</Number>');
  expect((await call('988', { path })).twiml).toContain('<Number>988</Number>');
  expect(metrics).toEqual(['UrgentCalls emergency registered', 'UrgentCalls crisis-line registered']);
});

describe('the fallback URL after a failure', () => {
  const path = '/voice/outgoing/fallback';
  const at = (ErrorUrl: string, DialCallStatus = '') => ({
    path,
    fields: {
      ErrorCode: '11200',
      ErrorUrl: ErrorUrl && base + ErrorUrl,
      ...(DialCallStatus && { DialCallStatus }),
    },
  });

  it.each`
    failed                 | status         | hears
    ${'/voice/outgoing'}   | ${''}          | ${said('We are sorry. Your call cannot be placed at the moment.')}
    ${'/voice/dial'}       | ${''}          | ${said('We are sorry. Your call cannot be placed at the moment.')}
    ${''}                  | ${''}          | ${said('We are sorry. Your call cannot be placed at the moment.')}
    ${'/voice/after-dial'} | ${'completed'} | ${'<Response><Hangup/></Response>'}
    ${'/voice/after-dial'} | ${''}          | ${'<Response><Hangup/></Response>'}
    ${'/voice/after-dial'} | ${'busy'}      | ${said('Your call cannot be completed.')}
    ${''}                  | ${'completed'} | ${'<Response><Hangup/></Response>'}
    ${'/elsewhere'}        | ${''}          | ${'<Response><Hangup/></Response>'}
  `('of "$failed" with "$status" places no ordinary call', async ({ failed, status, hears }) => {
    const { call } = app();

    expect((await call('2065550199', at(failed, status))).twiml).toBe(hears);
  });

  it('does not ring again after a call, however often that fails', async () => {
    const { call, metrics } = app();
    await call('2065550199');
    for (let time = 0; time < 4; time += 1)
      expect((await call('2065550199', at('/voice/after-dial', 'completed'))).twiml).not.toContain('<Dial');

    expect(metrics).toEqual(['PlacedCalls call domestic']);
  });

  it.each`
    failed                                        | status         | hears
    ${'/voice/outgoing'}                          | ${''}          | ${'/voice/again?number=911&amp;user=desk"'}
    ${'/elsewhere'}                               | ${''}          | ${'/voice/again?number=911&amp;user=desk"'}
    ${'/voice/again?number=911&user=desk'}        | ${'failed'}    | ${'/voice/again?number=911&amp;user=desk&amp;time=2"'}
    ${'/voice/again?number=911&user=desk'}        | ${''}          | ${'/voice/again?number=911&amp;user=desk&amp;time=2"'}
    ${'/voice/again?number=911&user=desk'}        | ${'completed'} | ${'<Hangup/>'}
    ${'/voice/again?number=911&user=desk&time=2'} | ${'failed'}    | ${'from another phone'}
    ${'/voice/again?number=911&user=desk&time=2'} | ${''}          | ${'from another phone'}
  `(
    'of "$failed" with "$status" places an emergency call twice at most',
    async ({ failed, status, hears }) => {
      const { call } = app();

      expect((await call('911', at(failed, status))).twiml).toContain(hears);
    },
  );
});

it('a route that throws answers with an apology, never with an error page', async () => {
  const now = () => {
    throw new Error('the clock broke');
  };
  const { call, lines } = app({ now });

  expect(await call('2065550199')).toMatchObject({
    statusCode: 200,
    twiml: said('We are sorry. Your call cannot be placed at the moment.'),
  });
  expect(lines.join()).toContain('the clock broke');
});

describe('an urgent call', () => {
  const urgent = (number: string, action: string, callerId = '+12065550100') =>
    `<Response><Dial answerOnBridge="true" callerId="${callerId}" action="${base}${action}" method="POST" timeout="60"><Number>${number}</Number></Dial></Response>`;

  it.each`
    dialled  | from        | number   | metric
    ${'911'} | ${'desk'}   | ${'911'} | ${'UrgentCalls emergency registered'}
    ${'933'} | ${'gate'}   | ${'933'} | ${'UrgentCalls emergency-test registered'}
    ${'988'} | ${'desk'}   | ${'988'} | ${'UrgentCalls crisis-line registered'}
    ${'112'} | ${'nobody'} | ${'911'} | ${'UrgentCalls emergency unknown-phone'}
  `('from $from to $dialled goes out and is counted', async ({ dialled, from, number, metric }) => {
    const { call, metrics } = app();
    const callerId = from === 'gate' ? '+12065550104' : '+12065550100';

    expect((await call(dialled, { from })).twiml).toBe(
      urgent(number, `/voice/again?number=${number}&amp;user=${from === 'nobody' ? '' : from}`, callerId),
    );
    expect(metrics).toEqual([metric]);
  });

  it('from a phone without a registered address raises an error in the log', async () => {
    const { call, lines } = app();
    await call('911', { from: 'shed' });

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', location: 'unregistered' });
  });

  it.each(['busy', 'failed', 'no-answer'])(
    'that was not connected (%s) is placed once more, and then spoken',
    async (status) => {
      const { call, metrics } = app();
      const fields = { DialCallStatus: status };

      expect((await call('911', { path: '/voice/again?number=911&user=desk', fields })).twiml).toBe(
        urgent('911', '/voice/again?number=911&amp;user=desk&amp;time=2'),
      );
      expect(
        (await call('911', { path: '/voice/again?number=911&user=desk&time=2', fields })).twiml,
      ).toContain('from another phone');
      expect(metrics).toEqual(['UrgentCallsNotConnected 1', 'UrgentCallsNotConnected 2']);
    },
  );

  it('shows the same place at its second attempt, although a callback does not say who is calling', async () => {
    const { call } = app({ dialtone: { ...someDialtone, identity: 'sip-username' } });
    const again = async (from: string, fields: Record<string, string>) => {
      const { twiml } = await call('911', { from, fields });
      const path = /(\/voice\/again[^"]*)/.exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const second = await call('911', { from, path, fields: { DialCallStatus: 'failed' } });
      return [twiml, second.twiml].map((it) => /callerId="([^"]*)"/.exec(it)?.[1]);
    };

    expect(await again('door', { SipUsername: 'door' })).toEqual(['+12065550101', '+12065550101']);
    expect(await again('door', {})).toEqual(['+12065550101', '+12065550101']);
    expect(await again('desk', { SipUsername: 'door' })).toEqual(['+12065550100', '+12065550100']);
  });

  it('that was connected ends', async () => {
    const fields = { DialCallStatus: 'completed' };

    expect((await app().call('911', { path: '/voice/again?number=911&user=desk', fields })).twiml).toBe(
      '<Response><Hangup/></Response>',
    );
  });
});

it('no whole number, digit or password is in the log', async () => {
  const { call, lines } = app();
  await call('2065550199:secret', { from: 'sip:desk:secret@phones.sip.twilio.com' });
  await call('2065550199');
  await call('9005550199');
  await call('911', { from: '+12065550177' });

  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join('\n')).not.toMatch(/secret|\d{7}|5550199/);
});

describe('with keys that do not fit, as after a rotation of the token', () => {
  const keys = fixedKeys({ accounts: { [account]: ['the-token-before'] } });
  const stolen = { DialCallStatus: 'failed' };

  it.each`
    dialled  | path                                   | fields
    ${'911'} | ${'/voice/outgoing'}                   | ${{}}
    ${'911'} | ${'/voice/outgoing/fallback'}          | ${{}}
    ${'911'} | ${'/voice/again?number=911&user=desk'} | ${{ DialCallStatus: 'failed' }}
  `('places an emergency call at $path, and counts it', async ({ dialled, path, fields }) => {
    const { call, metrics } = app({ keys });

    expect((await call(dialled, { path, fields })).twiml).toContain('<Number>911</Number>');
    expect(metrics).toHaveLength(1);
  });

  it('places no other call for any URL that a stranger makes up', async () => {
    const { call, metrics } = app({ keys });

    expect((await call('2065550199')).statusCode).toBe(403);
    const other = await call('911', { path: '/voice/again?number=19005550199', fields: stolen });
    expect(other.twiml).not.toContain('<Dial');
    expect(metrics).not.toContain('PlacedCalls call domestic');
  });
});

describe('while Secrets Manager fails, in an instance that has no keys yet', () => {
  const keys = {
    current: async () => {
      throw new Error('Secrets Manager did not answer');
    },
    renewed: async () => undefined,
  };

  it('places an emergency call, and places it again if it was not connected', async () => {
    const { call } = app({ keys });

    expect((await call('911')).twiml).toContain('<Number>911</Number>');
    const again = await call('911', {
      path: '/voice/again?number=911&user=desk',
      fields: { DialCallStatus: 'failed' },
    });
    expect(again.twiml).toContain('<Number>911</Number>');
  });

  it('places no other call, and counts none', async () => {
    const ledger = memoryCallLedger();
    const { call, metrics } = app({
      keys,
      ledger: { ...ledger, admit: () => Promise.reject(new Error('asked')) },
    });

    await expect(call('2065550199')).rejects.toThrow('Secrets Manager did not answer');
    expect(metrics).toEqual([]);
  });
});
