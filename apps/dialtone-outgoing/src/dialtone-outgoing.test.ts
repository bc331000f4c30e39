import type { E164 } from '@dialplane/phone-numbers';
import { jsonLogger } from '@dialplane/lambda-runtime';
import { signedEvent } from '@dialplane/twilio-voice/testing';
import { dialtoneOutgoing } from './dialtone-outgoing';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;
const answer = dialtoneOutgoing({
  publicBaseUrl: 'https://voice.example.com',
  keys: { accounts: { [account]: [token] } },
  dialtone: {
    domain: 'phones.sip.twilio.com',
    extensions: [{ user: 'desk', number: '+12065550100' as E164, emergencyAddress: 'registered' }],
  },
  log: jsonLogger(() => {}),
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
    '<Dial answerOnBridge="true" callerId="+12065550100" action="https://voice.example.com/voice/after-dial" method="POST" timeLimit="3600"><Number>+12065550111</Number></Dial>',
  );
});

it('answers 403 when another token signed it', async () => {
  const event = signedEvent({ url: 'https://voice.example.com/voice/outgoing', token: 'another', fields });

  expect((await answer(event)).statusCode).toBe(403);
});
