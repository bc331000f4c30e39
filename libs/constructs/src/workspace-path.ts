import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Resolves a path relative to the root of the workspace, which is the folder with `cdktf.json`. cdktf itself resolves asset
 * paths in the same way. Absolute paths stay unchanged.
 */
export const workspacePath = (path: string): string => resolve(workspace(process.cwd()), path);

const workspace = (folder: string): string => {
  if (existsSync(join(folder, 'cdktf.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error(
      `Cannot find the root of the workspace from "${process.cwd()}": expected a cdktf.json there or in a folder above`,
    );
  return workspace(parent);
};
