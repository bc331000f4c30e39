import fc from 'fast-check';
import { effectiveSpans } from './effective-spans';

/** The start times of each Region's versions. Each version is in effect until the next one; the last one may be withdrawn. */
const regions = fc.array(
  fc.record({
    begins: fc
      .uniqueArray(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 3 })
      .map((begins) => begins.sort((a, b) => a - b)),
    givenUpAt: fc.option(fc.integer({ min: 50_001, max: 100_000 }), { nil: Infinity }),
  }),
  { maxLength: 3 },
);

it('knows of every second what was in effect', async () => {
  await fc.assert(
    fc.asyncProperty(
      regions,
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 1, max: 50_000 }),
      async (all, from, length) => {
        const inForce = (at: number) =>
          all.flatMap(({ begins, givenUpAt }, region) => {
            const version = begins.findLastIndex((begin) => begin <= at);
            return version < 0 || at >= givenUpAt ? [] : [`${region}/${version}`];
          });
        const to = from + length;
        const cuts = all
          .flatMap(({ begins, givenUpAt }) => [...begins, givenUpAt])
          .filter((cut) => cut > from && cut < to);
        fc.pre(all.every(({ begins: [begin = 0], givenUpAt }) => begin <= from || givenUpAt >= to));
        let looks = 0;
        const look = async (at: number) => {
          looks += 1;
          return inForce(at);
        };
        const spans = await effectiveSpans(look, from, to);

        expect(spans.map((span) => span.from)).toEqual([from, ...spans.slice(0, -1).map((span) => span.to)]);
        expect(spans.at(-1)?.to).toBe(to);
        for (const at of [from, to - 1, ...cuts.flatMap((cut) => [cut - 1, cut])]) {
          const span = spans.find((one) => one.from <= at && at < one.to);
          expect(span?.names).toEqual(inForce(at));
        }
        expect(looks).toBeLessThanOrEqual(2 + cuts.length * 17);
      },
    ),
  );
});

it('does not find a list that begins and ends between two equal look-ups', async () => {
  const spans = await effectiveSpans(async (at) => (at === 10 ? ['brief'] : []), 0, 100);

  expect(spans).toEqual([{ from: 0, to: 100, names: [] }]);
});

it('does not look beyond the end, where a price may change', async () => {
  const looks: number[] = [];
  const spans = await effectiveSpans(
    async (at) => {
      looks.push(at);
      return at < 100 ? ['old'] : ['new'];
    },
    0,
    100,
  );

  expect(spans).toEqual([{ from: 0, to: 100, names: ['old'] }]);
  expect(Math.max(...looks)).toBe(99);
});
