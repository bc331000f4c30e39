import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type Manifest, readPlan, rateDirectory } from '@dialplane/rating';
import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';
import { directoryObjects, type ObjectStore, s3Objects } from '@dialplane/object-store';
import { directoryPrices } from '@dialplane/pricing';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from './emulator';
import { credentials } from './local-aws';
import { ministackProgram } from './programs';
import { madeEnvironment } from './python-environment';

const environment = madeEnvironment(join(__dirname, '../../.local-aws'));
const golden = join(__dirname, '../../libs/pricing/golden/prices/flat');
const june = { year: '2020', month: '6', day: '30', job_frequency: 'Monthly' };

/** What the loader starts, as the SDK's own clients ask for it. */
const asked: { readonly what: string; readonly body: unknown }[] = [];
const running: { stop: () => Promise<void> | void }[] = [];
let loader: LambdaBundle;
let rater: LambdaBundle;
let records: ObjectStore;
let results: ObjectStore;
let settings: Record<string, string>;

const serve = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push({
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const start = async (folder: string) => {
  const scratch = mkdtempSync(join(tmpdir(), 'rating-'));
  running.push({ stop: () => rmSync(scratch, { recursive: true }) });
  const s3: Emulator = await startEmulator(ministackProgram(folder, scratch));
  running.push(s3);
  const prices = await serve((request, response) => {
    readFile(join(golden, request.url ?? '')).then(
      (text) => response.end(text),
      () => response.writeHead(404).end(),
    );
  });
  const engines = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { headers, url } = request;
      const what = [headers['x-amz-target'] ?? url, headers['x-amz-invocation-type'] ?? ''].join(' ').trim();
      asked.push({ what, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(headers['x-amz-target'] ? 200 : 202).end('{}');
    });
  });
  const client = new S3Client({ endpoint: s3.url, region: 'us-east-1', credentials, forcePathStyle: true });
  running.push({ stop: () => client.destroy() });
  for (const Bucket of ['records', 'results']) await client.send(new CreateBucketCommand({ Bucket }));
  records = s3Objects({ client, bucket: 'records' });
  results = s3Objects({ client, bucket: 'results' });
  settings = {
    RECORDS_BUCKET: 'records',
    RESULTS_BUCKET: 'results',
    FREQUENCY: 'Daily',
    RATER_FUNCTION: 'rater',
    GLUE_JOB: 'job',
    GLUE_ABOVE_OBJECTS: '1',
    PRICING_DOMAIN: prices,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_LAMBDA: engines,
    AWS_ENDPOINT_URL_GLUE: engines,
  };
  loader = await bundleLambda('price-loader');
  running.push({ stop: () => loader.remove() });
  rater = await bundleLambda('cdr-rater');
  running.push({ stop: () => rater.remove() });
};

/** A call of one minute through a Voice Connector, from the golden prices' time. */
const call = (transactionId: string): string =>
  JSON.stringify({
    SchemaVersion: '2.0',
    AwsAccountId: '111122223333',
    TransactionId: transactionId,
    CallId: `${transactionId}@203.0.113.9`,
    VoiceConnectorId: 'vc1',
    Status: 'Completed',
    BillableDurationSeconds: 60,
    SourcePhoneNumber: '+12065550100',
    DestinationPhoneNumber: '+12065550101',
    UsageType: 'USE1-US-US-outbound-minutes',
    ServiceCode: 'AmazonChimeVoiceConnector',
    Direction: 'Outbound',
    StartTimeEpochSeconds: 1_591_790_400,
    EndTimeEpochSeconds: 1_591_790_458,
  });

const keyOf = (name: string): string => `Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/10/${name}`;

const textAt = async (key: string) => Buffer.from((await results.read(key)) ?? []).toString();

const suite = environment.ok ? describe : describe.skip;
const title = environment.ok ? '[real: ministack 1.5.33]' : `[real: ministack] skipped: ${environment.error}`;

