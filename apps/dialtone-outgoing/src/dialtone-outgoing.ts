import {
  type CallTarget,
  type CountedCall,
  decideDial,
  type DialDecision,
  type Dialtone,
  type Extension,
  guardedLedger,
  identify,
  likelyExtension,
  parseSipAddress,
  sipUriOf,
  type SpokenReason,
  type UrgentCall,
} from '@dialplane/dialtone';
import { type CountingDialtonePorts, endAfterDial, sayAndEnd, unconnected } from '@dialplane/dialtone-app';
import {
  type DialTarget,
  failedAtFirst,
  failedUrl,
  fieldOf,
  type FormFields,
  type UnverifiedRoute,
  type WebhookRoute,
  type Verb,
  type Webhook,
  webhookHandler,
} from '@dialplane/twilio-voice';

/**
 * Answers the webhooks of calls that phones of our SIP domain place: verify, identify, decide, check the caps, and answer in TwiML.
 * Two functions run it: `dialtone-urgent`, without a limit of its instances, answers the fallback URL and `/voice/again`.
 * Metrics and the audit trail are log lines, so no answer waits for them.
 */
export const dialtoneOutgoing = (ports: CountingDialtonePorts) => {
  const { publicBaseUrl, keys, dialtone, log } = ports;
  const guarded = guardedLedger(ports.ledger, ports.guard);
  const urgentAfterFailure = afterFailure(ports);
  const onlyUrgent = placeUrgent(ports);

  return webhookHandler({
    publicBaseUrl,
    keys,
    routes: {
      '/voice/outgoing': place(ports, guarded),
      '/voice/dial': place(ports, guarded),
      '/voice/outgoing/fallback': async (webhook) =>
        (await urgentAfterFailure(webhook)) ?? endAfterFailure(ports, webhook),
      '/voice/again': placeAgain(ports),
    },
    // Neither an outage of Secrets Manager nor a rotation of the token may stop an emergency call. A stranger who forges a
    // webhook can read the caller ID of a phone, and gets no call.
    unverified: {
      '/voice/outgoing': onlyUrgent,
      '/voice/dial': onlyUrgent,
      '/voice/outgoing/fallback': urgentAfterFailure,
      '/voice/again': placeAgain(ports),
    },
    apology: sayAndEnd(dialtone, 'apology'),
    log: log.error,
  });
};

type Guarded = ReturnType<typeof guardedLedger>;

const decide = ({ dialtone, now }: CountingDialtonePorts, { field }: Webhook) => {
  const identity = { from: field('From'), sipUsername: field('SipUsername') };
  // A question for digits was answered: they win over what was dialled first.
  const dialled = field('Digits') || (parseSipAddress(field('To'))?.user ?? field('To'));
  const decideFor = (extension: Extension | undefined) => ({
    decision: decideDial(dialtone, extension, dialled, now()),
    about: { call: field('CallSid'), extension: extension?.user },
  });
  const likely = decideFor(likelyExtension(dialtone, identity));
  // `likelyExtension` differs from `identify` only if the user name must be authenticated. Urgent calls do not need it.
  return isUrgent(likely.decision) || dialtone.identity !== 'sip-username'
    ? likely
    : decideFor(identify(dialtone, identity));
};

const place =
  (ports: CountingDialtonePorts, ledger: Guarded): WebhookRoute =>
  async (webhook) => {
    const { decision, about } = decide(ports, webhook);
    if (isUrgent(decision)) return urgent(ports, webhook, decision, about);
    return decision.kind === 'refuse'
      ? refuse(ports, decision.because, about)
      : counted(ports, ledger, webhook, decision, about);
  };

const placeUrgent =
  (ports: CountingDialtonePorts): UnverifiedRoute =>
  async (webhook) => {
    const { decision, about } = decide(ports, webhook);
    return isUrgent(decision) ? urgent(ports, webhook, decision, about) : undefined;
  };

const isUrgent = (decision: DialDecision): decision is UrgentCall =>
  ['emergency', 'emergency-test', 'crisis-line'].includes(decision.kind);

type About = { readonly call: string; readonly extension: string | undefined };

const urgent = (
  { dialtone, log, count }: CountingDialtonePorts,
  { urlOf }: Webhook,
  { kind, number, callerId, location }: UrgentCall,
  about: About,
): readonly Verb[] => {
  count('UrgentCalls', { kind, location });
  const told = location === 'registered' || kind === 'crisis-line' ? log.warn : log.error;
  told('Placed an urgent call', { ...about, kind, location });
  return [ring(dialtone, number, callerId, urlOf(againRoute(number, about.extension)))];
};

/** The phone is in it, signed by Twilio: the second attempt must show the same place as the first. */
const againRoute = (number: string, user = '', time = ''): string =>
  `/voice/again?number=${number}&user=${encodeURIComponent(user)}${time && `&time=${time}`}`;

