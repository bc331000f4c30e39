import type { CallApp, CallEvent } from '@dialplane/call-control';
import type { decide, Forward, StoredForward, Target } from '@dialplane/forwarding';
import { describeIssues, epochSeconds, randomFrom, type Random } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import {
  ladderOf,
  ladderText,
  phoneNetwork,
  randomBehaviour,
  virtualTime,
  type CallerGivesUp,
  type Delivery,
  type Handler,
  type LeavesDuringAction,
  type SimulatedCall,
  type TranscriptEntry,
} from '@dialplane/phone-network';
import { checkResponse, type SmaResponse } from '@dialplane/telephony-actions';
import { type CallAppVersion, thisVersion } from './call-app-version';
import { inDialect } from './dialect';

/** The result of one random call. `wrong` is empty if every guarantee held. */
export type CallHistory = {
  readonly seed: number;
  readonly wrong: readonly string[];
  /** Every `stage × event` that occurred. */
  readonly pairs: ReadonlySet<string>;
  /** The longest that a leg stayed up after the other ended, in milliseconds. */
  readonly longestAlone: number;
  readonly legs: number;
  readonly invocations: number;
  /** The call as a ladder diagram. */
  readonly ladder: () => string;
};

const caller = '+12065550199' as E164;
const ours = '+12065550100' as E164;
const start = Date.UTC(2026, 0, 5, 17);

/**
 * Plays one random call from a seed: any forward, any phones, any delivery faults between the service and the Lambda. With several
 * versions of the call app, each event goes to any of them, as during a release.
 */
export const playCallHistory = async (
  seed: number,
  versions: readonly [CallAppVersion, ...CallAppVersion[]] = [thisVersion],
): Promise<CallHistory> => {
  const random = randomFrom(seed);
  const time = virtualTime(start);
  const wrong: string[] = [];
  const pairs = new Set<string>();
  /** Legs of targets that did not accept the call: the caller rightly stays. */
  const notAccepted = new Set<string>();
  const transcript: TranscriptEntry[] = [];
  const forward = random.chance(0.95) ? randomForward(random) : undefined;

  const appOf =
    (version: CallAppVersion): CallApp =>
    async (event) => {
      if (event.kind === 'leg-ended' && event.call.memory['stage'] === 'confirming')
        notAccepted.add(event.leg.id);
      pairs.add(`${event.call.memory['stage'] ?? 'new'} × ${event.kind}`);
      const answer = version.decide(event, forward, epochSeconds(new Date(time.now())), { canConfirm: true });
      wrong.push(...wrongWith(event, answer));
      return answer;
    };
  const buckets = { prompts: { bucket: 'prompts' }, recordings: { bucket: 'recordings' } };
  const handlers = versions.map((it) => it.smaHandler(it.onChime(appOf(it), buckets)));
  const [first, ...others] = handlers as [Handler, ...Handler[]];
  const handler: Handler = async (event) => {
    const handle = others.length > 0 ? random.oneOf([first, ...others]) : first;
    const answer = (await handle(inDialect(random, event))) as SmaResponse;
    const issues = checkResponse(answer, 'sender');
    if (issues.length > 0) wrong.push(`an answer breaks the contract: ${describeIssues(issues)}`);
    return random.chance(0.01) ? { SchemaVersion: '0.9' } : answer; // sometimes the service receives something else
  };

  const network = phoneNetwork({
    time,
    transcript: (entry) => void transcript.push(entry),
    defaultBehaviour: () => randomBehaviour(random),
    deliveryPlanFor: () => () => randomFate(random),
    overtakes: () => random.chance(0.5),
    failed: (error) => wrong.push(`the handler threw ${error}`),
  });
  network.addTrunk(trunk, randomBehaviour(random));
  network.addApplication({
    id: 'forwarding-sma',
    region: 'us-east-1',
    accountId: '111122223333',
    callerGivesUp: random.oneOf<CallerGivesUp>(['hangup', 'action-failed', 'both', 'rings-on']),
    leavesDuringAction: random.oneOf<LeavesDuringAction>(['hangup', 'action-failed-first']),
    handler,
  });
  network.addNumber(ours, { applicationId: 'forwarding-sma', sipRuleId: 'rule-1' });
  network.dial({
    from: random.chance(0.9) ? caller : 'anonymous',
    to: ours,
    ringsForSeconds: random.between(1, 90),
    hangsUpAfterSeconds: random.between(1, 200),
    diversions: random.chance(0.05) ? Array.from({ length: random.between(1, 7) }, () => '+12065550150') : [],
    keys: random.chance(0.3)
      ? [{ afterSeconds: random.between(1, 60), digits: random.oneOf(['#', '1', '12#']) }]
      : [],
  });
  const call = network.calls()[0] as SimulatedCall;
  if (random.chance(0.1)) time.after(random.between(1, 90_000), () => call.update({ please: 'tell' }));
  if (random.chance(0.1)) time.after(random.between(1, 90_000), () => call.inject('SOMETHING_NEW'));
  if (random.chance(0.05)) time.after(random.between(1, 90_000), () => call.inject('DIGITS_RECEIVED'));
  await time.run();

  const alone = timesAlone(call, transcript, notAccepted);
  wrong.push(...alone.flatMap(({ wrong: what }) => what));
  if (network.counts().legsAlive > 0) wrong.push('a leg stays up forever');
  return {
    seed,
    wrong,
    pairs,
    longestAlone: Math.max(0, ...alone.map(({ milliseconds }) => milliseconds)),
    legs: call.legs.length,
    invocations: call.invocations(),
    ladder: () => ladderText(ladderOf(transcript, call.transactionId)),
  };
};

