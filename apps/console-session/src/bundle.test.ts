import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';

let bundle: LambdaBundle;

beforeAll(async () => {
  bundle = await bundleLambda('console-session');
}, 60_000);

afterAll(() => bundle.remove());

it('is at most 40 KB, gzipped', () => {
  expect(bundle.gzipBytes).toBeLessThanOrEqual(40 * 1024);
});

it.each(['luxon', 'libphonenumber-js', '@aws-sdk', 'credential-provider-node'])(
  'contains nothing of %s',
  (library) => {
    expect(bundle.parts.filter((file) => file.includes(`/${library}/`))).toEqual([]);
  },
);

it('says which settings are missing', async () => {
  await expect(bundle.load({})).rejects.toThrow('Cannot start the app: CONSOLE_URL is missing; SIGN_IN_URL');
});
