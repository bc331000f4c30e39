import { GlueClient } from '@aws-sdk/client-glue';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PricingClient } from '@aws-sdk/client-pricing';
import { cdrRater } from '@dialplane/apps/cdr-rater';
import { priceLoader, type PriceSourceName } from '@dialplane/apps/price-loader';
import { glueEngine, lambdaEngine, pricesFor } from '@dialplane/apps/price-loader/testing';
import { epochSeconds } from '@dialplane/basics';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { objectKey } from '@dialplane/cdr';
import { s3Objects } from '@dialplane/object-store';
import { startS3 } from '@dialplane/object-store/testing';
import { callAt } from '@dialplane/rating/testing';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { servePrices } from '../../local-aws/price-server';
import { madeEnvironment, type PythonEnvironment } from '../../local-aws/python-environment';
import { iamRequests, region, toLearnThatItIsMissing } from '../iam-requests';
import { quiet } from './quiet';
import { withAnswers, type Recorder } from '../record-requests';

const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
const [records, results] = ['records', 'monthly-results'] as const;
const now = () => epochSeconds(new Date('2020-07-02T00:00:00Z'));
const at = new Date('2020-06-14T12:00:00Z');

/** A call of June in each folder of records. */
const calls = {
  ...callAt('2020-06-10T12:00:00Z', 'first'),
  ...callAt('2020-06-12T12:00:00Z', 'priceless', { UsageType: 'USE1-US-XX-outbound-minutes' }),
  ...Object.fromEntries(
    (['business-calling', 'sip-media-application', 'streaming'] as const).map((kind) => [
      objectKey({ kind, owner: 'owner', at, transactionId: kind }),
      '{}',
    ]),
  ),
};

/**
 * Runs the price loader and the rater of a monthly run on a stand-in for S3: with bulk prices and with those of the Price List
 * API, on Lambda and on Glue, twice for a window, over the limits, and with an upload that breaks off.
 */
export const ratingScenarios = async (recorder: Recorder) => {
  const s3 = await startS3();
  const prices = await servePrices(join(__dirname, '../../../libs/pricing/golden/prices/tiered'));
  try {
    const bucket = (name: string, prefix = '') =>
      s3Objects({ client: s3.client, bucket: name, prefix, partBytes: 2 ** 20 });
    for (const [key, text] of Object.entries(calls)) await bucket(records).write(key, text);
    recorder.watch(s3.client);

    const lambda = recorder.watch(withAnswers(new LambdaClient({ region, credentials }), () => ({})));
    const glue = recorder.watch(withAnswers(new GlueClient({ region, credentials }), () => ({})));
    const pricing = recorder.watch(
      withAnswers(new PricingClient({ region, credentials }), (command, { ServiceCode }) =>
        command === 'ListPriceLists'
          ? { PriceLists: ServiceCode === offer ? [{ PriceListArn: priceList }] : [] }
          : { Url: `${prices.url}/offers/v1.0/aws/${offer}/${version}/index.json` },
      ),
    );
    const load = (app: string, source: PriceSourceName, objects: number, unrated: number, runId: string) =>
      recorder.as(app, () =>
        priceLoader({
          records: bucket(records),
          results: bucket(results),
          rated: bucket(results, 'rated/'),
          pricesFor: pricesFor({
            source,
            origin: prices.url,
            client: () => pricing,
            currency: 'USD',
            lookBackDays: 3,
            store: bucket(results),
            now,
          }),
          engines: {
            lambda: lambdaEngine(lambda, 'monthly-cdr-rater'),
            glue: glueEngine(glue, 'monthly-cdr-glue-job', { records, results }),
          },
          glueAbove: { objects, bytes: Infinity },
          frequency: 'Monthly',
          zone: 'UTC',
          currency: 'USD',
          patience: { lagSeconds: 10_800, lookBackDays: 3, lookAheadDays: 0 },
          arrivals: 'unknown',
          allowEmpty: false,
          limits: { unrated, rejected: 1 },
          numbers: 'plain',
          now,
          newRunId: () => runId,
          log: quiet,
        })({ year: '2020', month: '6', day: '30', job_frequency: 'Monthly' }),
      );
    const rate = ({ plan }: { readonly plan: string }) =>
      recorder.as('monthly-cdr-rater', () =>
        cdrRater({
          records: bucket(records),
          plans: bucket(results),
          results: bucket(results, 'rated/'),
          address: `s3://${results}/rated`,
          folder: join(folderWith(), 'work'),
          threads: 0, // a thread loads compiled code, which a test of sources does not have
          now,
          log: quiet,
        })({ plan }),
      );
    const published = async (answer: Awaited<ReturnType<typeof load>>) => {
      if (!(await rate(answer)).published) throw new Error('Cannot record the rater: it published nothing');
    };

    const onGlue = await load('monthly-price-loader', 'bulk', 0, 1, 'on-glue');
    await published(await load('monthly-price-loader', 'bulk', 100, 1, 'one'));
    await published(await load('monthly-price-loader', 'bulk', 100, 1, 'two'));
    await rate(await load('monthly-price-loader', 'bulk', 100, 0, 'over-the-limits'));
    // A result that is uploaded in parts takes long to rate, so the upload alone is recorded.
    const large = join(folderWith({ 'rated.csv': 'x'.repeat(3 * 2 ** 20) }), 'rated.csv');
    s3.state.mishap = ({ what }) => (what === 'PART' ? { status: 403, code: 'AccessDenied' } : undefined);
    await recorder
      .as('monthly-cdr-rater', () => bucket(results, 'rated/').writeFile('june/rated.csv', large))
      .catch(() => {}); // it breaks off
    if (environment.ok) await glueJobCalls(recorder, environment.value, s3.endpoint, onGlue.plan);
    s3.state.mishap = () => undefined;
    for (const objects of [0, 100])
      await load(
        'monthly-price-loader with the Price List API',
        'api',
        objects,
        1,
        `other-prices-${objects}`,
      );
  } finally {
    await s3.stop();
    await prices.stop();
    removeFolders();
  }
};

/** The emulators' Python environment, which has the SDK that the job uses. */
export const environment = madeEnvironment(join(__dirname, '../../../.local-aws'));

/** Records the calls to S3 of the Glue job's own code, without Spark. */
const glueJobCalls = async (
  recorder: Recorder,
  { folder }: PythonEnvironment,
  endpoint: string,
  plan: string,
): Promise<void> => {
  const { stdout } = await promisify(execFile)(join(folder, 'bin/python'), [
    join(__dirname, 'glue_job_calls.py'),
    join(__dirname, '../../../apps/cdr-glue-job/src'),
    ...[endpoint, plan, records, results],
    ...Object.keys(calls).map((key) => key.slice(0, key.lastIndexOf('/') + 1)),
  ]);
  for (const line of stdout.trim().split('\n')) {
    const { command, input, missing } = JSON.parse(line);
    const requests = missing
      ? toLearnThatItIsMissing({ Bucket: missing })
      : iamRequests('S3', command, input);
    for (const request of requests) recorder.note('monthly-cdr-glue-job', request);
  }
};

const [offer, version] = ['AmazonChimeVoiceConnector', '20200215000000'] as const;
const priceList = `arn:aws:pricing:::price-list/aws/${offer}/USD/${version}/us-east-1`;
