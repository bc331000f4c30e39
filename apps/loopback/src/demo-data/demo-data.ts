import { directoryRecords, type RecordStore, virtualTime, type VirtualTime } from '@dialplane/phone-network';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { RatingRuns } from '../console/rating-runs';
import type { LoopbackFiles } from '../loopback-files';
import { platform, type Platform } from '../platform';
import { demoPool, type RollingDnis } from '../rolling-dnis';
import { memoryStores, type Stores } from '../stores';
import { demoCalls, demoDials, demoForwards, demoPhones, demoTransfers } from './demo-calls';

/** The folder of the demo's price lists. */
export const demoPrices = join(__dirname, '../../demo-prices');

const day = 86_400_000;

/** How many days of calls a new folder gets. */
const daysOfCalls = 3;

export type DemoDataOptions = {
  /** Where the forwards are kept. */
  readonly stores: Pick<Stores, 'forwards'>;
  readonly files: LoopbackFiles;
  readonly records: RecordStore;
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/**
 * Fills a new folder: forwards, and three days of calls of every system with their records. The calls are placed in virtual time
 * through the real handlers, so their ladders, reasons and records are real ones.
 */
export const demoData = async ({ stores, files, records, folder, now }: DemoDataOptions): Promise<void> => {
  const today = now - (now % day);
  const past = memoryStores(); // the reservations of past calls are over
  const time = virtualTime(today - daysOfCalls * day);
  const parts = await platform({
    time,
    stores: past,
    records,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    newId: () => randomUUID(),
    defaultBehaviour: () => ({ kind: 'answers', afterSeconds: 3 }),
    hasDialtone: true,
    agent: { answersAfterSeconds: 5, hangsUpAfterSeconds: 90 },
    ...files.platformOptions(),
  });
  for (const [number, behaviour] of Object.entries(demoPhones)) parts.network.addPhone(number, behaviour);
  for (const [number, forward] of Object.entries(demoForwards)) await putForward(parts, number, forward);
  for (let before = daysOfCalls; before >= 1; before -= 1) placeDay(parts, time, today - before * day);
  await time.run(now - 60_000);
  writeDamagedRecord(folder, today - day);
  for (const { version: _version, ...forward } of (await past.forwards.list()).forwards)
    await stores.forwards.put(forward, 'new');
};

const putForward = async ({ api }: Platform, number: string, forward: object): Promise<void> => {
  const answer = await api.request(`/forwards/${number}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'if-none-match': '*' },
    body: JSON.stringify(forward),
  });
  if (!answer.ok && answer.status !== 412)
    throw new Error(`Cannot add the demo forward of ${number}: ${await answer.text()}`);
};

/** Schedules the calls of one day, and a sweep every quarter of an hour while there are calls. */
const placeDay = (
  { network, dnis, dialtone, poolHistory }: Platform,
  time: VirtualTime,
  start: number,
): void => {
  const at = (hour: number, work: () => void | Promise<void>): void =>
    void time.after(start + hour * 3_600_000 - time.now(), work);
  for (const { hour, ...dialling } of demoCalls) at(hour, () => void network.dial(dialling));
  for (const { hour, from, account } of demoTransfers)
    at(hour, () => {
      network.dial({
        from,
        to: dnis.legacyNumber,
        keys: [{ afterSeconds: 5, digits: account }],
        hangsUpAfterSeconds: 120,
      });
    });
  for (const { hour, ...call } of demoDials) at(hour, () => void dialtone?.dial(call));
  // A transfer whose call never arrives, and a stranger who dials the number afterwards.
  at(18.4, async () => {
    const number = await checkOut(dnis, '+14155550165', {});
    time.after(200_000, async () => {
      await dnis.sweep();
      network.dial({ from: '+14155550166', to: number, hangsUpAfterSeconds: 20 });
    });
  });
  for (let hour = 15; hour < 21; hour += 0.25)
    at(hour, async () => {
      await dnis.sweep();
      await poolHistory.sample();
    });
};

/** Reserves a number as a legacy platform does. @returns the number */
const checkOut = async (
  { api }: RollingDnis,
  caller: string,
  context: Readonly<Record<string, string>>,
): Promise<string> => {
  const answer = await api.request(`/pools/${demoPool.name}/reservations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ caller, context }),
  });
  return ((await answer.json()) as { readonly number?: string }).number ?? '';
};

/** Reserves numbers now, so that the pool has reservations to look at. */
export const demoReservations = async (dnis: RollingDnis): Promise<void> => {
  await checkOut(dnis, '+14155550167', { fname: 'Grace', accountnum: '90210' });
  await checkOut(dnis, '+14155550168', { fname: 'Ada', accountnum: '40711' });
};

/** A record that was cut off: rating rejects it, with the reason. */
const writeDamagedRecord = (folder: string, at: number): void => {
  const [date = ''] = new Date(at + 43_200_000).toISOString().split('T');
  const key = `Amazon-Chime-SMADRs/json/damaged-example/${date.replaceAll('-', '/')}/12.00.00.000_damaged`;
  void directoryRecords(join(folder, 'records')).write(key, '{"SchemaVersion":"2.0","AwsAccountId":"1111');
};

/** Rates the days of the demo calls. */
export const rateDemoDays = async (rating: RatingRuns, now: number): Promise<void> => {
  const dayBefore = (days: number): string => new Date(now - days * day).toISOString().slice(0, 10);
  await rating.backFill(dayBefore(daysOfCalls), dayBefore(1))?.over;
};
