import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Resolves a path relative to the project: the folder with `cdktf.json`, which is the working directory or a folder above it.
 * cdktf itself resolves asset paths in the same way. Without a `cdktf.json`, paths are relative to the working directory.
 * Absolute paths stay unchanged.
 */
export const projectPath = (path: string): string => resolve(project(process.cwd()) ?? process.cwd(), path);

const project = (folder: string): string | undefined => {
  if (existsSync(join(folder, 'cdktf.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : project(parent);
};
