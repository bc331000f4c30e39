import { printFigure } from './print-figure';
import { inFolder, jobOn, ours } from './bench-rating';
import { buildCompetitors, runCompetitor } from './competitors';
import { writeTraffic } from './write-traffic';

const limit = 256;

/** The most memory that a run uses, measured with ten times the records of the bench by default. */
export const benchMemory = async (records = 5_000_000): Promise<void> => {
  await buildCompetitors();
  await inFolder(async (folder) => {
    const written = writeTraffic(folder, { seed: 9, records, recordsPerObject: 50_000 });
    const { seconds, megabytes } = await runCompetitor('ours', jobOn(folder, written, ours));
    printFigure(
      `rating ${records} records`,
      `${(records / seconds / 1000).toFixed(0)} thousand/s`,
      `${seconds.toFixed(0)} s`,
    );
    printFigure('  peak memory', `${megabytes.toFixed(0)} MB`, `target <= ${limit} MB`);
    if (megabytes > limit)
      throw new Error(`Cannot stay within ${limit} MB: expected less than ${megabytes.toFixed(0)}`);
  });
};
