import { extensionsAt, sipUriOf } from '@dialplane/dialtone';
import { type DialtonePorts, endAfterDial, sayAndEnd } from '@dialplane/dialtone-app';
import { callerOf, isE164 } from '@dialplane/phone-numbers';
import { failedAtFirst, type WebhookRoute, webhookHandler } from '@dialplane/twilio-voice';

/**
 * Answers the webhooks of calls to our numbers: every phone of the number rings at once, and the first to answer has the call. It
 * reads no store, so nothing can delay an emergency service that calls back.
 */
export const dialtoneIncoming = (ports: DialtonePorts) => {
  const { publicBaseUrl, keys, dialtone, log } = ports;
  return webhookHandler({
    publicBaseUrl,
    keys,
    routes: { '/voice/incoming': ringPhones(ports), '/voice/incoming/fallback': afterFailure(ports) },
    apology: sayAndEnd(dialtone, 'apology'),
    log: log.error,
  });
};

/** After a webhook of ours failed: rings the phones only if they have not rung before, because the call may be over. */
const afterFailure =
  (ports: DialtonePorts): WebhookRoute =>
  async (webhook) => {
    if (failedAtFirst(webhook, ['/voice/incoming'])) return ringPhones(ports)(webhook);
    return endAfterDial(ports.dialtone, webhook);
  };

const ringPhones =
  ({ dialtone, log, count }: DialtonePorts): WebhookRoute =>
  async ({ field, urlOf }) => {
    const number = field('To');
    const extensions = extensionsAt(dialtone, number);
    const about = { call: field('CallSid'), extensions: extensions.map(({ user }) => user) };
    const [first] = extensions;
    if (!first) {
      count('IncomingCalls', { rings: 'none' });
      log.warn('Rejected a call to a number without an extension', about);
      return [{ kind: 'reject', reason: 'rejected' }];
    }
    count('IncomingCalls', { rings: extensions.length === 1 ? 'one' : 'several' });
    log.info('Rang phones', about);
    return [
      {
        kind: 'dial',
        // Twilio shows the caller's own number. If there is only a word, or digits that stand for one, our number is
        // shown instead: a phone would show such digits as a number.
        ...(!isE164(callerOf(field('From'), number)) && { callerId: first.number }),
        targets: extensions.map(({ user }) => ({ kind: 'sip', uri: sipUriOf(dialtone, user) })),
        action: urlOf('/voice/after-dial'),
        ringSeconds: dialtone.ringSeconds ?? 30,
      },
    ];
  };
