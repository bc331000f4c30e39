import { deepStrictEqual } from 'node:assert';
import { scheduledTime } from '@dialplane/constructs';
import { callOfToday, type UploadedRecord } from './calls-of-today';
import type { LocalAccount } from './local-account';
import { awaited, type LocalRating } from './local-rating';
import type { Use } from './rehearse';

/** A deployed rating run. */
export type RatingDeployment = {
  readonly account: LocalAccount;
  readonly rating: LocalRating;
  readonly records: string;
  readonly results: string;
  readonly loader: string;
  readonly rater: string;
  readonly job: string;
  readonly failures: string;
  /** Today's calls with a price, and one without. */
  readonly priced: readonly UploadedRecord[];
  readonly unpriced: UploadedRecord;
};

/** At the prices of docs/guides/cdr-rating: 30 s at 0.0040 USD per minute, and 6 s at 0.0022. */
const cost = '0.0022200000';

/** Calls of today, because an uploaded object's arrival time is now: older calls would count as late. */
export const callsOfToday = (): Pick<RatingDeployment, 'priced' | 'unpriced'> => ({
  priced: [callOfToday('USE1-US-US-outbound-minutes', 30), callOfToday('USE1-US-inbound-minutes', 6)],
  unpriced: callOfToday('USE1-US-PA-outbound-minutes', 60),
});

/** What people and schedules do with rating, in order. */
export const ratingUses: readonly Use<RatingDeployment>[] = [
  [
    'a window with an unpriced call is refused',
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
    "without that call, the AWS sample's event rates it exactly",
    async (deployment) => {
      const { rating, records, unpriced, results } = deployment;
      await rating.remove(records, unpriced.key);
      const { runId, files } = await ratedBy(deployment, await asked(deployment));
      const report = JSON.parse((await rating.read(results, fileOf(files, 'report.json'))) ?? '');
      deepStrictEqual([report.runId, report.cost.amount, report.counts.rated], [runId, cost, 2]);
    },
  ],
  [
    'the table lists the files of the published run',
    async (deployment) => {
      const { rating, results } = deployment;
      const answer = await asked(deployment); // again, which replaces the previous run
      const { files } = await ratedBy(deployment, answer);
      const list = await rating.read(results, `rated/athena/window=${answer.window}/files.txt`);
      deepStrictEqual(list?.trim().split('\n'), [`s3://${results}/${fileOf(files, 'rated.csv')}`]);
    },
  ],
  [
    'the event of the schedule means the month before its time, however late it arrives',
    async ({ account, rating, loader }) => {
      const event = await rating.scheduledEvent(loader.replace(/price-loader$/, 'schedule'));
      const sent = event.replace(scheduledTime, '2020-03-01T03:10:00Z');
      const { window } = (await account.invoke(loader, JSON.parse(sent))) as Answer;
      deepStrictEqual(window, '2020-02-29-Monthly');
    },
  ],
  [
    'above its limits it starts the Glue job with the plan',
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
    'the code of the job is where Glue looks for it',
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
    'a failed event is in the queue',
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

/** Rates today, by the event of the AWS sample. */
const asked = async ({ account, loader }: RatingDeployment): Promise<Answer> => {
  const [year, month, day] = new Date(Date.now() - 60_000).toISOString().slice(0, 10).split('-');
  return (await account.invoke(loader, { year, month, day, job_frequency: 'Daily' })) as Answer;
};

type Published = { readonly runId: string; readonly files: readonly { readonly path: string }[] };

/** Waits until the run is published. */
const ratedBy = ({ rating, results }: RatingDeployment, { window, runId }: Answer): Promise<Published> =>
  awaited(`the run ${runId} to be published`, async () => {
    const text = await rating.read(results, `rated/${window}.json`);
    const manifest = text === undefined ? undefined : (JSON.parse(text) as Published);
    return manifest?.runId === runId ? manifest : undefined;
  });

const fileOf = (files: Published['files'], name: string): string =>
  `rated/${files.find(({ path }) => path.endsWith(`/${name}`))?.path}`;
