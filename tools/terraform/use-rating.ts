import { deepStrictEqual } from 'node:assert';
import { callOfToday, type UploadedRecord } from './calls-of-today';
import type { LocalAccount } from './local-account';
import { awaited, type LocalRating } from './local-rating';
import type { Use } from './rehearse';

/** What a deployed run of rating is used with. */
export type RatingDeployment = {
  readonly account: LocalAccount;
  readonly rating: LocalRating;
  readonly records: string;
  readonly results: string;
  readonly loader: string;
  readonly rater: string;
  readonly job: string;
  readonly failures: string;
  /** The calls of today that have a price, and one that has none. */
  readonly priced: readonly UploadedRecord[];
  readonly unpriced: UploadedRecord;
};

/** By the prices of docs/guides/cdr-rating: 30 s at 0.0040 a minute, and 6 s at 0.0022. */
const cost = '0.0022200000';

/** Calls of today. They are rated before the day is over: what a copy of old records has as its time is when it was copied. */
export const callsOfToday = (): Pick<RatingDeployment, 'priced' | 'unpriced'> => ({
  priced: [callOfToday('USE1-US-US-outbound-minutes', 30), callOfToday('USE1-US-inbound-minutes', 6)],
  unpriced: callOfToday('USE1-US-PA-outbound-minutes', 60),
});

/** What people and clocks do with rating, in order: each goes on from what the one before has left. */
export const ratingUses: readonly Use<RatingDeployment>[] = [
  [
    'a window with a call that has no price is refused',
    async (deployment) => {
      const { rating, records, priced, unpriced, rater, results } = deployment;
      for (const { key, text } of [...priced, unpriced]) await rating.put(records, key, text);
      const { engine, window } = await asked(deployment);
      deepStrictEqual(engine, 'lambda');
      await awaited('a refusal in the log', async () =>
        (await rating.logged(rater, 'Refused to publish a window')) > 0 ? true : undefined,
      );
      deepStrictEqual(await rating.read(results, `rated/${window}.json`), undefined);
    },
  ],
  [
    "without that call it is rated by the sample's event, to the last digit",
    async (deployment) => {
      const { rating, records, unpriced, results } = deployment;
      await rating.remove(records, unpriced.key);
      const { runId, files } = await ratedBy(deployment, await asked(deployment));
      const report = JSON.parse((await rating.read(results, fileOf(files, 'report.json'))) ?? '');
      deepStrictEqual([report.runId, report.cost.amount, report.counts.rated], [runId, cost, 2]);
    },
  ],
  [
    'the table finds the files of the run that stands',
    async (deployment) => {
      const { rating, results } = deployment;
      const answer = await asked(deployment); // again: it replaces the run before
      const { files } = await ratedBy(deployment, answer);
      const list = await rating.read(results, `rated/athena/window=${answer.window}/files.txt`);
      deepStrictEqual(list?.trim().split('\n'), [`s3://${results}/${fileOf(files, 'rated.csv')}`]);
    },
  ],
  [
    'above its limits the Glue job is started, with the plan',
    async (deployment) => {
      const { account, rating, loader, job, records, results } = deployment;
      await account.change(loader, { GLUE_ABOVE_OBJECTS: '0' });
      const { engine, plan } = await asked(deployment);
      const [run = {}] = await rating.runsOf(job);
      deepStrictEqual(engine, 'glue');
      deepStrictEqual(
        [run['--plan'], run['--cdrs'], run['--out']],
        [`s3://${results}/${plan}`, `s3://${records}`, `s3://${results}/rated`],
      );
    },
  ],
  [
    'the code of the job lies where Glue looks for it',
    async ({ rating, job, results }) => {
      const [run = {}] = await rating.runsOf(job);
      const keys = await rating.keys(results, 'glue/');
      deepStrictEqual(
        keys.map((key) => key.split('/').at(-1)),
        ['main.py', 'packages.zip'],
      );
      deepStrictEqual(run['--extra-py-files'], `s3://${results}/${keys[1]}`);
    },
  ],
  [
    'what nobody could do lies in the queue',
    async ({ account, rating, rater, failures }) => {
      await account.handOver(rater, { plan: 'plans/none.json' });
      await awaited('a message in the queue', async () =>
        (await rating.waitingIn(failures)) > 0 ? true : undefined,
      );
    },
  ],
];

type Answer = {
  readonly window: string;
  readonly runId: string;
  readonly engine: string;
  readonly plan: string;
};

/** Asks for today, as the AWS sample's user does. */
const asked = async ({ account, loader }: RatingDeployment): Promise<Answer> => {
  const [year, month, day] = new Date(Date.now() - 60_000).toISOString().slice(0, 10).split('-');
  return (await account.invoke(loader, { year, month, day, job_frequency: 'Daily' })) as Answer;
};

type Published = { readonly runId: string; readonly files: readonly { readonly path: string }[] };

/** Waits until the run of an answer stands. */
const ratedBy = ({ rating, results }: RatingDeployment, { window, runId }: Answer): Promise<Published> =>
  awaited(`the run ${runId} to stand`, async () => {
    const text = await rating.read(results, `rated/${window}.json`);
    const manifest = text === undefined ? undefined : (JSON.parse(text) as Published);
    return manifest?.runId === runId ? manifest : undefined;
  });

const fileOf = (files: Published['files'], name: string): string =>
  `rated/${files.find(({ path }) => path.endsWith(`/${name}`))?.path}`;
