import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * The stacks of `head` that differ from those of `base`, by name. Both are output folders of `npm run synth`. Builds are the
 * same byte for byte, so a stack differs exactly when its Terraform or one of its bundles does. A new stack counts; a removed
 * one does not.
 *
 * @throws if `head` holds no synthesized stacks
 */
export const changedStacks = (base: string, head: string): readonly string[] =>
  stacksIn(head).filter((stack) => digest(base, stack) !== digest(head, stack));

/** The stacks in an output folder of `npm run synth`. @throws if there are none */
export const stacksIn = (folder: string): readonly string[] => {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest))
    throw new Error(
      `Cannot read stacks from "${folder}": expected a manifest.json in it, so run npm run synth`,
    );
  return Object.keys(JSON.parse(readFileSync(manifest, 'utf8')).stacks).sort();
};

const digest = (folder: string, stack: string): string | undefined => {
  const root = join(folder, 'stacks', stack);
  if (!existsSync(root)) return undefined;
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/]\.terraform/.test(file)) // left by a deployment
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
};