// No time limit: Twilio's own is four hours.
const ring = (
  { ringSeconds }: Dialtone,
  number: string,
  callerId: UrgentCall['callerId'],
  action: string,
): Verb => ({
  kind: 'dial',
  callerId,
  targets: [{ kind: 'number', number }],
  action,
  ringSeconds: Math.max(60, ringSeconds ?? 0),
});

/** The routes whose answer begins a call. */
const first = ['/voice/outgoing', '/voice/dial'];

/**
 * After a webhook of ours failed. Twilio requests this for every failure of a call, also after its end. So an urgent call is placed
 * only if it was not placed before.
 *
 * @returns undefined if there is nothing to place
 */
const afterFailure =
  (ports: CountingDialtonePorts): UnverifiedRoute =>
  async (webhook) => {
    const { query, isOneOf } = failedUrl(webhook);
    const status = webhook.field('DialCallStatus');
    ports.log.warn('Twilio requested the fallback URL', {
      call: webhook.field('CallSid'),
      code: webhook.field('ErrorCode'),
    });
    // Without the status of the first attempt, we read it as not connected: the caller may still need help.
    if (isOneOf(['/voice/again'])) return again(ports, webhook, query, status || 'failed');
    const isOver = isOneOf(['/voice/after-dial']) || (status !== '' && !isOneOf(first));
    return isOver ? undefined : placeUrgent(ports)(webhook);
  };

/** Any other call at the fallback URL. It is not placed: the function that answers there has no limit, so no cap would hold. */
const endAfterFailure = ({ dialtone }: CountingDialtonePorts, webhook: Webhook): readonly Verb[] =>
  failedAtFirst(webhook, first) ? sayAndEnd(dialtone, 'apology') : endAfterDial(dialtone, webhook);

/** After an urgent call: one that was not connected is placed once more. */
const placeAgain =
  (ports: CountingDialtonePorts): WebhookRoute =>
  async (webhook) =>
    again(ports, webhook, webhook.query, webhook.field('DialCallStatus'));

const again = (
  { dialtone, log, count }: CountingDialtonePorts,
  { field, urlOf }: Webhook,
  query: FormFields,
  status: string,
): readonly Verb[] => {
  const number = fieldOf(query, 'number') ?? '911';
  if (!unconnected.includes(status)) return [{ kind: 'hangup' }];
  count('UrgentCallsNotConnected', { time: fieldOf(query, 'time') ?? '1' });
  log.error('An urgent call was not connected', { call: field('CallSid'), status });
  if (fieldOf(query, 'time') === '2' || !['911', '933', '988'].includes(number))
    return sayAndEnd(dialtone, 'emergency-failed');
  const user = fieldOf(query, 'user');
  const extension =
    user === undefined
      ? likelyExtension(dialtone, { from: field('From'), sipUsername: field('SipUsername') })
      : dialtone.extensions.find((it) => it.user === user);
  const callerId = extension?.number ?? dialtone.emergencyCallerId;
  return [ring(dialtone, number, callerId, urlOf(againRoute(number, extension?.user, '2')))];
};

const refuse = (
  { dialtone, log, count }: CountingDialtonePorts,
  because: SpokenReason,
  about: About,
): readonly Verb[] => {
  count('RefusedCalls', { because });
  log.info('Refused a call', { ...about, because });
  return sayAndEnd(dialtone, because);
};

const counted = async (
  ports: CountingDialtonePorts,
  ledger: Guarded,
  { urlOf }: Webhook,
  decision: CountedCall,
  about: About,
): Promise<readonly Verb[]> => {
  const { dialtone, now, log, count } = ports;
  const ringSeconds = dialtone.ringSeconds ?? 30;
  const { admission, error } = await ledger.admit(
    decision.extension.user,
    about.call,
    decision,
    ringSeconds,
    now(),
  );
  if (error !== undefined) {
    count('LedgerFailures', { counted: decision.counted });
    log.error('The call ledger did not answer', { ...about, counted: decision.counted, error });
  }
  if (admission !== 'admitted' && admission !== 'again') return refuse(ports, admission, about);
  // A webhook that Twilio repeats is one call, in the metrics too.
  if (admission === 'admitted') count('PlacedCalls', { kind: decision.kind, counted: decision.counted });
  log.info('Placed a call', { ...about, kind: decision.kind, counted: decision.counted, admission });
  return [
    {
      kind: 'dial',
      callerId: decision.callerId,
      targets: decision.targets.map((target) => nounOf(dialtone, target)),
      action: urlOf('/voice/after-dial'),
      ringSeconds,
      limitSeconds: decision.policy.caps.callSeconds,
    },
  ];
};

const nounOf = (dialtone: Dialtone, target: CallTarget): DialTarget => {
  switch (target.kind) {
    case 'number':
      return target;
    case 'extension':
      return { kind: 'sip', uri: sipUriOf(dialtone, target.user) };
    case 'sip':
      return target;
  }
};
