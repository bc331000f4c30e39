import type { EpochSeconds } from '@dialplane/basics';
import type { Caps } from './caps';

/** A call that was let out, as the ledger keeps it. */
type Entry = {
  readonly call: string;
  readonly begun: number;
  /** When it is over at the latest, whether or not we were told. */
  readonly overBy: number;
  /** What it costs: at most while it may be under way, exactly once it has ended. In millionths of a US dollar. */
  readonly micros: number;
  readonly perMinute: number;
  readonly ended?: true;
};

/** The calls of one credential. */
export type Ledger = {
  readonly entries: readonly Entry[];
  /** What older calls cost, by the hour in which they began: the hour's number since 1970, and millionths of a dollar. */
  readonly older: Readonly<Record<string, number>>;
};

export const emptyLedger: Ledger = { entries: [], older: {} };

/** A call that asks to go out. */
export type PlannedCall = {
  /** Its CallSid. A repeated webhook has the same one. */
  readonly call: string;
  /** How long it may ring before it is answered, in seconds. */
  readonly ringSeconds: number;
  readonly microsPerMinute: number;
};

/** What the caps say. `again`: this call was let out before, and counts once. */
export type Admission = 'admitted' | 'again' | 'concurrent-calls' | 'calls-per-hour' | 'dollars-per-day';

const hour = 3_600;

/**
 * Lets a call out if every cap still holds with it, counted with its longest time and so with its highest price. Whatever
 * happens afterwards, and whether or not we hear of it, the calls begun in any 24 hours cost no more than the cap.
 */
export const admit = (
  ledger: Ledger,
  planned: PlannedCall,
  caps: Caps,
  now: EpochSeconds,
): { readonly admission: Admission; readonly ledger: Ledger } => {
  const { entries, older } = pruned(ledger, now);
  const refuse = (admission: Admission) => ({ admission, ledger: { entries, older } });
  // A Dial that is over is none to repeat: whoever keys another number in the same call places another one.
  const underWay = entries.filter(({ ended, overBy }) => !ended && overBy > now);
  if (underWay.some(({ call }) => call === planned.call)) return refuse('again');
  if (underWay.length >= caps.concurrentCalls) return refuse('concurrent-calls');
  if (entries.filter(({ begun }) => begun > now - hour).length >= caps.callsPerHour)
    return refuse('calls-per-hour');
  const micros = costOf(caps.callSeconds, planned.microsPerMinute);
  const spent = [...entries.map((entry) => entry.micros), ...Object.values(older)].reduce((a, b) => a + b, 0);
  if (micros > 0 && spent + micros > caps.dollarsPerDay * 1_000_000) return refuse('dollars-per-day');

  const entry: Entry = {
    call: planned.call,
    begun: now,
    overBy: now + planned.ringSeconds + caps.callSeconds + slack,
    micros,
    perMinute: planned.microsPerMinute,
  };
  return { admission: 'admitted', ledger: { entries: [...entries, entry], older } };
};

/** Between our answer and the first ring, and between the end of a call and the news of it, in seconds. */
const slack = 60;

/**
 * Ends a call. Without a call of that id nothing changes; the end of a call is final, so news that come late change nothing.
 *
 * @param talkedSeconds what Twilio says; `undefined` if it does not: then the call counts with its longest time
 */
export const settle = (ledger: Ledger, call: string, talkedSeconds: number | undefined): Ledger => ({
  ...ledger,
  entries: ledger.entries.map((entry) =>
    entry.call === call && !entry.ended
      ? {
          ...entry,
          ended: true,
          ...(talkedSeconds !== undefined && {
            micros: Math.min(entry.micros, costOf(talkedSeconds, entry.perMinute)),
          }),
        }
      : entry,
  ),
});

/** A started minute is paid whole. */
const costOf = (seconds: number, microsPerMinute: number): number =>
  Math.ceil(seconds / 60) * microsPerMinute;

/**
 * Calls that no cap asks for one by one are added up by the hour, so that a ledger stays small: as many entries as calls
 * may begin in an hour, and 26 hours. An hour counts until 24 hours after its end, so never too short.
 */
const pruned = ({ entries, older }: Ledger, now: number): Ledger => {
  const isRecent = ({ begun, overBy, ended }: Entry) => begun > now - hour || (!ended && overBy > now);
  const sums = new Map(Object.entries(older));
  for (const entry of entries)
    if (!isRecent(entry)) {
      const begunIn = String(Math.floor(entry.begun / hour));
      sums.set(begunIn, (sums.get(begunIn) ?? 0) + entry.micros);
    }
  const inDay = [...sums].filter(([begunIn]) => (Number(begunIn) + 1) * hour > now - 24 * hour);
  return { entries: entries.filter(isRecent), older: Object.fromEntries(inDay) };
};
