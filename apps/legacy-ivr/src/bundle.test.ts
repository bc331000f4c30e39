import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';

let bundle: LambdaBundle;

beforeAll(async () => {
  bundle = await bundleLambda('legacy-ivr');
}, 60_000);

afterAll(() => bundle.remove());

it('is at most 80 KB, gzipped', () => {
  expect(bundle.gzipBytes).toBeLessThanOrEqual(80 * 1024);
});

it.each(['luxon', 'hono', 'credential-provider-node'])('contains nothing of %s', (library) => {
  expect(bundle.parts.filter((file) => file.includes(`/${library}/`))).toEqual([]);
});

it('says which settings are missing', async () => {
  await expect(bundle.load({})).rejects.toThrow('Cannot start the app: DNIS_API_FUNCTION is missing; POOL');
});
