import { epochSeconds } from '@dialplane/basics';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { callAt, rateJune, windowOf } from '@dialplane/rating/testing';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { consoleEvents } from './console-events';
import { ratingRoutes } from './routes/rating';
import { ratingRuns } from './rating-runs';

afterAll(removeFolders);

const window = '2020-06-10-Daily';
const calls = 9_000; // more than fit into one part

/** The records of a day in one object, and the console's view of the results in a folder. */
const rated = async (oneFileUpTo: number) => {
  const call = (i: number) => callAt(new Date(Date.UTC(2020, 5, 10) + i * 1_000).toISOString(), `t${i}`);
  const [key = ''] = Object.keys(call(0));
  const lines = Array.from({ length: calls }, (_, i) => Object.values(call(i))[0]);
  const records = folderWith({ [`${dirname(key)}/all`]: lines.join('\n') });
  const out = folderWith();
  const run = await rateJune({ cdrs: records, out, window: windowOf('2020-06-10/Daily'), oneFileUpTo });
  if (!run.ok) throw new Error(JSON.stringify(run.error.issues));
  const now = () => epochSeconds(new Date('2020-07-02T00:00:00Z'));
  const runs = ratingRuns({ records, prices: '', out, now, events: consoleEvents() });
  return { runs, routes: ratingRoutes(runs), out, files: run.value.manifest.files };
};

let parts: Awaited<ReturnType<typeof rated>>;
beforeAll(async () => {
  parts = await rated(1_000_000);
}, 60_000);

it('shows a result in parts as it shows one file', async () => {
  const whole = await rated(256 << 20);
  const filesOf = async ({ runs }: typeof parts) =>
    (await runs.run(window))?.files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const text = readFileSync(join(whole.out, window, 'one/rated.csv'), 'utf8');

  expect(parts.files.filter(({ name }) => name === 'rated.csv').length).toBeGreaterThan(1);
  const page = { limit: 3, after: calls - 2 };
  expect(await parts.runs.rows(window, 'rated', page)).toMatchObject({
    rows: [{ transaction_id: `t${calls - 2}` }, { transaction_id: `t${calls - 1}` }],
  });
  expect(await parts.runs.rows(window, 'rated', page)).toEqual(await whole.runs.rows(window, 'rated', page));
  expect(await filesOf(parts)).toEqual(await filesOf(whole));
  const downloaded = await parts.routes.request(`/windows/${window}/files/rated.csv`);
  expect(downloaded.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  expect(await downloaded.text()).toBe(text);
}, 60_000);

it('shows a window without its damaged run, and the others', async () => {
  const { runs, out } = await rated(256 << 20);
  rmSync(join(out, window, 'one/report.json'));

  expect(await runs.run(window)).toBeUndefined();
  expect(await runs.windows()).toMatchObject([{ name: window, records: 1 }]);
}, 60_000);

it('knows the cost of a call in any part', async () => {
  await parts.runs.loadCosts();

  expect(parts.runs.costOf('t0')).toMatchObject({ state: 'rated', window });
  expect(parts.runs.costOf(`t${calls - 1}`)).toMatchObject({ state: 'rated', window });
});
