import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * An absolute path for one written from the top of the workspace, where `cdktf.json` stands: as cdktf itself
 * reads a relative asset path. Absolute paths pass unchanged.
 */
export const workspacePath = (path: string): string => resolve(workspace(process.cwd()), path);

const workspace = (folder: string): string => {
  if (existsSync(join(folder, 'cdktf.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error(
      `Cannot find the workspace above "${process.cwd()}": expected a folder with a cdktf.json`,
    );
  return workspace(parent);
};
