import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, inFolder, jobOn } from './bench-rating';
import { buildCompetitors, runCompetitor } from './competitors';
import type { Timed } from './job';
import { printFigure } from './print-figure';
import type { Form } from './traffic';
import { writeTraffic } from './write-traffic';

/** Forms of records that need more work than usual ones. */
const unusual: readonly Form[] = ['odd', 'quoted', 'business-calling', 'unrated', 'tiers'];

const ours: Entry = { name: 'ours', program: 'ours', how: 'with faults' };
const naive: Entry = { name: 'naive Node', program: 'naive', how: 'our columns' };

/**
 * Rates records that are not usual, and compares the CPU time of a record with that of a usual record and with the naive
 * pipeline. The naive pipeline rates the records with odd spellings, since it has no tiers and needs prices.
 *
 * The time of a run with a tenth of the records, of the program's usual form, is subtracted, so that starting does not count.
 */
export const benchUnusual = async (records = 300_000): Promise<void> => {
  await buildCompetitors();
  const few = Math.ceil(records / 10);
  const [start, naiveStart] = [await cpuSeconds('usual', ours, few), await cpuSeconds('odd', naive, few)];
  const microseconds = async (form: Form, entry: Entry): Promise<number> => {
    const more = (await cpuSeconds(form, entry, records)) - (entry === ours ? start : naiveStart);
    return (Math.max(0, more) / (records - few)) * 1e6;
  };
  printFigure('rating, records that are not usual', `${records} records`, 'CPU time for each further record');
  const usual = await microseconds('usual', ours);
  printFigure('  usual', `${usual.toFixed(1)} µs`, '');
  for (const form of unusual) {
    const time = await microseconds(form, ours);
    printFigure(
      `  ${form}`,
      `${time.toFixed(1)} µs, ${(time / usual).toFixed(1)}x a usual one`,
      'target <= 6x',
    );
    if (form !== 'odd') continue;
    const simple = await microseconds(form, naive);
    printFigure(
      '  odd, naive Node',
      `${simple.toFixed(1)} µs`,
      `${(simple / time).toFixed(1)}x ours; target >= 1`,
    );
  }
};

/** The CPU time of a run: the least of two rounds, or of one if there are only few records. */
const cpuSeconds = (form: Form, entry: Entry, records: number): Promise<number> =>
  inFolder(async (folder) => {
    const written = writeTraffic(folder, { seed: 7, records, recordsPerObject: 10_000, form });
    let least = Infinity;
    for (let round = 0; round < (records < 10_000 ? 1 : 2); round += 1) {
      rmSync(join(folder, 'out'), { recursive: true, force: true });
      const timed: Timed = await runCompetitor(entry.program, jobOn(folder, written, entry));
      least = Math.min(least, timed.cpuSeconds);
    }
    return least;
  });
