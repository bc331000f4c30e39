import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';

let bundle: LambdaBundle;

beforeAll(async () => {
  bundle = await bundleLambda('cdr-rater');
}, 60_000);

afterAll(() => bundle.remove());

it('is at most 200 KB, gzipped', () => {
  expect(bundle.gzipBytes).toBeLessThanOrEqual(200 * 1024);
});

it('has its thread beside it', () => {
  expect(bundle.parts).toContain('libs/rating/src/engine/run-rater-thread.ts');
});

it.each(['libphonenumber-js', 'client-pricing', 'client-glue', 'credential-provider-node'])(
  'has nothing of %s in it',
  (library) => {
    expect(bundle.parts.filter((file) => file.includes(`/${library}/`))).toEqual([]);
  },
);

it('says which settings are missing', async () => {
  await expect(bundle.load({})).rejects.toThrow(
    'Cannot start the app: RECORDS_BUCKET is missing; RESULTS_BUCKET is missing',
  );
});
