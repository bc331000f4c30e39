import { guardedLedger, likelyExtension, type SpokenReason } from '@dialplane/dialtone';
import { type CountingDialtonePorts, sayAndEnd } from '@dialplane/dialtone-app';
import { type WebhookRoute, type Webhook, webhookHandler } from '@dialplane/twilio-voice';

/** Receives how calls ended: tells the caller, counts the call, and returns what the caps had reserved. */
export const dialtoneStatus = (ports: CountingDialtonePorts) => {
  const { publicBaseUrl, keys, dialtone, log } = ports;
  const end = settling(ports);
  return webhookHandler({
    publicBaseUrl,
    keys,
    routes: {
      '/voice/after-dial': afterDial(ports, end),
      '/voice/status': callStatus(ports, end),
      '/voice/progress': async () => [],
      '/voice/errors': twilioError(ports),
    },
    apology: sayAndEnd(dialtone, 'failed'),
    log: log.error,
  });
};

/** What the caller hears after a Dial. Nothing for calls that are over, and for statuses that Twilio may add. */
const spoken: Readonly<Record<string, SpokenReason>> = {
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'failed',
};

const known: readonly string[] = ['completed', 'answered', 'canceled', ...Object.keys(spoken)];

type End = (webhook: Webhook, talkedSeconds: number | undefined) => Promise<void>;

const settling = ({ dialtone, ledger, guard, now, log, count }: CountingDialtonePorts): End => {
  const guarded = guardedLedger(ledger, guard);
  return async ({ field }, talkedSeconds) => {
    // Calls to our numbers come from elsewhere, and are not counted. Twilio does not document that callbacks have SipUsername.
    const extension = likelyExtension(dialtone, { from: field('From'), sipUsername: field('SipUsername') });
    if (!extension) return;
    const call = field('CallSid');
    const { error } = await guarded.settle(extension.user, { call, talkedSeconds }, now());
    if (error === undefined) return;
    count('LedgerFailures', { counted: 'end' });
    log.error('Could not tell the ledger that a call ended', { call, error });
  };
};

/** The end of a Dial, while the caller is still there: the answer is what they hear. */
const afterDial =
  ({ dialtone, log, count }: CountingDialtonePorts, end: End): WebhookRoute =>
  async (webhook) => {
    const { field } = webhook;
    const status = field('DialCallStatus');
    count('EndedCalls', { status: known.includes(status) ? status : 'other' });
    log.info('A call ended', { call: field('CallSid'), status });
    const reason = spoken[status];
    await end(webhook, reason || status === 'canceled' ? 0 : secondsIn(field('DialCallDuration')));
    return reason ? sayAndEnd(dialtone, reason) : [];
  };

/** The end of the call. The caller has gone, so the answer is not heard. */
const callStatus =
  ({ log }: CountingDialtonePorts, end: End): WebhookRoute =>
  async (webhook) => {
    const { field } = webhook;
    if (!over.includes(field('CallStatus'))) return [];
    log.info('A call is over', { call: field('CallSid'), status: field('CallStatus') });
    await end(webhook, secondsIn(field('CallDuration')));
    return [];
  };

const over = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

const secondsIn = (text: string): number | undefined => (/^\d{1,6}$/.test(text) ? Number(text) : undefined);

/** What went wrong at Twilio, such as 32009: the phone is not registered (twilio.com/docs/api/errors). */
const twilioError =
  ({ log, count }: CountingDialtonePorts): WebhookRoute =>
  async ({ field }) => {
    const code = field('ErrorCode') || codeIn(field('Payload'));
    count('TwilioErrors', { code: /^\d{5}$/.test(code) ? code : 'unknown' });
    log.warn('Twilio reported an error', { code, sid: field('Sid'), severity: field('Level') });
    return [];
  };

const codeIn = (payload: string): string => {
  try {
    return String((JSON.parse(payload) as { error_code?: unknown }).error_code ?? '');
  } catch {
    return '';
  }
};
