import { type BillingWindow, describeWindow } from '@dialplane/cdr';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunFailed } from '../explain-failure';
import { unlessMissing } from './unless-missing';

/** A file of a run. */
export type WrittenFile = {
  readonly name: string;
  /** Relative to the folder of all output, with `/` between the parts. */
  readonly path: string;
  readonly bytes: number;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  /** A large file is published in parts, each with the headings and an entry of its own. They are numbered from 1. */
  readonly part?: number;
};

/** The published run of a window and its files. Readers of the output must start here. */
export type Manifest = {
  readonly window: string;
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly files: readonly WrittenFile[];
};

/** The entries of a file: one, or its parts in order. None if the run has no such file. */
export const entriesOf = ({ files }: Pick<Manifest, 'files'>, name: string): readonly WrittenFile[] =>
  files.filter((file) => file.name === name).sort((a, b) => (a.part ?? 0) - (b.part ?? 0));

/** The name of a part of a file in the folder of its run: `rated/000001.csv` for `rated`. */
export const partName = (name: string, part: number): string =>
  `${name}/${String(part).padStart(6, '0')}.csv`;

/** The file to which a name in the folder of a run belongs, and which part of it that is. */
export const fileOf = (path: string): Pick<WrittenFile, 'name' | 'part'> => {
  const [, name, part, ending] = /^(.+)\/(\d{6})(\..+)$/.exec(path) ?? [];
  return name === undefined ? { name: path } : { name: `${name}${ending}`, part: Number(part) };
};

/** The name of a window's output: `2020-01-31-Monthly`, followed by the zone if that is not UTC. */
export const windowName = (window: BillingWindow): string =>
  [describeWindow(window), ...(window.zone === 'UTC' ? [] : [window.zone])].join('-').replaceAll('/', '-');

/** The path of a window's manifest. */
export const manifestPath = (out: string, window: string): string => join(out, `${window}.json`);

/** The manifest of a window's published run; undefined if there is none. */
export const readManifest = async (out: string, window: string): Promise<Manifest | undefined> => {
  const text = await unlessMissing(readFile(manifestPath(out, window), 'utf8'));
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    const message = `Cannot read the manifest "${manifestPath(out, window)}": it is damaged. Remove it to rate the window as if for the first time`;
    throw new RunFailed({ kind: 'environment', message }, { cause: error });
  }
};
