import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { App, AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { filesIn, hashOf, zipInto } from './packed-files';
import { projectPath } from './project-path';

/**
 * The code of a function: the path of a folder or of a zip archive, or a builder, which is a function that builds the code and
 * returns that path. A relative path begins at the folder with `cdktf.json`, or else at the working directory.
 */
export type LambdaCode = string | ((scope: Construct) => string);

/** JSON files that are deployed with the code, such as configuration. */
export type AddedFiles = {
  /** The folder with the files. */
  readonly folder: string;
  /** The folder in the bundle that they are copied to. */
  readonly as: string;
};

export type CodeBundleProps = {
  /** The name of the function, for error messages. */
  readonly name: string;
  readonly code: LambdaCode;
  /** Such as `main.handler`. */
  readonly handler: string;
  /** Such as `nodejs22.x`. */
  readonly runtime: string;
  /** @default none */
  readonly adds?: AddedFiles | undefined;
};

/** Where archives are written: beside the synthesised stacks. */
export const archivesOf = (scope: Construct): string => resolve(App.of(scope).outdir, '.zips');

/**
 * The code of a function as a zip archive for Lambda. Its hash changes when the files change, and only then.
 *
 * @throws when there is no code at the path, or no file with the handler
 */
export class CodeBundle extends Construct {
  /** The path of the zip, relative to the synthesised stack. */
  readonly path: string;
  readonly hash: string;

  constructor(scope: Construct, id: string, props: CodeBundleProps) {
    super(scope, id);
    const path = projectPath(typeof props.code === 'string' ? props.code : props.code(this));
    if (!existsSync(path))
      throw new Error(
        `Cannot deploy "${props.name}" from "${path}": expected a folder or a zip archive there. Build it first`,
      );
    const archive = statSync(path).isFile() ? given(path, props) : packed(path, props, archivesOf(this));
    const asset = new TerraformAsset(this, 'zip', {
      path: archive.path,
      type: AssetType.FILE,
      assetHash: archive.hash,
    });
    this.path = asset.path;
    this.hash = asset.assetHash;
  }
}

type Archive = { readonly path: string; readonly hash: string };

const given = (path: string, { name, adds }: CodeBundleProps): Archive => {
  if (adds)
    throw new Error(
      `Cannot add the files of "${adds.folder}" to "${name}": expected a folder of code, not the archive "${path}"`,
    );
  return { path, hash: createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 32) };
};

const packed = (folder: string, props: CodeBundleProps, archives: string): Archive => {
  const { name, handler, runtime, adds } = props;
  const expected = filesWith(handler, runtime);
  if (expected.length > 0 && !expected.some((file) => existsSync(join(folder, file))))
    throw new Error(
      `Cannot deploy "${name}" from "${folder}": expected ${expected.join(' or ')} there, because its handler is ${handler}. Build it first`,
    );
  const added = adds
    ? filesIn(projectPath(adds.folder), (path) => path.endsWith('.json')).map(({ path, content }) => ({
        path: `${adds.as}/${path}`,
        content,
      }))
    : [];
  const files = [...filesIn(folder, (path) => !notDeployed.test(path)), ...added];
  // The hash is not of the zip, because another version of fflate may compress the same files differently.
  return { path: zipInto(archives, basename(folder), files), hash: hashOf(files) };
};

/** The files that can contain a handler. Only the names for Node.js and Python are known. */
const filesWith = (handler: string, runtime: string): readonly string[] => {
  const file = handler.slice(0, handler.lastIndexOf('.'));
  if (runtime.startsWith('nodejs')) return ['.js', '.cjs', '.mjs'].map((ending) => file + ending);
  return runtime.startsWith('python') ? [`${file.replaceAll('.', '/')}.py`] : [];
};

// What a build writes beside the code. It has no use at run time, and would change the hash.
const notDeployed = /\.map$|(^|\/)meta\.json$/;
