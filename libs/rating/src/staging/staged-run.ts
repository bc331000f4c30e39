import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { RunFailed } from '../explain-failure';
import type { FileOperations } from './file-operations';
import { type Manifest, manifestPath, readManifest, type WrittenFile } from './manifest';
import { unlessMissing } from './unless-missing';

/** A run's own folder, which readers do not know until the run is published. */
export type StagedRun = {
  readonly folder: string;
  /** Appends to the file. */
  readonly write: (name: string, data: string | Uint8Array) => Promise<void>;
  /** Replaces a file: `work` gets the path of the old file, and writes the new one. */
  readonly rewrite: (
    name: string,
    work: (old: string, put: (data: string | Uint8Array) => Promise<void>) => Promise<void>,
  ) => Promise<void>;
  /** Returns when everything written so far can be read in the folder. */
  readonly flush: () => Promise<void>;
  /** Adds a complete file that other code has written into the folder. */
  readonly adopt: (name: string) => Promise<void>;
  /** Publishes this run in one step. The run that it replaces is removed afterwards. */
  readonly publish: () => Promise<Manifest>;
  /** Removes the run. */
  readonly discard: () => Promise<unknown>;
};

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

  const write = async (name: string, data: string | Uint8Array): Promise<void> => {
    const file = opened.get(name) ?? newFile();
    opened.set(name, file);
    const piece = typeof data === 'string' ? Buffer.from(data) : data;
    if (piece.length >= writeAtOnce) {
      await flush(name);
      return append(name, file, piece);
    }
    file.pending.push(Uint8Array.from(piece)); // a copy, since the caller may reuse the memory
    file.waiting += piece.length;
    if (file.waiting >= writeAtOnce) await flush(name);
  };

  const rewrite: StagedRun['rewrite'] = async (name, work) => {
    await flush(name);
    opened.delete(name);
    const draft = `${name}.draft`;
    await work(join(folder, name), (data) => write(draft, data));
    await flush(draft);
    const written = opened.get(draft);
    opened.delete(draft);
    if (!written) throw new Error(`Cannot write "${name}" anew: nothing was put into it`);
    opened.set(name, written);
    await files.rename(join(folder, draft), join(folder, name));
  };

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
    return [...opened].map(([name, { bytes, sha256 }]) => ({
      name,
      path: `${window}/${runId}/${name}`,
      bytes,
      sha256: sha256.digest('hex'),
    }));
  };

  const publish = async (): Promise<Manifest> => {
    const createdAt = new Date(now).toISOString();
    const manifest: Manifest = { window, runId, createdAt, files: await finish() };
    const staged = join(folder, 'manifest.json');
    await files.append(staged, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    await files.sync(staged);
    const replaced = await readManifest(out, window);
    await mkdir(runs, { recursive: true });
    await files.syncFolder(folder);
    await files.rename(folder, final);
    for (const path of [runs, out]) await files.syncFolder(path);
    await files.rename(join(final, 'manifest.json'), manifestPath(out, window));
    await files.syncFolder(out);
    await sweep(run, replaced?.runId);
    return manifest;
  };

  return {
    folder,
    write,
    rewrite,
    flush: flushAll,
    adopt,
    publish,
    discard: () => files.remove(folder),
  };
};

/**
 * Removes the run that was replaced, and the folders of crashed runs. Another run of the window may be in progress, so
 * folders that no manifest names are kept for a day.
 */
const sweep = async ({ out, window, now, files }: Run, replaced: string | undefined): Promise<void> => {
  const published = (await readManifest(out, window))?.runId;
  for (const runId of await readdir(join(out, window))) {
    if (runId === published) continue;
    const folder = join(out, window, runId);
    if (runId === replaced || (await isOlderThanADay(folder, now))) await files.remove(folder);
  }
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
