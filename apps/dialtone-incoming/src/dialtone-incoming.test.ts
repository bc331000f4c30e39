import { someDialtone } from '@dialplane/dialtone/testing';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { fixedKeys } from '@dialplane/twilio-voice';
import { signedEvent } from '@dialplane/twilio-voice/testing';
import { dialtoneIncoming } from './dialtone-incoming';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;
const base = 'https://voice.example.com';

const app = () => {
  const lines: string[] = [];
  const metrics: string[] = [];
  const handler = dialtoneIncoming({
    publicBaseUrl: base,
    keys: fixedKeys({ accounts: { [account]: [token] } }),
    dialtone: someDialtone,
    log: jsonLogger((line) => lines.push(line)),
    count: (name, dimensions) => metrics.push([name, ...Object.values(dimensions ?? {})].join(' ')),
  });
  const call = async (To: string, From = '+14155550111', path = '/voice/incoming', more = {}) =>
    (
      await handler(
        signedEvent({
          url: base + path,
          token,
          fields: {
            AccountSid: account,
            CallSid: 'CA1',
            From,
            To,
            FromCity: '',
            CallStatus: 'ringing',
            ...more,
          },
        }),
      )
    ).body.replace(/^<\?xml[^>]*>/, '');
  return { call, handler, lines, metrics };
};

const rings = (sips: string, callerId = '') =>
  `<Response><Dial answerOnBridge="true"${callerId} action="${base}/voice/after-dial" method="POST" timeout="30">${sips}</Dial></Response>`;

it('rings the phone of the number, at its domain without a region', async () => {
  expect(await app().call('+12065550100')).toBe(rings('<Sip>sip:desk@phones.sip.twilio.com</Sip>'));
});

it('rings all phones of a number in one Dial, so that the first to answer has the call', async () => {
  expect(await app().call('+12065550102')).toBe(
    rings('<Sip>sip:bar@phones.sip.twilio.com</Sip><Sip>sip:kitchen@phones.sip.twilio.com</Sip>'),
  );
});

it.each(['anonymous', 'Restricted', '+7378742833', '', '911'])(
  'shows our own number for a caller who is "%s", and rings all the same',
  async (from) => {
    expect(await app().call('+12065550100', from)).toBe(
      rings('<Sip>sip:desk@phones.sip.twilio.com</Sip>', ' callerId="+12065550100"'),
    );
  },
);

it.each(['+12065550199', '', 'sip:desk@phones.sip.twilio.com'])(
  'rejects a call to "%s", a number without an extension, without answering it',
  async (to) => {
    const { call, metrics } = app();

    expect(await call(to)).toBe('<Response><Reject reason="rejected"/></Response>');
    expect(metrics).toEqual(['IncomingCalls none']);
  },
);

it('rings a suspended phone: emergency services may call back', async () => {
  expect(await app().call('+12065550104')).toContain('sip:gate@');
});

it('answers at the fallback URL too', async () => {
  expect(await app().call('+12065550100', '+14155550111', '/voice/incoming/fallback')).toContain('sip:desk@');
});

it.each`
  failed                 | status         | hears
  ${'/voice/incoming'}   | ${''}          | ${'sip:desk@'}
  ${'/voice/after-dial'} | ${'completed'} | ${'<Response><Hangup/></Response>'}
  ${'/voice/after-dial'} | ${'no-answer'} | ${'cannot be completed'}
`(
  'rings after a failure of $failed ($status) only if it has not rung yet',
  async ({ failed, status, hears }) => {
    const more = { ErrorCode: '11200', ErrorUrl: base + failed, DialCallStatus: status };

    expect(await app().call('+12065550100', '+14155550111', '/voice/incoming/fallback', more)).toContain(
      hears,
    );
  },
);

it('answers 403 to what Twilio did not sign', async () => {
  const event = signedEvent({
    url: `${base}/voice/incoming`,
    token: 'another',
    fields: { AccountSid: account },
  });

  expect(await app().handler(event)).toMatchObject({ statusCode: 403 });
});

it('writes no number to its log', async () => {
  const { call, lines } = app();
  await call('+12065550100');
  await call('+12065550199');

  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toMatch(/\d{7}/);
});
