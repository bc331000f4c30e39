import { directoryRecords, virtualTime } from '@dialplane/phone-network';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ratingRuns } from '../src/console/rating-runs';
import { platform } from '../src/platform';
import { server } from '../src/server';
import { memoryStores } from '../src/stores';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Loopback in virtual time with its records in a folder of its own, and a function that sends it requests. */
export const consoleUnderTest = async (
  origins: readonly string[] = [],
  {
    hasDialtone = false,
    page = undefined as string | undefined,
    info = (_message: string, _fields?: object): void => undefined,
  } = {},
) => {
  const time = virtualTime(Date.UTC(2026, 0, 5, 17)); // a Monday, 9 o'clock in Los Angeles
  const folder = mkdtempSync(join(tmpdir(), 'console-api-'));
  const parts = await platform({
    time,
    stores: memoryStores(),
    records: directoryRecords(join(folder, 'records')),
    log: silent,
    hasDialtone,
    defaultBehaviour: () => ({ kind: 'answers', afterSeconds: 2 }),
  });
  const rating = ratingRuns({
    records: join(folder, 'records'),
    prices: join(__dirname, '../demo-prices'),
    out: join(folder, 'rated'),
    now: parts.control.now,
    events: parts.events,
  });
  const app = server({
    ...parts,
    rating,
    origins,
    log: { ...silent, info },
    ...(page !== undefined && { page }),
  });
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(`http://localhost${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type');
    return {
      status: response.status,
      type,
      text,
      json: type?.includes('json') ? JSON.parse(text) : undefined,
      headers: response.headers,
    };
  };
  return { ask, app, time, folder, rating, silent, ...parts };
};

export type ConsoleUnderTest = Awaited<ReturnType<typeof consoleUnderTest>>;
