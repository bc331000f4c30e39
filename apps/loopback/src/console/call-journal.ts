import type { NetworkTime, TranscriptEntry } from '@dialplane/phone-network';
import { ladderOf, partyName } from '@dialplane/phone-network';
import { type AnyCall, directCall } from './call-legs';
import type { ConsoleEvents } from './console-events';
import type { HandlerExchange } from './handler-watch';
import { ruleSteps } from './rule-steps';
import { type KnownRule, type Schemas, timeText, timeTextOf } from './schemas';

/** Where calls that have ended are kept. */
export type PastCalls = {
  /** Those of earlier runs, the oldest first. */
  readonly read: () => readonly Schemas['Call'][];
  readonly write: (call: Schemas['Call']) => void;
};

export type JournalOptions = {
  readonly time: NetworkTime;
  readonly events: Pick<ConsoleEvents, 'publish'>;
  /** @default those of earlier runs are not known, and none is kept */
  readonly past?: PastCalls;
};

/** Everything about one call in progress. */
type Notes = {
  readonly entries: TranscriptEntry[];
  readonly exchanges: HandlerExchange[];
  readonly rules: { readonly at: number; readonly rule: KnownRule }[];
  announced: boolean;
  settling: boolean;
  /** When something was last noted. */
  latest: number;
};

/** The calls of loopback: live ones, and past ones with why they went where they went. */
export type CallJournal = {
  readonly transcript: (entry: TranscriptEntry) => void;
  readonly exchange: (exchange: HandlerExchange) => void;
  readonly rule: (call: string, rule: KnownRule) => void;
  /** Sets where the journal finds the legs of a call. */
  readonly follow: (callById: (id: string) => AnyCall | undefined) => void;
  /** All calls, the latest first. */
  readonly list: () => readonly Schemas['CallSummary'][];
  readonly find: (id: string) => Schemas['Call'] | undefined;
  /** Errors that handlers threw in calls that have ended. */
  readonly failedHandlers: () => readonly {
    readonly call: string;
    readonly at: number;
    readonly error: string;
  }[];
};

/** The most calls that are kept in memory. */
const mostCalls = 5_000;

/** A moment after its last message a call has settled: all legs have their times, and its app has had the last event. */
const settlesAfter = 150;

