import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { BUILT_APPS } from './app-bundle';
import { resourcesOf, type SynthesizedResource } from './synthesized-stack';

/** A folder with files in it: a path inside of it, and what each holds. */
export const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'constructs-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
};

/** A stack called `calls-test`, in which the app `answering` has been built. */
export const emptyStack = (builtApps = folderWith({ 'answering/main.js': 'exports.handler = 1;' })) =>
  new TerraformStack(new App({ outdir: folderWith({}), context: { [BUILT_APPS]: builtApps } }), 'calls-test');

/** All resources of one type, as Terraform reads them. */
export const resources = (stack: TerraformStack, type: string): readonly SynthesizedResource[] =>
  resourcesOf(stack.toTerraform())
    .filter((it) => it.type === type)
    .map(({ resource }) => resource);

/** What the policies of one type of resource allow: actions, on which type of resource, and for whom only. */
export const allowed = (stack: TerraformStack, type: string) =>
  resources(stack, type)
    .flatMap(({ policy }) => JSON.parse(String(policy)).Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Action, Resource, Condition }) => ({
      actions: Action,
      resources: Resource.map(withoutName),
      ...(Condition && { only: Condition.StringEquals }),
    }));

// `${aws_s3_bucket.prompts_bucket_5DEAA897.arn}/*` is, without what cdktf made up, `aws_s3_bucket/*`.
const withoutName = (resource: string): string => resource.replace(/\$\{(?!data\.)(\w+)\.[^}]*\}/, '$1');
