import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import type { PrivateBucket } from './private-bucket';
import { projectPath } from './project-path';

export type BucketFilesProps = {
  readonly bucket: PrivateBucket;
  /** Relative to the folder with `cdktf.json`. */
  readonly folder: string;
  /** The end of the names of the files to upload, such as `.wav`. */
  readonly ending: string;
  readonly contentType: string;
};

/**
 * Uploads the files of a folder to a bucket, each under its own name. An object changes when its file changes.
 *
 * @throws when no file has that ending
 */
export class BucketFiles extends Construct {
  constructor(scope: Construct, id: string, { bucket, folder, ending, contentType }: BucketFilesProps) {
    super(scope, id);
    const path = projectPath(folder);
    const files = readdirSync(path)
      .filter((file) => file.endsWith(ending))
      .sort();
    if (files.length === 0)
      throw new Error(
        `Cannot upload files from "${path}" to "${bucket.node.path}": expected at least one that ends in ${ending}`,
      );

    for (const file of files) {
      const name = basename(file, ending);
      const asset = new TerraformAsset(this, `${name}-file`, {
        path: join(path, file),
        type: AssetType.FILE,
      });
      new S3Object(this, name, {
        bucket: bucket.bucket.id,
        key: file,
        source: asset.path,
        sourceHash: asset.assetHash,
        contentType,
      });
    }
  }
}
