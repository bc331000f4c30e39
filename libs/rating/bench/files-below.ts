import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The paths of all files in a folder and those below it, relative to it, in order. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