/** Guarantees that hold for every single decision. */
const wrongWith = (event: CallEvent, answer: ReturnType<typeof decide>): readonly string[] => {
  const ends = answer.steps === 'carry-on' ? [] : answer.steps.filter(({ kind }) => kind === 'end');
  const harmless = ['unknown', 'digits', 'update', 'placing', 'answered', 'step-interrupted'].includes(
    event.kind,
  );
  const leaving = ['apologising', 'thanking', 'ending'].includes(event.call.memory['stage'] ?? '');
  const healthy = !leaving && event.call.legs.every(({ up }) => up);
  return harmless && healthy && ends.length > 0 ? [`${event.kind} ended a healthy call`] : [];
};

/**
 * How long each leg was up alone after a leg that it was joined to had ended. The bound is one round trip: the leg must
 * be over when the service has the answer to the next event that it sends, or has given up waiting for it. An answer
 * that the service refuses to read, and tells of, is part of the same round.
 */
const timesAlone = (
  call: SimulatedCall,
  transcript: readonly TranscriptEntry[],
  notAccepted: ReadonlySet<string>,
) =>
  call.legs.flatMap((leg) =>
    call.legs.flatMap((other) => {
      const { connectedAt = Infinity, endedAt = Infinity } = leg;
      const otherEnded = other.endedAt ?? Infinity;
      const otherLeftLeg = other.tag === 'LEG-A' || other.connectedAt !== undefined;
      const from = Math.max(otherEnded, connectedAt);
      if (other === leg || !otherLeftLeg || from >= endedAt || notAccepted.has(other.callId)) return [];
      const sent = transcript.findIndex(
        ({ at, to, what }) => at >= from && to === 'app' && !what.startsWith('INVALID_LAMBDA_RESPONSE'),
      );
      const answered = transcript
        .slice(sent + 1)
        .find(({ from: party, what }) => party === 'app' && !what.startsWith('refused'));
      const late = sent < 0 || !answered || endedAt > answered.at;
      const what = `${leg.tag} stayed up alone for ${endedAt - from} ms`;
      return [{ milliseconds: endedAt - from, wrong: late ? [what] : [] }];
    }),
  );

const trunk = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';

const randomTarget = (random: Random): Target => {
  const ring = {
    ...(random.chance(0.5) && { ringSeconds: random.between(1, 60) }),
    ...(random.chance(0.2) && { confirm: true as const }),
  };
  return random.chance(0.2)
    ? { kind: 'trunk', trunk, user: '5550', ...ring }
    : { kind: 'phone', number: `+1206555014${random.between(0, 9)}` as E164, ...ring };
};

const randomForward = (random: Random): StoredForward => {
  const targets = () => Array.from({ length: random.between(1, 4) }, () => randomTarget(random));
  const forward: Forward = {
    number: ours,
    targets: targets(),
    callerId: random.oneOf(['dialled', 'caller']),
    ...(random.chance(0.4) && {
      greeting: { prompt: 'connecting', when: random.oneOf(['before-ringing', 'while-ringing'] as const) },
    }),
    ...(random.chance(0.2) && {
      hours: {
        zone: 'America/Los_Angeles',
        weekly: [{ days: ['monday'], from: random.oneOf(['08:00', '10:00']), to: '17:00' }] as const,
        outside: random.chance(0.5) ? targets() : [],
      },
    }),
    ...(random.chance(0.05) && { blocked: random.oneOf([[caller], ['withheld']]) }),
    atEnd: random.oneOf(['apology', 'message']),
  };
  return { ...forward, version: 1 };
};

/** Most deliveries are quick. The rest are late, lost, or delivered twice. */
const randomFate = (random: Random): Delivery => {
  const quick = { deliverAfter: random.between(1, 300), answerAfter: random.between(1, 300) };
  return random.oneOf<Delivery>([
    ...(Array.from({ length: 12 }, () => quick) as [Delivery, ...Delivery[]]),
    { ...quick, lost: true },
    { ...quick, answerLost: true },
    { ...quick, deliverAfter: random.between(300, 9_000) },
    { ...quick, answerAfter: random.between(300, 9_000) },
    { ...quick, againAfter: random.between(1, 20_000) },
  ]);
};
