import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { filesIn, hashOf, zipInto } from './packed-files';
import { workspacePath } from './workspace-path';

/** The context key for the folder of built apps. @default dist/apps */
export const BUILT_APPS = 'dialplane:built-apps';

/** The folder of built apps, and the one for their archives. */
export const builtApps = ({ node }: Construct): { readonly apps: string; readonly zips: string } => {
  const apps = workspacePath(node.tryGetContext(BUILT_APPS) ?? 'dist/apps');
  return { apps, zips: join(apps, '.zips') };
};

/**
 * The output of `nx build <app>` as a zip archive for Lambda. Its hash changes when the files change, and only then.
 *
 * @throws when the app has not been built
 */
export class AppBundle extends Construct {
  /** The path of the zip, relative to the synthesized stack. */
  readonly path: string;
  readonly hash: string;

  /** @param adds a folder of the workspace whose JSON files are copied into the folder `as` of the bundle */
  constructor(
    scope: Construct,
    id: string,
    app: string,
    adds?: { readonly folder: string; readonly as: string },
  ) {
    super(scope, id);
    const { apps, zips } = builtApps(this);
    const folder = join(apps, app);
    if (!existsSync(join(folder, 'main.js')))
      throw new Error(
        `Cannot deploy "${app}" from "${folder}": expected a main.js. Build it with npx nx build ${app}`,
      );

    const added = adds
      ? filesIn(workspacePath(adds.folder), (path) => path.endsWith('.json')).map(({ path, content }) => ({
          path: `${adds.as}/${path}`,
          content,
        }))
      : [];
    const files = [...filesIn(folder, (path) => !notDeployed.test(path)), ...added];
    const asset = new TerraformAsset(this, 'zip', {
      path: zipInto(zips, app, files),
      type: AssetType.FILE,
      assetHash: hashOf(files), // not of the zip: another version of fflate may compress the same files differently
    });
    this.path = asset.path;
    this.hash = asset.assetHash;
  }
}

// What a build writes beside the code. It has no use at run time, and would change the hash.
const notDeployed = /\.map$|(^|\/)meta\.json$/;
