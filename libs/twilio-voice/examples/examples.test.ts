import { signedEvent } from '../testing';
import { greetCallers } from './answer-a-webhook';

it('greets callers by their city', async () => {
  const account = `AC${'0'.repeat(31)}1`;
  const event = signedEvent({
    url: 'https://voice.example.com/voice/hello',
    token: 'auth-token',
    fields: { AccountSid: account, FromCity: 'SEATTLE' },
  });

  expect(await greetCallers(account, 'auth-token')(event)).toMatchObject({
    statusCode: 200,
    body: expect.stringContaining('<Say>Hello, SEATTLE.</Say>'),
  });
});
