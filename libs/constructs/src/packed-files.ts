import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ZipEntry } from './zip';

/** The files of a folder and of those below it, by path: all of those that `isPacked` says yes to. */
export const filesIn = (folder: string, isPacked: (path: string) => boolean): readonly ZipEntry[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: relative(folder, file).replaceAll(sep, '/') }))
    .filter(({ path }) => isPacked(path))
    .map(({ file, path }) => ({ path, content: readFileSync(file) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** A hash of files, not of their zip: zlib may pack the same file differently on another machine. */
export const hashOf = (entries: readonly ZipEntry[]): string => {
  const hash = createHash('sha256');
  for (const { path, content } of entries) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest('hex').slice(0, 32);
};
