import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { readCsv } from '../output/read-csv';
import type { Report } from '../output/report';
import type { StagedRun } from './staged-run';

/** A row that keeps a run from being published. */
export type Offender = {
  readonly outcome: 'unrated' | 'rejected' | 'conflict' | 'outside';
  readonly source: string;
  readonly position: number;
  readonly reason: string;
};

/** The evidence of a run that is over its limits: its report, and the rows that caused it. */
export type RefusedEvidence = {
  readonly folder: string;
  /** The first rows of each outcome. */
  readonly offenders: readonly Offender[];
};

const kept = { unrated: 'unrated.csv', rejected: 'rejected.csv', conflict: 'conflicts.csv' } as const;
const shown = 3;

/** Keeps the evidence of a refused run in `<out>/refused/<window>`, replacing the evidence of an earlier attempt. */
export const keepEvidence = async (
  run: Pick<StagedRun, 'folder' | 'pathsOf'>,
  out: string,
  report: Report,
): Promise<RefusedEvidence> => {
  const folder = join(out, 'refused', report.window.name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const offenders: Offender[] = [];
  for (const [outcome, file] of Object.entries(kept) as [Offender['outcome'], string][]) {
    const places: string[] = [];
    for (const path of run.pathsOf(file)) {
      const place = join(folder, relative(run.folder, path));
      await mkdir(dirname(place), { recursive: true });
      await rename(path, place);
      places.push(place);
    }
    offenders.push(...(await firstRows(places[0] ?? '', outcome)));
  }
  return { folder, offenders };
};

const firstRows = async (path: string, outcome: Offender['outcome']): Promise<readonly Offender[]> => {
  const rows = readCsv(path);
  const headings = (await rows.next()).value as readonly string[] | undefined;
  const found: Offender[] = [];
  for await (const cells of rows) {
    const cell = (name: string): string => cells[headings?.indexOf(name) ?? -1] ?? '';
    const reason =
      outcome === 'conflict'
        ? `contradicts ${cell('conflicts_with_key')}, document ${cell('conflicts_with_position')}`
        : [cell('reason'), cell('issues').replaceAll('\n', '; ')].filter((text) => text !== '').join(': ');
    found.push({ outcome, source: cell('source_key'), position: Number(cell('position')), reason });
    if (found.length === shown) break;
  }
  return found;
};
