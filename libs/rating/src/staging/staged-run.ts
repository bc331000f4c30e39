import { inOrder } from '@dialplane/basics';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { explainFailure, RunFailed } from '../explain-failure';
import type { FileOperations } from './file-operations';
import { fileOf, type Manifest, manifestPath, readManifest, type WrittenFile } from './manifest';
import { unlessMissing } from './unless-missing';

/** A run's own folder, which readers do not know until the run is published. */
export type StagedRun = {
  readonly folder: string;
  /** Appends to the file. */
  readonly write: (name: string, data: string | Uint8Array) => Promise<void>;
  /** Gives a file another name, in place of a file that may have that name. */
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Removes a file, or a folder without files. */
  readonly remove: (name: string) => Promise<void>;
  /** The path of a file of this name. */
  readonly pathOf: (name: string) => string;
  /** The paths of a file, such as `rated.csv`: one, or its parts in order. */
  readonly pathsOf: (name: string) => readonly string[];
  /** The names of all files so far. */
  readonly names: () => readonly string[];
  /** Returns when everything written so far can be read in the folder. */
  readonly flush: () => Promise<void>;
  /** Adds a complete file that other code has written into the folder. */
  readonly adopt: (name: string) => Promise<void>;
  /** Publishes this run in one step. The run that it replaces is removed afterwards; if that fails, a warning says so. */
  readonly publish: () => Promise<PublishedRun>;
  /** Removes the run. */
  readonly discard: () => Promise<unknown>;
};

/** The manifest of a run, and what could not be removed after its publication. */
export type PublishedRun = { readonly manifest: Manifest; readonly warnings: readonly string[] };

/** The run, its window, and the time in milliseconds since 1970. */
type Run = {
  readonly out: string;
  readonly window: string;
  readonly runId: string;
  readonly now: number;
  readonly files: FileOperations;
};

/**
 * Opens a run in `<out>/.runs/<window>/<run id>@<host>@<process id>`; publishing moves it to `<out>/<window>/<run id>`, so that no path to
 * results ever matches an unfinished run. Throws if the run exists already. Removes the files of crashed runs on this machine.
 */
