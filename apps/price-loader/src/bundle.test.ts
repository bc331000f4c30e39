import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';

let bundle: LambdaBundle;

beforeAll(async () => {
  bundle = await bundleLambda('price-loader');
}, 60_000);

afterAll(() => bundle.remove());

it('is at most 180 KB, gzipped, of which csv-parse is 7 KB', () => {
  expect(bundle.gzipBytes).toBeLessThanOrEqual(180 * 1024);
});

it.each(['libphonenumber-js', 'credential-provider-node', 'hyparquet-writer'])(
  'has nothing of %s in it',
  (library) => {
    expect(bundle.parts.filter((file) => file.includes(`/${library}/`))).toEqual([]);
  },
);

it('says which settings are missing', async () => {
  await expect(bundle.load({})).rejects.toThrow(
    'Cannot start the app: RECORDS_BUCKET is missing; RESULTS_BUCKET is missing; FREQUENCY is missing',
  );
});
