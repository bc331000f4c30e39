import type { EpochSeconds } from '@dialplane/basics';
import type { CallLedger, Dialtone, EndedCall } from '@dialplane/dialtone';
import { someDialtone } from '@dialplane/dialtone/testing';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { fixedKeys } from '@dialplane/twilio-voice';
import { signedEvent } from '@dialplane/twilio-voice/testing';
import { dialtoneStatus } from './dialtone-status';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;
const base = 'https://voice.example.com';

const app = (settle?: CallLedger['settle'], dialtone: Dialtone = someDialtone) => {
  const lines: string[] = [];
  const metrics: string[] = [];
  const ended: (EndedCall & { readonly credential: string })[] = [];
  const handler = dialtoneStatus({
    publicBaseUrl: base,
    keys: fixedKeys({ accounts: { [account]: [token] } }),
    dialtone,
    ledger: {
      admit: async () => 'admitted',
      settle:
        settle ??
        (async (credential, call) => {
          ended.push({ credential, ...call });
        }),
    },
    now: () => 1_795_809_600 as EpochSeconds,
    log: jsonLogger((line) => lines.push(line)),
    count: (name, dimensions) => metrics.push([name, ...Object.values(dimensions ?? {})].join(' ')),
  });
  const tell = async (path: string, fields: Record<string, string>) => {
    const { statusCode, body } = await handler(
      signedEvent({
        url: base + path,
        token,
        fields: { AccountSid: account, CallSid: 'CA1', From: 'sip:desk@phones.sip.twilio.com', ...fields },
      }),
    );
    expect(statusCode).toBe(200);
    return body.replace(/^<\?xml[^>]*>/, '');
  };
  return { tell, handler, lines, metrics, ended };
};

const nothing = '<Response/>';
const said = (text: string) => `<Response><Say language="en-US">${text}</Say><Hangup/></Response>`;

it.each`
  DialCallStatus | duration | hears                                             | talkedSeconds
  ${'completed'} | ${'61'}  | ${nothing}                                        | ${61}
  ${'answered'}  | ${'61'}  | ${nothing}                                        | ${61}
  ${'completed'} | ${''}    | ${nothing}                                        | ${undefined}
  ${'busy'}      | ${''}    | ${said('The number you dialed is busy.')}         | ${0}
  ${'no-answer'} | ${''}    | ${said('The number you dialed does not answer.')} | ${0}
  ${'failed'}    | ${''}    | ${said('Your call cannot be completed.')}         | ${0}
  ${'canceled'}  | ${''}    | ${nothing}                                        | ${0}
  ${''}          | ${''}    | ${nothing}                                        | ${undefined}
  ${'a-new-one'} | ${'5'}   | ${nothing}                                        | ${5}
`(
  'after a Dial that ended "$DialCallStatus", the caller hears $hears',
  async ({ DialCallStatus, duration, hears, talkedSeconds }) => {
    const { tell, ended, metrics } = app();

    expect(await tell('/voice/after-dial', { DialCallStatus, DialCallDuration: duration })).toBe(hears);
    expect(ended).toEqual([{ credential: 'desk', call: 'CA1', talkedSeconds }]);
    const known = /^(completed|answered|busy|no-answer|failed|canceled)$/.test(DialCallStatus);
    expect(metrics).toEqual([`EndedCalls ${known ? DialCallStatus : 'other'}`]);
  },
);

it('settles a call whose callback does not have the user that Twilio authenticated', async () => {
  const { tell, ended } = app(undefined, { ...someDialtone, identity: 'sip-username' });
  await tell('/voice/after-dial', { DialCallStatus: 'completed', DialCallDuration: '61' });
  await tell('/voice/status', { CallStatus: 'completed', CallDuration: '61' });

  expect(ended.map(({ credential }) => credential)).toEqual(['desk', 'desk']);
});

it('the end of a call is counted when the caller went first', async () => {
  const { tell, ended } = app();

  expect(await tell('/voice/status', { CallStatus: 'completed', CallDuration: '9' })).toBe(nothing);
  expect(ended).toEqual([{ credential: 'desk', call: 'CA1', talkedSeconds: 9 }]);
});

it.each(['initiated', 'ringing', 'in-progress', ''])(
  'a call that is "%s" has not ended',
  async (CallStatus) => {
    const { tell, ended } = app();

    expect(await tell('/voice/status', { CallStatus })).toBe(nothing);
    expect(await tell('/voice/progress', { CallStatus, SequenceNumber: '1' })).toBe(nothing);
    expect(ended).toEqual([]);
  },
);

it('calls to our numbers are not counted against anybody', async () => {
  const { tell, ended } = app();

  expect(await tell('/voice/after-dial', { From: '+14155550111', DialCallStatus: 'no-answer' })).toBe(
    said('The number you dialed does not answer.'),
  );
  expect(ended).toEqual([]);
});

it('the caller hears the answer when the ledger does not answer', async () => {
  const started = performance.now();
  const { tell, metrics } = app(() => new Promise(() => {}));

  expect(await tell('/voice/after-dial', { DialCallStatus: 'busy' })).toBe(
    said('The number you dialed is busy.'),
  );
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(metrics).toContain('LedgerFailures end');
});

it.each`
  fields                                                  | metric
  ${{ ErrorCode: '32009' }}                               | ${'TwilioErrors 32009'}
  ${{ Payload: '{"error_code":"11200","more_info":{}}' }} | ${'TwilioErrors 11200'}
  ${{ Payload: 'no JSON' }}                               | ${'TwilioErrors unknown'}
  ${{ ErrorCode: 'x'.repeat(300) }}                       | ${'TwilioErrors unknown'}
`('counts the errors that Twilio reports: $metric', async ({ fields, metric }) => {
  const { tell, metrics } = app();

  expect(await tell('/voice/errors', { Level: 'ERROR', Sid: `NO${'0'.repeat(32)}`, ...fields })).toBe(
    nothing,
  );
  expect(metrics).toEqual([metric]);
});

it('writes no number to its log', async () => {
  const { tell, lines } = app();
  await tell('/voice/after-dial', { To: 'sip:2065550199@phones.sip.twilio.com', DialCallStatus: 'busy' });
  await tell('/voice/status', { From: '+14155550111', CallStatus: 'completed' });

  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toMatch(/\d{7}/);
});