export const stageRun = async (run: Run): Promise<StagedRun> => {
  const { out, window, runId, now, files } = run;
  if (!/^\w[\w.-]*$/.test(runId)) {
    throw new RangeError(`Cannot start the run "${runId}": expected letters, digits, dots and dashes`);
  }
  const runs = join(out, window);
  const final = join(runs, runId);
  const folder = join(stagingOf(out, window), [runId, ...thisProcess()].join('@'));
  if (await unlessMissing(stat(final)))
    throw new RunFailed({
      kind: 'environment',
      message: `Cannot start the run "${runId}": "${final}" exists already`,
    });
  await removeCrashed(run);
  await files.makeFolder(folder);
  const opened = new Map<string, OpenFile>();

  const append = async (name: string, file: OpenFile, data: Uint8Array): Promise<void> => {
    file.bytes += data.length;
    file.sha256.update(data);
    await files.append(join(folder, name), data);
  };

  const flush = async (name: string): Promise<void> => {
    const file = opened.get(name);
    if (!file || file.waiting === 0) return;
    const data = Buffer.concat(file.pending);
    file.pending = [];
    file.waiting = 0;
    await append(name, file, data);
  };

  const open = async (name: string): Promise<OpenFile> => {
    await makeFolderOf(name);
    const file = newFile();
    opened.set(name, file);
    return file;
  };

  /** A part of a file is in a folder of its own. */
  const makeFolderOf = async (name: string): Promise<void> => {
    const inside = dirname(name);
    if (inside === '.' || [...opened.keys()].some((other) => dirname(other) === inside)) return;
    await files.remove(join(folder, inside));
    await files.makeFolder(join(folder, inside));
  };

  const write = async (name: string, data: string | Uint8Array): Promise<void> => {
    const file = opened.get(name) ?? (await open(name));
    const piece = typeof data === 'string' ? Buffer.from(data) : data;
    if (piece.length >= writeAtOnce) {
      await flush(name);
      return append(name, file, piece);
    }
    file.pending.push(Uint8Array.from(piece)); // a copy, since the caller may reuse the memory
    file.waiting += piece.length;
    if (file.waiting >= writeAtOnce) await flush(name);
  };

  const rename = async (from: string, to: string): Promise<void> => {
    await flush(from);
    const file = opened.get(from);
    if (!file) throw new Error(`Cannot rename "${from}": it has not been written`);
    await makeFolderOf(to);
    await files.rename(join(folder, from), join(folder, to));
    opened.delete(from);
    opened.set(to, file);
  };

  const remove = async (name: string): Promise<void> => {
    opened.delete(name);
    await files.remove(join(folder, name));
  };

  const namesOf = (name: string): readonly string[] =>
    [...opened.keys()].filter((path) => fileOf(path).name === name).sort(inOrder);

  const adopt = async (name: string): Promise<void> => {
    const file = newFile();
    for await (const piece of createReadStream(join(folder, name))) {
      file.bytes += (piece as Buffer).length;
      file.sha256.update(piece as Buffer);
    }
    opened.set(name, file);
  };

  const flushAll = async (): Promise<void> => {
    for (const name of opened.keys()) await flush(name);
  };

  const finish = async (): Promise<readonly WrittenFile[]> => {
    await flushAll();
    await Promise.all([...opened.keys()].map((name) => files.sync(join(folder, name))));
    return [...opened].map(([path, { bytes, sha256 }]) => ({
      ...fileOf(path),
      path: `${window}/${runId}/${path}`,
      bytes,
      sha256: sha256.digest('hex'),
    }));
  };

  const publish = async (): Promise<PublishedRun> => {
    const createdAt = new Date(now).toISOString();
    const manifest: Manifest = { window, runId, createdAt, files: await finish() };
    const staged = join(folder, 'manifest.json');
    await files.append(staged, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    await files.sync(staged);
    const replaced = await readManifest(out, window);
    await mkdir(runs, { recursive: true });
    for (const inside of new Set([...opened.keys()].map(dirname)))
      await files.syncFolder(join(folder, inside));
    await files.rename(folder, final);
    for (const path of [runs, out]) await files.syncFolder(path);
    await files.rename(join(final, 'manifest.json'), manifestPath(out, window));
    await files.syncFolder(out);
    return { manifest, warnings: await sweep(run, replaced?.runId) };
  };

  return {
    folder,
    write,
    rename,
    remove,
    pathOf: (name) => join(folder, name),
    pathsOf: (name) => namesOf(name).map((path) => join(folder, path)),
    names: () => [...opened.keys()],
    flush: flushAll,
    adopt,
    publish,
    discard: () => files.remove(folder),
  };
};

/**
 * Removes the run that was replaced, and the folders of crashed runs. Another run of the window may be in progress, so
 * folders that no manifest names are kept for a day.
 *
 * @returns a warning for each failure: the new run is published, so the caller must not report that it failed
 */
const sweep = async (
  { out, window, now, files }: Run,
  replaced: string | undefined,
): Promise<readonly string[]> => {
  const warnings: string[] = [];
  const warnIfItFails = async (folder: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const reason = explainFailure(error)?.message ?? String(error);
      warnings.push(
        `The run is published, but earlier results are left in "${folder}". Remove them by hand. ${reason}`,
      );
    }
  };
  const runs = join(out, window);
  await warnIfItFails(runs, async () => {
    const published = (await readManifest(out, window))?.runId;
    for (const runId of await readdir(runs)) {
      if (runId === published) continue;
      const folder = join(runs, runId);
      await warnIfItFails(folder, async () => {
        if (runId === replaced || (await isOlderThanADay(folder, now))) await files.remove(folder);
      });
    }
  });
  return warnings;
};

/** The folder of a window's runs that are not published. */
const stagingOf = (out: string, window: string): string => join(out, '.runs', window);

/** The host and the process id of this process, as they are written in the name of an unfinished run's folder. */
const thisProcess = (): readonly [host: string, pid: string] => [
  encodeURIComponent(hostname()),
  String(process.pid),
];

/** Removes unfinished runs whose process has ended, and those of other machines after a day. */
const removeCrashed = async ({ out, window, now, files }: Run): Promise<void> => {
  const staging = stagingOf(out, window);
  for (const name of (await unlessMissing(readdir(staging))) ?? []) {
    const folder = join(staging, name);
    if (isOfDeadProcess(name) || (await isOlderThanADay(folder, now))) await files.remove(folder);
  }
};

const isOfDeadProcess = (folder: string): boolean => {
  const [, host, pid] = folder.split('@');
  if (pid === undefined || host !== thisProcess()[0]) return false;
  try {
    process.kill(Number(pid), 0); // throws if the process does not exist
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
};

const isOlderThanADay = async (folder: string, now: number): Promise<boolean> => {
  const found = await unlessMissing(stat(folder)); // another run may have removed it
  return found !== undefined && now - found.mtimeMs > 86_400_000;
};

/** A file being written: data that is not on disk yet, and the size and hash of the rest. */
type OpenFile = {
  pending: Uint8Array[];
  waiting: number;
  bytes: number;
  readonly sha256: ReturnType<typeof createHash>;
};

const newFile = (): OpenFile => ({ pending: [], waiting: 0, bytes: 0, sha256: createHash('sha256') });
const writeAtOnce = 64 * 1024;
