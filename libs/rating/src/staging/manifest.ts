import { type BillingWindow, describeWindow } from '@dialplane/cdr';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing } from './unless-missing';

/** A file of a run. */
export type WrittenFile = {
  readonly name: string;
  /** From the folder of all output, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
};

/** Which run stands for a window, and what it has written. Whoever reads the output goes by it. */
export type Manifest = {
  readonly window: string;
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly files: readonly WrittenFile[];
};

/** What a window's output is called: `2020-01-31-Monthly`, and the zone behind it where that is not UTC. */
export const windowName = (window: BillingWindow): string =>
  [describeWindow(window), ...(window.zone === 'UTC' ? [] : [window.zone])].join('-').replaceAll('/', '-');

/** Where the manifest of a window is. */
export const manifestPath = (out: string, window: string): string => join(out, `${window}.json`);

/** The manifest of the run that stands for a window; undefined if none does. */
export const readManifest = async (out: string, window: string): Promise<Manifest | undefined> => {
  const text = await unlessMissing(readFile(manifestPath(out, window), 'utf8'));
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
};
