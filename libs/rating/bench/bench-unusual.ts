import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, inFolder, jobOn } from './bench-rating';
import { buildCompetitors, runCompetitor } from './competitors';
import type { Timed } from './job';
import { printFigure } from './print-figure';
import type { Form } from './traffic';
import { writeTraffic } from './write-traffic';

/** Forms of records that do not go through the kernel, or not only. */
const unusual: readonly Form[] = ['odd', 'business-calling', 'unrated', 'tiers'];

const ours: Entry = { name: 'ours', program: 'ours', how: 'with faults' };
const naive: Entry = { name: 'naive Node', program: 'naive', how: 'our columns' };

/**
 * Rates records that the kernel leaves to TypeScript, and compares the CPU time of a record with that of a usual record and with the
 * naive pipeline. The naive pipeline rates the records with odd spellings, since it has no tiers and needs prices.
 *
 * The time of a run with a tenth of the records is subtracted, so that starting the programs does not count.
 */
export const benchUnusual = async (records = 300_000): Promise<void> => {
  await buildCompetitors();
  printFigure('rating, records that are not usual', `${records} records`, 'CPU time for each further record');
  const usual = await microseconds('usual', ours, records);
  printFigure('  usual records, by the kernel', `${usual.toFixed(1)} µs`, '');
  for (const form of unusual) {
    const time = await microseconds(form, ours, records);
    const target = form === 'tiers' ? 'target <= 6x; each record is read twice' : 'target <= 6x';
    printFigure(`  ${form}`, `${time.toFixed(1)} µs, ${(time / usual).toFixed(1)}x the kernel's`, target);
    if (form !== 'odd') continue;
    const simple = await microseconds(form, naive, records);
    printFigure(
      '  odd, naive Node',
      `${simple.toFixed(1)} µs`,
      `${(simple / time).toFixed(1)}x ours; target >= 1`,
    );
  }
};

/** CPU time for each further record, in microseconds: the least of two rounds. */
const microseconds = async (form: Form, entry: Entry, records: number): Promise<number> => {
  const few = Math.ceil(records / 10);
  const [many, start] = [await cpuSeconds(form, entry, records), await cpuSeconds(form, entry, few)];
  return (Math.max(0, many - start) / (records - few)) * 1e6;
};

const cpuSeconds = (form: Form, entry: Entry, records: number): Promise<number> => {
  let least = Infinity;
  return inFolder(async (folder) => {
    const written = writeTraffic(folder, { seed: 7, records, recordsPerObject: 10_000, form });
    for (let round = 0; round < 2; round += 1) {
      rmSync(join(folder, 'out'), { recursive: true, force: true });
      const timed: Timed = await runCompetitor(entry.program, jobOn(folder, written, entry));
      least = Math.min(least, timed.cpuSeconds);
    }
    return least;
  });
};