suite(`rating as it is deployed ${title}`, () => {
  beforeAll(async () => {
    if (environment.ok) await start(environment.value.folder);
  }, 120_000);
  afterAll(async () => {
    for (const one of running.reverse()) await one.stop();
  });

  it('plans a window that is long past, keeps the prices, and starts the function', async () => {
    await records.write(keyOf('12.00.00.000_one'), call('one'));
    const { answer, log } = await loader.ask(june, settings);
    const { plan, runId } = answer as { plan: string; runId: string };

    expect(answer).toMatchObject({ window: '2020-06-30-Monthly', engine: 'lambda', objects: 1 });
    expect(asked).toEqual([{ what: '/2015-03-31/functions/rater/invocations Event', body: { plan } }]);
    expect(JSON.parse(await textAt(plan))).toMatchObject({
      format: 'dialplane-rating-plan/1',
      runId,
      arrivals: 'modified',
    });
    expect(await results.folders('prices/bulk/')).toEqual(['paths', 'texts']);
    expect(log).toEqual([expect.objectContaining({ level: 'info', message: 'Started', runId })]);
  }, 60_000);

  it('starts the job for what is above the limit, and works from kept prices when there are no others', async () => {
    await records.write(keyOf('12.00.00.001_two'), call('two'));
    asked.length = 0;
    const { answer } = await loader.ask(june, { ...settings, PRICING_DOMAIN: 'http://127.0.0.1:9' });

    expect(answer).toMatchObject({ engine: 'glue', objects: 2, staleSince: expect.any(String) });
    expect(asked).toEqual([
      {
        what: 'AWSGlue.StartJobRun',
        body: {
          JobName: 'job',
          Arguments: {
            '--plan': `s3://results/${(answer as { plan: string }).plan}`,
            '--cdrs': 's3://records',
            '--out': 's3://results/rated',
          },
        },
      },
    ]);
  }, 120_000);

  it('rates by a plan what came in time, publishes it, and does nothing when the event comes again', async () => {
    // What lies in the emulator came today: for June 2020 it is too late, so June is rated by when calls were made.
    const { plan } = (await loader.ask(june, settings)).answer as { plan: string };
    await results.write(plan, (await textAt(plan)).replace('"arrivals":"modified"', '"arrivals":"unknown"'));
    const { answer, log } = await rater.ask({ plan }, settings);
    const { runId } = answer as { runId: string };

    expect(answer).toEqual({ window: '2020-06-30-Monthly', runId, published: true });
    expect(log).toEqual([
      expect.objectContaining({ message: 'Rated a window', objects: 2, rated: 2, unrated: 0, late: 0 }),
    ]);
    const rated = `rated/2020-06-30-Monthly/${runId}/rated.csv`;
    expect((await textAt(rated)).split('\r\n')).toHaveLength(4);
    expect(await textAt('rated/athena/window=2020-06-30-Monthly/files.txt')).toBe(`s3://results/${rated}\n`);
    expect(JSON.parse(await textAt('rated/2020-06-30-Monthly.json'))).toMatchObject({ runId });
    expect((await rater.ask({ plan }, settings)).log).toEqual([
      expect.objectContaining({ message: 'The run is published already' }),
    ]);
  }, 60_000);

  it('writes from a bucket the same bytes as from a directory, of many objects and of a large one', async () => {
    const large = Array.from({ length: 30_000 }, (_, i) => call(`large-${i}`)).join('\n');
    await records.write(keyOf('13.00.00.000_large'), large);
    for (let i = 0; i < 300; i += 1)
      await records.write(keyOf(`14.00.00.000_small-${i}`), call(`small-${i % 290}`));
    const { plan } = (await loader.ask(june, settings)).answer as { plan: string };
    await results.write(plan, (await textAt(plan)).replace('"arrivals":"modified"', '"arrivals":"unknown"'));
    const planned = readPlan(await textAt(plan));
    if (!planned.ok) throw new Error(`Cannot read the plan "${plan}"`);
    expect((await rater.ask({ plan }, settings)).answer).toMatchObject({ published: true });

    const [cdrs, out] = [mkdtempSync(join(tmpdir(), 'records-')), mkdtempSync(join(tmpdir(), 'rated-'))];
    for (const path of [cdrs, out]) running.push({ stop: () => rmSync(path, { recursive: true }) });
    const copy = directoryObjects(cdrs);
    for await (const { key } of records.list('')) await copy.write(key, (await records.read(key)) ?? '');
    const { runId, createdAt, window } = planned.value;
    const rated = await rateDirectory({
      cdrs,
      out,
      runId,
      now: createdAt,
      window,
      prices: directoryPrices(golden),
      threads: 0,
    });
    const filesOf = ({ files }: Manifest) =>
      files
        .filter(({ name }) => name.endsWith('.csv') && name !== 'delta.csv')
        .map(({ name, sha256 }) => [name, sha256]);

    const inBucket = JSON.parse(await textAt('rated/2020-06-30-Monthly.json')) as Manifest;
    expect(rated.ok && filesOf(rated.value.manifest)).toEqual(filesOf(inBucket));
    expect(inBucket.files.find(({ name }) => name === 'rated.csv')?.bytes).toBeGreaterThan(5_000_000);
  }, 120_000);
});
