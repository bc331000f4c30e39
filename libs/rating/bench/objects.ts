import { objectKey, type RecordKind } from '@dialplane/cdr';
import { randomFrom, type Random } from '@dialplane/basics';
import { legsAt } from './legs';
import { benchCallAt, connectorOf, benchRecord, uuid, type BenchConnector, type Draft } from './records';
import { type Form, type GeneratedObject, month, type Shares, type Traffic } from './traffic';

/** The objects of a month, one day of one connector at a time, so that only that much is in memory. */
export const objectsOf = function* (traffic: Traffic): Generator<GeneratedObject> {
  const { seed, records, recordsPerObject, connectors = 4, shares = {}, form = 'usual' } = traffic;
  const legs = Math.floor((records * (shares.legs ?? 0)) / 2);
  const days = month.days * connectors;
  for (let place = 0; place < days; place++) {
    const random = randomFrom(Math.imul(seed, 0x9e3779b1) + place);
    const connector = connectorOf(place % connectors);
    const midnight = Date.parse(month.first) / 1000 + Math.floor(place / connectors) * 86_400;
    const count = shareOf(records - 2 * legs, place, days);
    const calls = callsOfDay(random, connector, midnight, count, { shares, form });
    const kind = form === 'business-calling' ? form : 'voice-connector';
    yield* inObjects(kind, connector, midnight, calls, recordsPerObject);
    const transactions = legsOfDay(random, connector, midnight, shareOf(legs, place, days), shares);
    yield* inObjects('sip-media-application', connector, midnight, transactions, recordsPerObject);
  }
};

/** The share of `all` that one place gets. The shares of all places add up to `all`. */
const shareOf = (all: number, place: number, places: number): number =>
  Math.floor((all * (place + 1)) / places) - Math.floor((all * place) / places);

/** Records in order of start. Records that repeat an earlier one come last, as if they had been written later. */
const callsOfDay = (
  random: Random,
  connector: BenchConnector,
  midnight: number,
  count: number,
  { shares, form }: { readonly shares: Shares; readonly form: Form },
): readonly Draft[] => {
  const drafts: Draft[] = [];
  const behind: Draft[] = [];
  for (const at of startsOfDay(random, midnight, count)) {
    const call = benchCallAt(random, connector, at);
    const draft = benchRecord(call, form);
    drafts.push(draft);
    const drawn = random.fraction();
    const { copies = 0, conflicts = 0, broken = 0, overlaps = 0 } = shares;
    if (drawn < copies) behind.push({ ...draft, seeded: 'copy' });
    else if (drawn < copies + conflicts) {
      behind.push({
        ...benchRecord({ ...call, billedSeconds: call.billedSeconds + 6 }, form),
        seeded: 'conflict',
      });
    } else if (drawn < copies + conflicts + broken) {
      drafts.pop();
      drafts.push({
        ...draft,
        text: draft.text.slice(0, draft.text.indexOf(draft.id) + 10),
        seeded: 'broken',
      });
    } else if (drawn < copies + conflicts + broken + overlaps && call.lasted >= 60) {
      const again = { ...call, at: at + random.between(1, 30), transactionId: uuid(random) };
      behind.push({ ...benchRecord(again, form), seeded: 'overlap' });
    }
  }
  return [...drafts, ...behind];
};

const legsOfDay = (
  random: Random,
  connector: BenchConnector,
  midnight: number,
  transactions: number,
  { orphans = 0 }: Shares,
): readonly Draft[] =>
  startsOfDay(random, midnight, transactions).flatMap((at) =>
    legsAt(random, connector, at, random.chance(orphans)),
  );

/** No call starts in the last minute of a day, so that related records are on the same day. */
const lastStart = 86_339;

/** Most people call by day: two hours are drawn, and the one nearer to noon is used. */
const startsOfDay = (random: Random, midnight: number, count: number): readonly number[] =>
  Array.from({ length: count }, () => {
    const [a, b] = [random.between(0, lastStart), random.between(0, lastStart)];
    return midnight + (Math.abs(a - 43_200) < Math.abs(b - 43_200) ? a : b);
  }).sort((a, b) => a - b);

/**
 * Packs drafts into objects. The object keys are in the order of the drafts or, with one draft in each, in the order of their
 * starts.
 */
const inObjects = function* (
  kind: RecordKind,
  { id: owner }: BenchConnector,
  midnight: number,
  drafts: readonly Draft[],
  recordsPerObject: number,
): Generator<GeneratedObject> {
  for (let i = 0; i * recordsPerObject < drafts.length; i++) {
    const some = drafts.slice(i * recordsPerObject, (i + 1) * recordsPerObject);
    const [first] = some;
    if (!first) return;
    const at = new Date(recordsPerObject > 1 ? midnight * 1000 + i : writtenAs(first, midnight));
    // The legs of one transaction differ in the field that holds AWS's call id.
    const callId = kind === 'sip-media-application' ? { callId: String(i) } : {};
    const key = objectKey({ kind, owner, at, transactionId: first.id, ...callId });
    const seeded = some.flatMap((draft, position) =>
      draft.seeded ? [{ kind: draft.seeded, key, position }] : [],
    );
    yield { key, documents: some.map(({ text }) => text), seeded };
  }
};

/** The time in a record's key, in milliseconds. A repeated record has the last time of the day, so that it is read later. */
const writtenAs = ({ at, seeded }: Draft, midnight: number): number =>
  seeded === undefined || seeded === 'broken' || seeded === 'orphan-leg'
    ? at * 1000
    : (midnight + 86_399) * 1000 + 999;
