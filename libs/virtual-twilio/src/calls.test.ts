import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import { addDomain, testAuthToken, password, twilioUnderTest, webhookApp } from '../testing';

const answers = (afterSeconds = 2, hangsUpAfterSeconds?: number) =>
  ({
    kind: 'answers',
    afterSeconds,
    ...(hangsUpAfterSeconds !== undefined && { hangsUpAfterSeconds }),
  }) as const;

const line = (user: string) => ({ user, password, domain: 'lines.sip.twilio.com' });

/** Two phones, and an app that answers with `outgoing`. */
const scene = async (
  app: ReturnType<typeof webhookApp>,
  options: Parameters<typeof twilioUnderTest>[0] = {},
  domain: Parameters<typeof addDomain>[2] = {},
) => {
  const under = twilioUnderTest({ send: app.send, numbers: ['+12025550107', '+12025550108'], ...options });
  await addDomain(under.client, ['lobby-7', 'office-8'], domain);
  return under;
};

const sipOffice = '<Sip>sip:office-8@lines.sip.twilio.com</Sip>';

it('rings a registered phone when another dials, by TwiML that a signed webhook gave', async () => {
  const app = webhookApp({
    '/voice/outgoing': `<Dial answerOnBridge="true" action="/voice/after-dial">${sipOffice}</Dial>`,
    '/voice/after-dial': '<Hangup/>',
  });
  const { twilio, time, said, ladder } = await scene(app);
  twilio.register(line('office-8'), answers(3));
  const { answer, callSid = '' } = twilio.dial({ ...line('lobby-7'), dials: '108', hangsUpAfterSeconds: 10 });
  await time.run();

  expect(answer).toBe(200);
  expect(said(callSid)).toEqual([
    'lobby-7 → twilio: INVITE',
    'twilio → app: POST /voice/outgoing',
    'app → twilio: Dial Sip',
    'twilio → office-8: INVITE',
    'office-8 → twilio: 180 Ringing',
    'twilio → lobby-7: 180 Ringing',
    'office-8 → twilio: 200 OK',
    'twilio → lobby-7: 200 OK',
    'lobby-7 → twilio: BYE',
    'twilio → office-8: BYE',
    'twilio → app: POST /voice/after-dial (completed)',
  ]);
  expect(ladder(callSid)).toContain('Twilio');
  for (const { request, form } of app.received)
    expect(
      validateRequest(
        testAuthToken,
        request.headers.get('x-twilio-signature') ?? '',
        request.url,
        Object.fromEntries(form),
      ),
    ).toBe(true);
  expect(twilio.calls().map(({ status, direction, duration }) => [status, direction, duration])).toEqual([
    ['completed', 'inbound', '10'],
    ['completed', 'outbound-dial', '10'],
  ]);
});
