import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { filesIn, hashOf } from './packed-files';
import { workspacePath } from './workspace-path';
import { zip } from './zip';

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

  /** @param adds a folder of the workspace whose JSON files are put into a folder of the bundle, such as configuration */
  constructor(
    scope: Construct,
    id: string,
    app: string,
    adds?: { readonly folder: string; readonly as: string },
  ) {
    super(scope, id);
    const folder = workspacePath(join(this.node.tryGetContext(BUILT_APPS) ?? 'dist/apps', app));
    if (!existsSync(join(folder, 'main.js')))
      throw new Error(
        `Cannot deploy "${app}" from "${folder}": expected a main.js, so run npx nx build ${app}`,
      );

    const added = adds
      ? filesIn(workspacePath(adds.folder), (path) => path.endsWith('.json')).map(({ path, content }) => ({
          path: `${adds.as}/${path}`,
          content,
        }))
      : [];
    const entries = [...filesIn(folder, (path) => !notDeployed.test(path)), ...added];
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
const notDeployed = /\.map$|(^|\/)meta\.json$/;
