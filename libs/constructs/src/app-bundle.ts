import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { workspacePath } from './workspace-path';
import { zip, type ZipEntry } from './zip';

/** The context key that says where built apps are. @default dist/apps */
export const BUILT_APPS = 'dialplane:built-apps';

/**
 * What `nx build <app>` made, zipped for Lambda beside its folder. Its hash is that of the files, so it changes when
 * they do and at no other time.
 *
 * @throws when the app has not been built.
 */
export class AppBundle extends Construct {
  /** Where the zip is, as seen from the synthesized stack. */
  readonly path: string;
  readonly hash: string;

  constructor(scope: Construct, id: string, app: string) {
    super(scope, id);
    const folder = workspacePath(join(this.node.tryGetContext(BUILT_APPS) ?? 'dist/apps', app));
    if (!existsSync(join(folder, 'main.js')))
      throw new Error(
        `Cannot deploy "${app}" from "${folder}": expected a main.js, so run npx nx build ${app}`,
      );

    const entries = entriesIn(folder);
    const file = `${folder}.zip`;
    writeFileSync(file, zip(entries));
    const asset = new TerraformAsset(this, 'zip', {
      path: file,
      type: AssetType.FILE,
      assetHash: hashOf(entries),
    });
    this.path = asset.path;
    this.hash = asset.assetHash;
  }
}

// What a build leaves beside the code: it says nothing at run time and would change the hash.
const notDeployed = /\.map$|^meta\.json$/;

const entriesIn = (folder: string): readonly ZipEntry[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !notDeployed.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(folder, file).replaceAll(sep, '/'),
      content: readFileSync(file),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

// Of the files, not of the zip: zlib may pack the same file differently on another machine.
const hashOf = (entries: readonly ZipEntry[]): string => {
  const hash = createHash('sha256');
  for (const { path, content } of entries) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest('hex').slice(0, 32);
};
