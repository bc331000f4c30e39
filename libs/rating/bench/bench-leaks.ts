import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { printFigure } from './print-figure';
import { inFolder, jobOn, ours, ratedIn } from './bench-rating';
import { buildCompetitors, runCompetitor } from './competitors';
import type { SeededKind } from './traffic';
import { writeTraffic } from './write-traffic';

/** The file in which each kind of fault must be found, and how it is named there. */
const found: Readonly<Record<SeededKind, { readonly file: string; readonly leak?: string }>> = {
  copy: { file: 'duplicates.csv' },
  conflict: { file: 'conflicts.csv' },
  broken: { file: 'rejected.csv' },
  overlap: { file: 'leaks.csv', leak: 'overlap' },
  'orphan-leg': { file: 'leaks.csv', leak: 'orphan-leg' },
};

/** Puts faults among a million records, and fails unless each of them is found, and nothing else. */
export const benchLeaks = async (records = 1_000_000): Promise<void> => {
  await buildCompetitors();
  await inFolder(async (folder) => {
    const shares = {
      copies: 0.002,
      conflicts: 0.001,
      broken: 0.001,
      overlaps: 0.002,
      legs: 0.2,
      orphans: 0.01,
    };
    const written = writeTraffic(folder, { seed: 5, records, recordsPerObject: 10_000, shares });
    const { seconds, megabytes } = await runCompetitor(
      'ours',
      jobOn(folder, written, { ...ours, how: 'with faults' }),
    );
    printFigure(
      'rating with faults',
      `${written.documents} documents`,
      `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
    );
    for (const [kind, { file, leak }] of Object.entries(found)) {
      const wanted = written.seeded
        .filter((one) => one.kind === kind)
        .map(({ key, position }) => `${key} ${position}`);
      const places = new Set(await placesOf(join(dirname(ratedIn(folder)), file), leak));
      const missed = wanted.filter((place) => !places.has(place)).length;
      const falsely = places.size - (wanted.length - missed);
      printFigure(
        `  ${kind}: found of ${wanted.length}`,
        String(wanted.length - missed),
        `${falsely} found falsely`,
      );
      if (missed > 0 || falsely > 0)
        throw new Error(`Cannot trust the search: ${missed} of ${kind} missed, ${falsely} false`);
    }
  });
};

/** The places that one of our files names, as object and position. */
const placesOf = async (path: string, leak: string | undefined): Promise<readonly string[]> => {
  const places: string[] = [];
  let names: readonly string[] | undefined;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const cells = line.split(',');
    if (!names) names = cells;
    else if (leak === undefined || cells[names.indexOf('leak')] === leak) {
      places.push(`${cells[names.indexOf('source_key')]} ${cells[names.indexOf('position')]}`);
    }
  }
  return places;
};
