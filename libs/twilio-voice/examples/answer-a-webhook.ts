import { fixedKeys, webhookHandler } from '../src';

/** The handler of a Lambda behind an HTTP API: greets callers by the city that Twilio tells. */
export const greetCallers = (account: string, authToken: string) =>
  webhookHandler({
    publicBaseUrl: 'https://voice.example.com',
    keys: fixedKeys({ accounts: { [account]: [authToken] } }),
    routes: {
      '/voice/hello': async ({ field }) => [
        { kind: 'say', text: `Hello, ${field('FromCity') || 'you'}.` },
        { kind: 'hangup' },
      ],
    },
    apology: [{ kind: 'hangup' }],
    log: (message, fields) => console.log(message, fields),
  });