export const callJournal = ({ time, events, past }: JournalOptions): CallJournal => {
  const notes = new Map<string, Notes>();
  const ended = new Map((past?.read() ?? []).map((call) => [call.call.id, call]));
  let callById: (id: string) => AnyCall | undefined = () => undefined;

  const notesOf = (id: string): Notes => {
    const found = notes.get(id);
    if (found) return found;
    const made: Notes = {
      entries: [],
      exchanges: [],
      rules: [],
      announced: false,
      settling: false,
      latest: 0,
    };
    notes.set(id, made);
    return made;
  };

  const callOf = (id: string): AnyCall => callById(id) ?? directCall(id, notes.get(id)?.entries ?? []);

  const startOf = (call: AnyCall): number => notesOf(call.id).entries[0]?.at ?? call.legs[0]?.startedAt ?? 0;

  const summary = (call: AnyCall): Schemas['CallSummary'] => {
    const { exchanges, rules } = notesOf(call.id);
    return summaryOf(call, startOf(call), rules[0]?.rule.rule, recordingOf(exchanges) !== undefined);
  };

  const view = (call: AnyCall): Schemas['Call'] => {
    const { entries, exchanges, rules } = notesOf(call.id);
    const start = startOf(call);
    const ladder = ladderOf(entries, call.id);
    const timed = exchanges.map(({ call: _call, at, ...exchange }) => ({
      ...exchange,
      at: Math.max(0, Math.round(at - start)),
    }));
    const known = rules.map(({ at, rule }) => ({ ...rule, at: Math.max(0, Math.round(at - start)) }));
    return {
      call: summary(call),
      ladder: {
        startedAt: timeText(start),
        parties: ladder.parties.map((party) => ({
          id: party,
          name: /^\+?\d+$/.test(party) ? party : partyName(party),
          kind: party === 'app' ? 'app' : services.has(party) ? 'service' : 'phone',
        })),
        rungs: ladder.rungs.map((rung) => ({ ...rung, at: Math.round(rung.at) })),
      },
      path: [...known, ...ruleSteps(timed)].sort((a, b) => a.at - b.at),
      exchanges: timed,
    };
  };

  /** A moment after its last message, a call is announced; once it is over, it is stored. */
  const settle = (id: string): void => {
    const { settling } = notesOf(id);
    if (settling) return;
    notesOf(id).settling = true;
    time.after(settlesAfter, () => {
      const kept = notesOf(id);
      kept.settling = false;
      const call = callOf(id);
      if (call.isOver && time.now() - kept.latest < settlesAfter) return settle(id);
      const shown = summary(call);
      const state = call.isOver ? 'ended' : kept.announced ? 'updated' : 'started';
      kept.announced = true;
      if (call.isOver) {
        const full = view(call);
        ended.set(id, full);
        past?.write(full);
        notes.delete(id);
        for (const oldest of ended.keys()) {
          if (ended.size <= mostCalls) break;
          ended.delete(oldest);
        }
      }
      events.publish({ type: 'call', id, state, call: shown });
    });
  };

  const note = (id: string, add: (notes: Notes) => void): void => {
    const finished = ended.get(id);
    if (finished) return; // a message that comes after the end, such as a late report of Twilio
    add(notesOf(id));
    notesOf(id).latest = time.now();
    settle(id);
  };

  return {
    transcript: (entry) => note(entry.call, ({ entries }) => entries.push(entry)),
    exchange: (exchange) => note(exchange.call, ({ exchanges }) => exchanges.push(exchange)),
    rule: (call, rule) => note(call, ({ rules }) => rules.push({ at: time.now(), rule })),
    follow: (find) => {
      callById = find;
    },
    list: () => {
      const live = [...notes.keys()].map((id) => summary(callOf(id)));
      return [...live, ...[...ended.values()].map(({ call }) => call)].sort((a, b) =>
        b.startedAt < a.startedAt ? -1 : b.startedAt > a.startedAt ? 1 : 0,
      );
    },
    find: (id) => ended.get(id) ?? (notes.has(id) ? view(callOf(id)) : undefined),
    failedHandlers: () =>
      [...ended.values()].flatMap(({ call, exchanges }) =>
        exchanges.flatMap(({ error }) =>
          error === undefined ? [] : [{ call: call.id, at: Date.parse(call.startedAt), error }],
        ),
      ),
  };
};

const services = new Set(['service', 'twilio', 'Connect']);

const summaryOf = (
  { id, system, legs, isOver }: AnyCall,
  start: number,
  because: string | undefined,
  isRecorded: boolean,
): Schemas['CallSummary'] => {
  const [first] = legs;
  const connected = legs.flatMap(({ connectedAt }) => (connectedAt === undefined ? [] : [connectedAt]));
  const ends = legs.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [endedAt]));
  return {
    id,
    system,
    from: first?.from ?? '',
    to: first?.to ?? '',
    state: isOver ? 'ended' : connected.length > 0 ? 'connected' : 'ringing',
    startedAt: timeText(first?.startedAt ?? start),
    ...timeTextOf('connectedAt', connected.length > 0 ? Math.min(...connected) : undefined),
    ...timeTextOf('endedAt', isOver && ends.length > 0 ? Math.max(...ends) : undefined),
    ...(because !== undefined && { because }),
    ...(isRecorded && { recording: `/api/local/calls/${encodeURIComponent(id)}/recording.wav` }),
    legs: legs.map(({ tag, from, to, billedSeconds, ...times }) => ({
      tag,
      from,
      to,
      ...timeTextOf('startedAt', times.startedAt),
      ...timeTextOf('connectedAt', times.connectedAt),
      ...timeTextOf('endedAt', times.endedAt),
      ...(billedSeconds !== undefined && { billedSeconds }),
    })),
  };
};

/** The key of the recording that an event reports. */
const recordingOf = (exchanges: readonly HandlerExchange[]): string | undefined =>
  exchanges.flatMap(({ event }) => {
    const { InvocationEventType: type, ActionData: data } = event as {
      readonly InvocationEventType?: string;
      readonly ActionData?: { readonly RecordingDestination?: { readonly Key?: string } };
    };
    return type === 'ACTION_SUCCESSFUL' && data?.RecordingDestination?.Key
      ? [data.RecordingDestination.Key]
      : [];
  })[0];
