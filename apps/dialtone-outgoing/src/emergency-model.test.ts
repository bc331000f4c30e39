import type { EpochSeconds } from '@dialplane/basics';
import { type CallLedger, type Dialtone, type DialtonePolicy, memoryCallLedger } from '@dialplane/dialtone';
import { someDialtone, somePolicy } from '@dialplane/dialtone/testing';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { fixedKeys, type RotatingKeys } from '@dialplane/twilio-voice';
import { signedEvent } from '@dialplane/twilio-voice/testing';
import { dialtoneOutgoing } from './dialtone-outgoing';

/**
 * A model of everything that could keep a call for help from being placed. Each dimension is independent of
 * the others, so the states are their product, and the test visits every one, through the Lambda's own handler.
 */
const phones = [
  { name: 'a phone of ours', From: 'sip:desk@phones.sip.twilio.com', callerId: '+12065550100', user: 'desk' },
  {
    name: 'without an address',
    From: 'sip:shed@phones.sip.twilio.com',
    callerId: '+12065550103',
    user: 'shed',
  },
  { name: 'suspended', From: 'sip:gate@phones.sip.twilio.com', callerId: '+12065550104', user: 'gate' },
  {
    name: 'not in the list',
    From: 'sip:nobody@phones.sip.twilio.com',
    callerId: someDialtone.emergencyCallerId,
    user: '',
  },
  {
    name: 'of another domain',
    From: 'sip:desk@evil.example',
    callerId: someDialtone.emergencyCallerId,
    user: '',
  },
  { name: 'not SIP', From: 'client:desk', callerId: someDialtone.emergencyCallerId, user: '' },
  { name: 'unreadable', From: '%%', callerId: someDialtone.emergencyCallerId, user: '' },
  {
    name: 'with another user than it claims',
    From: 'sip:desk@phones.sip.twilio.com',
    SipUsername: 'door',
    callerId: someDialtone.emergencyCallerId,
    user: '',
  },
];

const spellings = [
  '911',
  '+1911',
  '9911',
  '1911',
  '112',
  '911#',
  '*67911',
  '9-1-1',
  '٩١١',
  'sos',
  '933',
  '+1933',
];

const policies: Readonly<Record<string, DialtonePolicy>> = {
  usual: somePolicy,
  'no country': { ...somePolicy, countries: [] },
  'closed for ever': { ...somePolicy, hours: { zone: 'UTC', weekly: [] } },
  'an outside line': { ...somePolicy, outsideLinePrefix: '9', sevenDigits: true },
  'nothing open without the ledger': {
    ...somePolicy,
    whenLedgerFails: { domestic: 'closed', operator: 'closed', 'toll-free': 'closed', 'on-net': 'closed' },
  },
  // No configuration that is read from a file can have it.
  'transforms of emergency numbers': {
    ...somePolicy,
    transforms: { '911': '+19005550199', '+1911': '+19005550199', '112': '0', '933': '0' },
  },
};

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;

const full: CallLedger = {
  admit: async () => 'dollars-per-day',
  settle: async () => {},
};
const broken: CallLedger = {
  admit: async () => {
    throw new Error('throttled');
  },
  settle: async () => {},
};
const silent: CallLedger = { admit: () => new Promise(() => {}), settle: () => new Promise(() => {}) };
const someKeys = fixedKeys({ accounts: { [account]: [token] } });
/** Secrets Manager does not answer, and this instance never had the keys. */
const noKeys: RotatingKeys = {
  current: async () => {
    throw new Error('Secrets Manager did not answer');
  },
  renewed: async () => undefined,
};
/** Twilio signs with a token that was promoted a moment ago, or Secrets Manager does not answer since. */
const oldKeys = fixedKeys({ accounts: { [account]: ['the-token-before'] } });
/** The secret does not have the new token. */
const wrongKeys: RotatingKeys = { ...oldKeys, renewed: oldKeys.current };
const outages: Readonly<Record<string, { readonly ledger: () => CallLedger; readonly keys: RotatingKeys }>> =
  {
    none: { ledger: memoryCallLedger, keys: someKeys },
    'every cap reached': { ledger: () => full, keys: someKeys },
    'the ledger is broken': { ledger: () => broken, keys: someKeys },
    'the ledger is silent': { ledger: () => silent, keys: someKeys },
    'there are no keys': { ledger: () => broken, keys: noKeys },
    'the keys are out of date': { ledger: memoryCallLedger, keys: oldKeys },
    'the secret is out of date': { ledger: memoryCallLedger, keys: wrongKeys },
  };

const ways = [
  { name: 'dialled', path: '/voice/outgoing', keyed: false, method: 'POST' },
  { name: 'dialled, by GET', path: '/voice/outgoing', keyed: false, method: 'GET' },
  { name: 'dialled, at the fallback URL', path: '/voice/outgoing/fallback', keyed: false, method: 'POST' },
  {
    name: 'dialled, at the fallback URL, with the error',
    path: '/voice/outgoing/fallback',
    keyed: false,
    method: 'POST',
    error: { ErrorCode: '11205', ErrorUrl: 'https://voice.example.com/voice/outgoing' },
  },
  { name: 'keyed', path: '/voice/dial', keyed: true, method: 'POST' },
] as const;

const identities = ['from', 'sip-username'] as const;

const base = 'https://voice.example.com';

it('in no state does a rule, a cap, a schedule or an outage touch an emergency call', async () => {
  let states = 0;
  for (const [policyName, policy] of Object.entries(policies))
    for (const [outage, { ledger, keys }] of Object.entries(outages))
      for (const identity of identities) {
        const dialtone: Dialtone = { ...someDialtone, identity, policies: { default: policy } };
        let asked = 0;
        const metrics: string[] = [];
        const watched = ledger();
        const handler = dialtoneOutgoing({
          publicBaseUrl: base,
          keys,
          dialtone,
          ledger: {
            ...watched,
            admit: (...args) => {
              asked += 1;
              return watched.admit(...args);
            },
          },
          now: () => 1_795_809_600 as EpochSeconds,
          log: jsonLogger(() => {}),
          count: (name) => metrics.push(name),
        });
        for (const phone of phones)
          for (const spelling of spellings)
            for (const way of ways) {
              states += 1;
              const { name, callerId, user, ...from } = phone;
              const dialled = `sip:${encodeURIComponent(spelling)}@phones.sip.twilio.com`;
              const { body } = await handler(
                signedEvent({
                  url: base + way.path,
                  token,
                  method: way.method,
                  fields: {
                    AccountSid: account,
                    CallSid: 'CA1',
                    ...from,
                    ...('error' in way && way.error),
                    ...(way.keyed
                      ? { To: 'sip:9005550199@phones.sip.twilio.com', Digits: spelling }
                      : { To: dialled }),
                  },
                }),
              );
              const number = spelling.includes('933') ? '933' : '911';
              const wanted = `callerId="${callerId}" action="${base}/voice/again?number=${number}&amp;user=${user}" method="POST" timeout="60"><Number>${number}</Number></Dial></Response>`;
              if (!body.endsWith(wanted))
                throw new Error(
                  `${spelling}, ${way.name}, from a phone ${name}; policy: ${policyName}; outage: ${outage}: ${body}`,
                );
            }
        expect(asked).toBe(0);
        expect(metrics).toEqual(Array(phones.length * spellings.length * ways.length).fill('UrgentCalls'));
      }
  expect(states).toBe(6 * 7 * 2 * 8 * 12 * 5);
  console.log(`${states} states of the model of emergency calls, every one visited`);
}, 120_000);
