import type { EpochSeconds } from '@dialplane/basics';
import type { Caps } from './caps';

/** A call that was admitted, as the ledger stores it. */
type Entry = {
  readonly call: string;
  readonly begun: number;
  /** When the call is over at the latest, even if Twilio does not report its end. */
  readonly overBy: number;
  /**
   * The cost: the highest possible one while the call may be in progress, the exact one after its end. In millionths of a US
   * dollar.
   */
  readonly micros: number;
  readonly perMinute: number;
  readonly ended?: true;
};

/** The calls of one credential. */
export type CredentialLedger = {
  readonly entries: readonly Entry[];
  /** The cost of older calls, by the hour in which they started: the hour's number since 1970, and millionths of a dollar. */
  readonly older: Readonly<Record<string, number>>;
};

export const emptyLedger: CredentialLedger = { entries: [], older: {} };

/** A call to be admitted. */
export type PlannedCall = {
  /** Its CallSid. A repeated webhook has the same one. */
  readonly call: string;
  /** How long it may ring before it is answered, in seconds. */
  readonly ringSeconds: number;
  readonly microsPerMinute: number;
};

/** The decision of the caps. `again`: this call was admitted before, and counts once. */
export type Admission = 'admitted' | 'again' | 'concurrent-calls' | 'calls-per-hour' | 'dollars-per-day';

const hour = 3_600;

/**
 * Admits a call if every cap still holds when the call counts with its longest time, and so its highest price. Therefore the
 * calls started in any 24 hours never cost more than the cap, even if their ends are not reported.
 */
export const admit = (
  ledger: CredentialLedger,
  planned: PlannedCall,
  caps: Caps,
  now: EpochSeconds,
): { readonly admission: Admission; readonly ledger: CredentialLedger } => {
  const { entries, older } = pruned(ledger, now);
  const refuse = (admission: Admission) => ({ admission, ledger: { entries, older } });
  // A finished Dial is not repeated: a caller who keys another number in the same call places a new one.
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

/** The time between our answer and the first ring, and between the end of a call and its report, in seconds. */
const slack = 60;

/**
 * Ends a call. An unknown id changes nothing. The end of a call is final, so a late report changes nothing either.
 *
 * @param talkedSeconds as Twilio reports it; `undefined` if Twilio does not: then the call counts with its longest time
 */
export const settle = (
  ledger: CredentialLedger,
  call: string,
  talkedSeconds: number | undefined,
): CredentialLedger => ({
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

/** What of the caps is used at a moment. */
export type UsedCaps = Pick<Caps, 'concurrentCalls' | 'callsPerHour' | 'dollarsPerDay'>;

/** What of the caps a ledger uses, counted as `admit` counts. */
export const usedCaps = (ledger: CredentialLedger, now: EpochSeconds): UsedCaps => {
  const { entries, older } = pruned(ledger, now);
  const micros = [...entries.map((entry) => entry.micros), ...Object.values(older)];
  return {
    concurrentCalls: entries.filter(({ ended, overBy }) => !ended && overBy > now).length,
    callsPerHour: entries.filter(({ begun }) => begun > now - hour).length,
    dollarsPerDay: micros.reduce((a, b) => a + b, 0) / 1_000_000,
  };
};

/** A started minute is charged in full. */
const costOf = (seconds: number, microsPerMinute: number): number =>
  Math.ceil(seconds / 60) * microsPerMinute;

/**
 * Sums up, by the hour, calls that no cap needs individually, so that a ledger stays small: one entry for each call that may
 * start in an hour, and 26 hours. An hour counts until 24 hours after its end, so it never counts for too short a time.
 */
const pruned = ({ entries, older }: CredentialLedger, now: number): CredentialLedger => {
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
