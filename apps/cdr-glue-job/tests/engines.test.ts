import { compareEngines } from './compare';
import { describeOnSpark } from './describe-on-spark';

// `npm run bench:engines` compares 100,000. Most of the time of a run on Spark is its start.
const documents = 6_000;

describeOnSpark('both engines', () => {
  it('write the same bytes of every file for any records', async () => {
    const comparisons = await compareEngines(documents, 20_200_229);

    for (const { same, reports } of comparisons) {
      expect(Object.keys(same)).toHaveLength(13);
      expect(Object.entries(same).filter(([, isSame]) => !isSame)).toEqual([]);
      expect(reports[1]).toEqual(reports[0]);
    }
  }, 300_000);
});
