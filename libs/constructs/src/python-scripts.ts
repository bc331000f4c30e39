import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { archivesOf } from './code-bundle';
import { filesIn, hashOf, zipInto } from './packed-files';
import type { PrivateBucket } from './private-bucket';
import { projectPath } from './project-path';

export type PythonScriptsProps = {
  readonly bucket: PrivateBucket;
  /** The prefix of their keys, ending in `/`. */
  readonly prefix: string;
  /** The folder with `main.py` and the packages that it imports, relative to the folder with `cdktf.json`. */
  readonly folder: string;
};

/**
 * A Python program in a bucket: `main.py`, and a zip of all its packages. The keys contain a hash of the content, so a
 * running job keeps its code during a deployment.
 *
 * @throws when the folder has no `main.py`
 */
export class PythonScripts extends Construct {
  /** The `s3://` address of `main.py`. */
  readonly main: string;
  /** The `s3://` address of the packages. */
  readonly packages: string;

  constructor(scope: Construct, id: string, { bucket, prefix, folder }: PythonScriptsProps) {
    super(scope, id);
    const path = projectPath(folder);
    const main = join(path, 'main.py');
    if (!existsSync(main)) throw new Error(`Cannot deploy the program in "${path}": expected a main.py`);

    const files = filesIn(path, (file) => file.endsWith('.py'));
    const hash = hashOf(files);
    const put = (name: string, file: string): string => {
      const asset = new TerraformAsset(this, `${name}-file`, {
        path: file,
        type: AssetType.FILE,
        assetHash: hash,
      });
      const { key } = new S3Object(this, name, {
        bucket: bucket.bucket.id,
        key: `${prefix}${hash}/${name}`,
        source: asset.path,
        sourceHash: hash,
      });
      return `s3://${bucket.bucket.id}/${key}`;
    };

    const packages = files.filter((file) => file.path.includes('/'));
    this.main = put('main.py', main);
    this.packages = put(
      'packages.zip',
      zipInto(archivesOf(this), path.split(/[\\/]/).slice(-2).join('-'), packages),
    );
  }
}
