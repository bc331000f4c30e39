import type { EpochSeconds } from '@dialplane/basics';
import { memoryCallLedger } from '@dialplane/dialtone';
import { someDialtone } from '@dialplane/dialtone/testing';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { fixedKeys } from '@dialplane/twilio-voice';
import { signedEvent } from '@dialplane/twilio-voice/testing';
import { dialtoneOutgoing } from './dialtone-outgoing';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;
const answer = dialtoneOutgoing({
  publicBaseUrl: 'https://voice.example.com',
  keys: fixedKeys({ accounts: { [account]: [token] } }),
  dialtone: someDialtone,
  ledger: memoryCallLedger(),
  now: () => 1_790_000_000 as EpochSeconds,
  log: jsonLogger(() => {}),
  count: () => {},
});
const fields = {
  AccountSid: account,
  CallSid: `CA${'0'.repeat(32)}`,
  From: 'sip:desk@phones.sip.twilio.com',
  To: 'sip:2065550111@phones.sip.twilio.com',
};

it('dials a number for a phone of ours, when Twilio signed the webhook', async () => {
  const event = signedEvent({ url: 'https://voice.example.com/voice/outgoing', token, fields });

  expect((await answer(event)).body).toContain(
    '<Dial answerOnBridge="true" callerId="+12065550100" action="https://voice.example.com/voice/after-dial" method="POST" timeout="30" timeLimit="3600"><Number>+12065550111</Number></Dial>',
  );
});

it('answers 403 when another token signed it', async () => {
  const event = signedEvent({ url: 'https://voice.example.com/voice/outgoing', token: 'another', fields });

  expect((await answer(event)).statusCode).toBe(403);
});
