import { createHash } from 'node:crypto';
import type { PriceSource } from '../src/sources/price-source';

/** The contract of every source of price lists. Run it against each one. */
export const priceSourceContract = (
  name: string,
  sourceOf: (files: Readonly<Record<string, string>>) => Promise<PriceSource>,
) =>
  describe(`${name} keeps the price source contract`, () => {
    const path = '/offers/v1.0/aws/AmazonChime/20200201000000/index.json';
    const text = '{"offerCode":"AmazonChime","disclaimer":"é\\n"}\n';

    it('gives the complete file, with its hash and when it was read', async () => {
      const file = await (await sourceOf({ [path]: text })).read(path);

      expect(file?.text).toBe(text);
      expect(file?.sha256).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      expect(Math.abs((file?.readAt ?? 0) - Date.now() / 1000)).toBeLessThan(60);
      expect(file).not.toHaveProperty('staleBecause');
    });

    it('gives the same again', async () => {
      const source = await sourceOf({ [path]: text });
      const first = await source.read(path);

      expect(await source.read(path)).toMatchObject({ text, sha256: first?.sha256 });
    });

    it('has nothing where there is no file', async () => {
      const source = await sourceOf({ [path]: text });

      expect(await source.read('/offers/v1.0/aws/AmazonChime/index.json')).toBeUndefined();
      expect(
        await source.read('/offers/v1.0/aws/AmazonChime/20200201000000/index.json/more'),
      ).toBeUndefined();
    });

    it.each([
      '/../secret',
      '/offers/../../secret',
      'offers/index.json',
      '/offers/./x',
      '//host/x',
      '/a?b',
      '',
    ])('does not follow "%s", which is no path of a price list', async (wrong) => {
      await expect((await sourceOf({})).read(wrong)).rejects.toThrow(RangeError);
    });

    it('gives the file to many who ask at once', async () => {
      const source = await sourceOf({ [path]: text });
      const all = await Promise.all(Array.from({ length: 20 }, () => source.read(path)));

      expect(all.map((file) => file?.text)).toEqual(Array.from({ length: 20 }, () => text));
    });
  });
