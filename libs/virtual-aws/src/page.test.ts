import fc from 'fast-check';
import { pager } from './page';

const pageOf = pager((message) => new Error(message));

const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 40 });

/** Every page of a list that may change between two of them. */
const pagesOf = (listAt: (page: number) => readonly string[], MaxResults: number): string[][] => {
  const pages: string[][] = [];
  for (let NextToken: string | undefined; ;) {
    const { page, ...next } = pageOf(listAt(pages.length), (key) => key, { MaxResults, NextToken });
    pages.push([...page]);
    NextToken = next.NextToken;
    if (!NextToken) return pages;
  }
};

it('has pages that add up to the list, each once, and none of them too long', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 10 }), (list, size) => {
      const pages = pagesOf(() => list, size);
      expect(pages.flat()).toEqual([...list].sort((a, b) => (a < b ? -1 : 1)));
      expect(pages.every((page) => page.length <= size)).toBe(true);
      expect(pages.length).toBe(Math.max(1, Math.ceil(list.length / size)));
    }),
  );
});

it('shows each item that stays exactly once, while others come and go', () => {
  fc.assert(
    fc.property(
      keys,
      fc.infiniteStream(fc.uniqueArray(fc.string({ minLength: 5, maxLength: 6 }), { maxLength: 5 })),
      fc.integer({ min: 1, max: 10 }),
      (staying, passing, size) => {
        const lists: (readonly string[])[] = [];
        const listAt = (page: number) => (lists[page] ??= [...staying, ...(passing.next().value ?? [])]);

        const shown = pagesOf(listAt, size).flat();

        for (const key of staying) expect(shown.filter((it) => it === key)).toHaveLength(1);
      },
    ),
  );
});

it('refuses a token that it did not give', () => {
  expect(() => pageOf([], String, { NextToken: 'aGVsbG8' })).toThrow(/Cannot continue from the token/);
});
