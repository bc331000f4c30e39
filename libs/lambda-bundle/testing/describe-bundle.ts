import { bundleLambda, type LambdaBundle } from '../src/index';

/** What the bundle of an app must hold. */
export type BundleLimits = {
  /** The most kilobytes, gzipped. */
  readonly kilobytes: number;
  /** Packages that must not be in it. @default none */
  readonly without?: readonly string[];
  /** What the error says if there are no settings. */
  readonly missing: string;
};

/**
 * Bundles an app as it is deployed, and tests its size, what is not in it, and that it names its missing settings.
 *
 * @returns the bundle, once tests run
 */
export const describeBundle = (app: string, { kilobytes, without = [], missing }: BundleLimits) => {
  let bundle: LambdaBundle;

  beforeAll(async () => {
    bundle = await bundleLambda(app);
  }, 60_000);

  afterAll(() => bundle.remove());

  it(`is at most ${kilobytes} KB, gzipped`, () => {
    expect(bundle.gzipBytes).toBeLessThanOrEqual(kilobytes * 1024);
  });

  if (without.length > 0)
    it.each(without)('contains nothing of %s', (library) => {
      expect(bundle.parts.filter((file) => file.includes(`/${library}/`))).toEqual([]);
    });

  it('does not start without settings, and names those that are missing', async () => {
    await expect(bundle.load({})).rejects.toThrow(`Cannot start the app: ${missing}`);
  });

  return () => bundle;
};
