import type { SmaInvocation } from '@dialplane/telephony-actions';
import type { PhoneBehaviour } from '../src/phone';
import { type Dialling, type NetworkCounts, phoneNetwork } from '../src/phone-network';
import type { SipMediaApplication } from '../src/sip-media-application';
import { eventInWords } from '../src/transcript-words';
import type { TranscriptEntry } from '../src/transcript';
import { virtualTime } from '../src/virtual-time';

/** Where the knowledge of a behaviour comes from. */
export type KnowledgeSource =
  /** A page of AWS's guides says it. */
  | 'documented'
  /** A published log of the real service shows it. */
  | 'published log'
  /** A published sample relies on it. */
  | 'relied on by a sample'
  /** No source: our guess. */
  | 'our guess';

/** An action as a Lambda returns it: its name alone, or with parameters. */
export type ScenarioAction = readonly [type: string, parameters?: Readonly<Record<string, unknown>>];

/** What a Lambda returns for an event: actions, a whole response, or `fails` to throw. */
export type ScenarioReply = readonly ScenarioAction[] | 'fails' | Readonly<Record<string, unknown>>;

/** One behaviour of the service: who calls, what the Lambda returns, and which events must and must not follow. */
export type Scenario = {
  /** A statement about the service, for `docs/fidelity.md`. */
  readonly title: string;
  readonly source: KnowledgeSource;
  /** The page or public repository. */
  readonly seen?: string;
  /**
   * Replies by event, such as `HANGUP` or `ACTION_SUCCESSFUL PlayAudio`. An event that is not listed gets no actions. Events of the
   * application sma-2 are written as `sma-2: HANGUP`.
   */
  readonly app: Readonly<Record<string, ScenarioReply>>;
  /** An API call places the call, with these arguments. @default a phone calls */
  readonly placed?: {
    readonly arguments?: Record<string, string>;
    readonly headers?: Record<string, string>;
    readonly to?: string;
  };
  /** How the caller dials. A call to `second` or to `host` reaches the application sma-2. */
  readonly dialling?: Partial<Dialling>;
  /** Whether the SIP rule also targets the application sma-2, with the next priority. @default false */
  readonly hasFallback?: boolean;
  /** What the other phone does. @default answers after 2 s */
  readonly phone?: PhoneBehaviour;
  readonly application?: Partial<SipMediaApplication>;
  /** Arguments of a call update, and when it comes. */
  readonly update?: { readonly atSeconds: number; readonly arguments: Record<string, string> };
  /** All events of the call, in order, in words such as `ACTION_FAILED Speak`. */
  readonly events?: readonly string[];
  /** Events that must occur in this order, with others between them. */
  readonly inOrder?: readonly string[];
  /** Events that must not occur. */
  readonly never?: readonly string[];
  /** Parts of single events, by their words; the last one with these words counts. A text may be a regular expression. */
  readonly shows?: Readonly<Record<string, object>>;
  /** Words that must not occur in single events. */
  readonly hides?: Readonly<Record<string, readonly string[]>>;
  /** Lines of the transcript that must occur. */
  readonly transcript?: readonly string[];
  readonly counts?: Partial<NetworkCounts>;
};

export const caller = '+14155550199';
export const ourNumber = '+14155550100';
export const friend = '+14155550111';
/** Another number of ours. */
export const ourSecondNumber = '+14155550120';
/** The outbound host name of a Voice Connector that a SIP rule has as its trigger. */
export const host = 'abcdef1ghij2klmno3pqr4.voiceconnector.chime.aws';
/** The same without a rule. */
export const hostWithoutRule = 'zyxwvu1ghij2klmno3pqr4.voiceconnector.chime.aws';
export const trunk = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';
const start = Date.UTC(2026, 0, 5, 12);

/** Plays a scenario in virtual time. */
export const playScenario = async ({
  app,
  placed,
  dialling,
  phone,
  application,
  update,
  hasFallback = false,
}: Scenario) => {
  const time = virtualTime(start);
  const transcript: TranscriptEntry[] = [];
  const events: { readonly words: string; readonly event: SmaInvocation }[] = [];
  const network = phoneNetwork({
    time,
    transcript: (entry) => void transcript.push(entry),
    routeOfHost: (name) => {
      if (name === hostWithoutRule) return { kind: 'telephone-network' };
      return name === host ? { kind: 'application', applicationId: 'sma-2', sipRuleId: 'rule-2' } : undefined;
    },
  });
  network.addPhone(friend, phone ?? { kind: 'answers', afterSeconds: 2 });
  network.addTrunk(trunk, phone ?? { kind: 'answers', afterSeconds: 2 });
  const addApplication = (id: string, prefix: string) =>
    network.addApplication({
      id,
      region: 'us-east-1',
      accountId: '111122223333',
      ...application,
      handler: async (input) => {
        const event = input as SmaInvocation;
        const words = prefix + wordsOf(event);
        events.push({ words, event });
        return replyTo(app[words] ?? app[prefix + event.InvocationEventType]);
      },
    });
  addApplication('sma-1', '');
  addApplication('sma-2', 'sma-2: ');
  network.addNumber(ourNumber, {
    applicationId: 'sma-1',
    sipRuleId: 'rule-1',
    ...(hasFallback && { fallbackApplicationIds: ['sma-2'] }),
  });
  network.addNumber(ourSecondNumber, { applicationId: 'sma-2', sipRuleId: 'rule-2' });
  if (placed) network.placeCall('sma-1', { from: ourNumber, to: friend, ...placed });
  else network.dial({ from: caller, to: ourNumber, hangsUpAfterSeconds: 300, ...dialling });
  if (update) time.after(update.atSeconds * 1000, () => network.calls()[0]?.update(update.arguments));
  await time.run();
  return {
    words: events.map(({ words }) => words),
    events,
    counts: network.counts(),
    transcript: transcript.map(({ at, from, to, what }) => `${(at - start) / 1000} ${from} → ${to} ${what}`),
  };
};

/** An event in words: its type, and its action or leg. */
const wordsOf = ({ InvocationEventType: type, ActionData, ErrorType }: SmaInvocation): string =>
  eventInWords({
    type,
    leg: { tag: ActionData?.Parameters?.['ParticipantTag'] } as never,
    ...(ActionData && { actionData: ActionData }),
    ...(ErrorType !== undefined && { error: { type: ErrorType, message: '' } }),
  }).trim();

const replyTo = (reply: ScenarioReply | undefined): unknown => {
  if (reply === 'fails') throw new Error('The Lambda fails');
  if (reply && !Array.isArray(reply)) return { SchemaVersion: '1.0', ...reply };
  const actions = (reply ?? []) as readonly ScenarioAction[];
  return {
    SchemaVersion: '1.0',
    Actions: actions.map(([Type, Parameters = {}]) => ({ Type, Parameters })),
  };
};
